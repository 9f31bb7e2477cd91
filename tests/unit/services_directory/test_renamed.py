"""Districts that are no more are known by what took their place."""

from pathlib import Path

import pytest

from services_directory.directory import Directory
from services_directory.errors import PackError, UnknownDistrict
from services_directory.loading import load_pack

HEAD = "old_id,new_id,since,source\n"


def test_an_old_name_is_answered_by_the_district_of_today(directory: Directory) -> None:
    """Renamed, or split: then by the first of its parts; a name that never was stays unknown."""
    assert directory.district("nawabshah") == directory.district("shaheed-benazirabad")
    assert directory.renamed["chitral"] == ("lower-chitral", "upper-chitral")
    assert directory.district("chitral").id == "lower-chitral"
    with pytest.raises(UnknownDistrict):
        directory.district("atlantis")


def test_a_pack_needs_no_such_table(pack_copy: Path) -> None:
    """A country where nothing was renamed has no file of it."""
    (pack_copy / "renamed_districts.csv").unlink()
    assert load_pack(pack_copy).renamed == {}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("was-once,nowhere,2020,known", "new_id"),
        ("swabi,mardan,2020,known", "old_id"),
        ("was-once,mardan,soon,known", "since"),
        ("was-once,mardan,2020,", "source"),
        ("was-once,mardan,2020,known\nwas-once,mardan,2021,known", "new_id"),
    ],
)
def test_what_cannot_be_is_refused_by_row_and_column(pack_copy: Path, row: str, column: str) -> None:
    """Unknown successors, districts that are still there, no day, no source, the same twice."""
    (pack_copy / "renamed_districts.csv").write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(pack_copy)
    assert [(each.file, each.column) for each in caught.value.problems] == [("renamed_districts.csv", column)]
