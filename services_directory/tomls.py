"""Reads a TOML file of the pack, or notes why it cannot be read."""

import tomllib
from pathlib import Path
from typing import Any

from services_directory.tables import Problems


def read_toml(path: Path, problems: Problems) -> dict[str, Any]:
    """The file as a dictionary; empty, and noted, where it is missing or broken."""
    if not path.is_file():
        problems.add(path.name, None, None, "no file", "put it back into the pack")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.add(path.name, None, None, str(error), "mend the TOML")
        return {}
