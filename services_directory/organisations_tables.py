"""Reads the pack's organisations; those nobody wrote a row for are known by what their services say of them."""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from services_directory.model import Organisation, Service
from services_directory.tables import Problems, Row, read_table

ORGANISATION_COLUMNS = ("id", "name_en", "type", "description", "website", "email")
LONGEST_ID = 64
_NOT_IN_AN_ID = re.compile(r"[\W_]+")


def read_organisations(path: Path, problems: Problems) -> dict[str, Organisation]:
    """The organisations by id; none where the pack has no such table."""
    organisations: dict[str, Organisation] = {}
    for row in read_table(path, ORGANISATION_COLUMNS, problems) if path.is_file() else ():
        identity = row.unused_id(organisations)
        organisations[identity] = _organisation(identity, row)
    return organisations


def organisation_id(name: str) -> str:
    """The id of an organisation that was given none: its name in small letters, digits and dashes."""
    plain = _NOT_IN_AN_ID.sub("-", name.lower()).strip("-") or "unnamed"
    if len(plain) <= LONGEST_ID:
        return plain
    return f"{plain[: LONGEST_ID - 9]}-{sha256(name.encode()).hexdigest()[:8]}"  # long names begin alike


def with_those_of(services: Iterable[Service], known: Mapping[str, Organisation]) -> dict[str, Organisation]:
    """The known organisations, and one for each other that a service names."""
    found = dict(known)
    for service in services:
        if service.organisation_id not in found:
            found[service.organisation_id] = organisation_of(service)
    return found


def organisation_of(service: Service) -> Organisation:
    """All that a service says of who runs it."""
    return Organisation(service.organisation_id, {"en": service.organisation}, service.organisation_type)


def _organisation(identity: str, row: Row) -> Organisation:
    return Organisation(
        id=identity,
        names=row.names(),
        type=row.required("type"),
        description=row.text("description"),
        website=row.text("website"),
        email=row.text("email"),
    )
