"""The transcribed tables of HSDS 3 as one JSON schema."""

import tomllib
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]  # has no types

TYPES: dict[str, dict[str, Any]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "string": {"type": "string"},
    "uri": {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"},
    "email": {"type": "string", "format": "email"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "time": {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(Z|[+-]\d\d:\d\d)?$"},
}


def hsds_pages() -> Draft202012Validator:
    """Checks a page of organisations."""
    path = Path(__file__).parent / "hsds3.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    schema = {"$ref": "#/$defs/page", "$defs": {name: _table(table) for name, table in tables.items()}}
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker(["uuid", "email"]))


def _table(table: dict[str, Any]) -> dict[str, Any]:
    fields = {name: _field(kind) for name, kind in table["fields"].items()}
    return {"type": "object", "required": table["required"], "properties": fields, "additionalProperties": False}


def _field(kind: str | list[str]) -> dict[str, Any]:
    if isinstance(kind, list):
        return {"enum": kind}
    if kind[0] not in "[{":
        return TYPES[kind]
    table = {"$ref": f"#/$defs/{kind[1:-1]}"}
    return {"type": "array", "items": table} if kind[0] == "[" else table
