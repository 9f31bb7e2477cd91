"""Districts that are no more: renamed, or split into others, read from the pack."""

from collections.abc import Container, Mapping
from pathlib import Path

from services_directory.tables import Problems, read_table

RENAMED_COLUMNS = ("old_id", "new_id", "since", "source")


def read_renamed(path: Path, districts: Container[str], problems: Problems) -> Mapping[str, tuple[str, ...]]:
    """For each district that is no more those that took its place, the first of them the one its cases go to.

    None where the pack has no such table. A district that still has its old id, smaller now, needs no row.
    """
    renamed: dict[str, tuple[str, ...]] = {}
    for row in read_table(path, RENAMED_COLUMNS, problems) if path.is_file() else ():
        old, new = row.required("old_id"), row.required("new_id")
        row.known("new_id", districts)
        row.required("source")
        row.day("since")
        if old in districts:
            row.wrong("old_id", "this district is still in places.csv; only one that is no more can have been renamed")
        elif new in renamed.get(old, ()):
            row.wrong("new_id", "the same change stands above; remove one of the two rows")
        else:
            renamed[old] = (*renamed.get(old, ()), new)
    return renamed
