"""A store in a file of its own, empty or with the real pack in it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from services_directory.loading import Pack
from services_directory.store import DirectoryStore


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'directory.sqlite3'}"


@pytest.fixture
def empty(url: str) -> Iterator[DirectoryStore]:
    store = DirectoryStore.open(url)
    yield store
    store.close()


@pytest.fixture
def store(empty: DirectoryStore, pack: Pack, today: date) -> DirectoryStore:
    """With the pack in it."""
    empty.seed(pack, today)
    return empty
