"""A pack is loaded whole or not at all, and says what is wrong where."""

from pathlib import Path

import pytest

from services_directory import Directory, PackError
from services_directory.loading import load_pack

from .conftest import Breaker

BROKEN_CELLS = [
    ("services.csv", 60, "latitude", "95.5"),
    ("services.csv", 60, "longitude", "north of town"),
    ("services.csv", 60, "category", "lawyers"),
    ("services.csv", 60, "confidence", ""),
    ("services.csv", 60, "district", "atlantis"),
    ("services.csv", 60, "province", "sindh-and-so-on"),
    ("services.csv", 60, "phones", "1121; 12345"),
    ("services.csv", 60, "id", "police-emergency-15"),
    ("services.csv", 60, "verified_on", "last week"),
    ("services.csv", 60, "always_open", "mostly"),
    ("services.csv", 60, "min_age", "young"),
    ("services.csv", 60, "only_for", "hiccups"),
    ("services.csv", 60, "name_en", ""),
    ("services.csv", 60, "precision", ""),
    ("places.csv", 30, "type", "planet"),
    ("places.csv", 300, "district", "atlantis"),
    ("places.csv", 300, "province", "punjab"),
    ("places.csv", 3, "district", "abbottabad"),
    ("places.csv", 300, "latitude", ""),
    ("provinces.csv", 3, "id", "azad-jammu-kashmir"),
    ("helplines.csv", 2, "coverage", "punjab; atlantis"),
    ("helplines.csv", 2, "stands_in_for", "lawyers"),
    ("helplines.csv", 2, "number", "one one two one"),
]


@pytest.mark.parametrize(("file", "row", "column", "value"), BROKEN_CELLS)
def test_broken_cell_is_named(with_cell: Breaker, file: str, row: int, column: str, value: str) -> None:
    """A wrong cell stops the load, and the error names file, row and column and what to do."""
    with pytest.raises(PackError) as error:
        load_pack(with_cell(file, row, column, value))
    named = [(problem.file, problem.row, problem.column) for problem in error.value.problems]
    assert (file, row, column) in named
    assert f"{file}, row {row}, column {column}" in str(error.value)
    assert all(problem.remedy for problem in error.value.problems)


def test_every_problem_is_told_at_once(with_cell: Breaker) -> None:
    """Somebody mending a pack sees all that is wrong, not the first of it."""
    with_cell("services.csv", 60, "category", "lawyers")
    with_cell("services.csv", 70, "coverage", "everywhere")
    with pytest.raises(PackError) as error:
        load_pack(with_cell("places.csv", 30, "type", "planet"))
    assert {(p.file, p.row) for p in error.value.problems} >= {
        ("services.csv", 60),
        ("services.csv", 70),
        ("places.csv", 30),
    }


def test_swapped_coordinates_are_recognised(with_cell: Breaker) -> None:
    """Latitude and longitude exchanged: the remedy says so."""
    with_cell("services.csv", 60, "latitude", "72.46")
    with pytest.raises(PackError, match="swapped"):
        Directory.load(with_cell("services.csv", 60, "longitude", "34.12"))


def test_confidential_place_is_refused(with_cell: Breaker, pack_copy: Path) -> None:
    """The pack cannot come to hold where a confidential service is."""
    rows = (pack_copy / "services.csv").read_text(encoding="utf-8").splitlines()
    row = next(number for number, line in enumerate(rows, start=1) if line.startswith("dar-ul-aman-attock"))
    with pytest.raises(PackError, match="not kept"):
        load_pack(with_cell("services.csv", row, "address", "behind the post office"))


@pytest.mark.parametrize("file", ["services.csv", "places.csv", "provinces.csv", "helplines.csv"])
def test_missing_column_is_named(pack_copy: Path, file: str) -> None:
    """A heading without a column we need is told once, by its name."""
    path = pack_copy / file
    path.write_text(path.read_text(encoding="utf-8").replace("name_en", "name", 1), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_pack(pack_copy)
    assert (file, 1, "name_en") in [(p.file, p.row, p.column) for p in error.value.problems]


@pytest.mark.parametrize(
    "file", ["services.csv", "places.csv", "provinces.csv", "helplines.csv", "pathways.toml", "wording.toml"]
)
def test_missing_file_is_named(pack_copy: Path, file: str) -> None:
    """A file gone from the pack is told by its name."""
    (pack_copy / file).unlink()
    with pytest.raises(PackError, match=file):
        load_pack(pack_copy)


def test_short_row_is_named(pack_copy: Path) -> None:
    """A row with cells missing is told by its number."""
    with (pack_copy / "services.csv").open("a", encoding="utf-8") as table:
        table.write("lonely,A service\n")
    with pytest.raises(PackError, match=r"services.csv, row 830: found '\d+ cells'"):
        load_pack(pack_copy)


def test_not_utf8_is_told(pack_copy: Path) -> None:
    """A table saved in another encoding is told as such, not as a traceback."""
    (pack_copy / "services.csv").write_bytes("id,name_en\nx,الف".encode("utf-16"))
    with pytest.raises(PackError, match="UTF-8"):
        load_pack(pack_copy)
