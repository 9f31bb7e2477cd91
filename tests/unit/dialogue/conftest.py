"""The real directory and the real identifier finder, once."""

from __future__ import annotations

import pytest

from bot.casework.identifiers import IdentifierFinder
from bot.casework.names import load_names
from bot.config import ROOT
from services_directory import Directory

PACK = ROOT / "services_directory" / "data" / "pk"


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The Pakistan pack."""
    return Directory.load(PACK)


@pytest.fixture(scope="session")
def identifiers() -> IdentifierFinder:
    """With the names of the Pakistan pack."""
    return IdentifierFinder(load_names(PACK / "given_names.csv"))
