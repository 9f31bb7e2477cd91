"""The real pack, loaded once, and copies of it to break."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from services_directory import Directory
from services_directory.loading import PAKISTAN_PACK, Pack, load_pack

Breaker = Callable[[str, int, str, str], Path]


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture(scope="session")
def directory(pack: Pack) -> Directory:
    return Directory(pack)


@pytest.fixture
def pack_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PAKISTAN_PACK, tmp_path / "pk"))


@pytest.fixture
def with_cell(pack_copy: Path) -> Breaker:
    """Writes one cell of the copied pack: file, row as a spreadsheet counts it, column, value."""

    def write(file: str, row: int, column: str, value: str) -> Path:
        path = pack_copy / file
        with path.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        rows[row - 2][column] = value
        with path.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return pack_copy

    return write
