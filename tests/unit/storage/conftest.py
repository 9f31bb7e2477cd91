"""A fresh store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.store import Store
from tests.stores import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store
