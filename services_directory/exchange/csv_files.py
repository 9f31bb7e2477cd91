"""Services as a table: one row each, in the pack's own columns."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from services_directory.defusing import defused, is_formula, plain
from services_directory.exchange.cells import COLUMNS, Cells, cells_of
from services_directory.exchange.files import check, refused
from services_directory.exchange.records import Findings, Reading, Record
from services_directory.model import Service
from services_directory.services_tables import SERVICE_COLUMNS

_BLOCK = 1 << 20


Held = Callable[[], Iterable[Service]]
"""What the directory holds now."""


def read(path: Path, findings: Findings, held: Held) -> Reading:
    """The rows of the file; raises ExchangeError where it has no heading of ours.

    Of a column that the file has not at all it says nothing: there a service stays as it is held.
    """
    check(path)
    return Reading(_count_of_lines(path) - 1, _records(path, findings, held))


def write(services: Iterable[Service], out: TextIO) -> None:
    """One row a service; a cell that a spreadsheet would run is led by an apostrophe, which reading takes off."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for service in services:
        cells = cells_of(service)
        writer.writerow([defused(cells.get(column, "")) for column in COLUMNS])


def _count_of_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))


def _records(path: Path, findings: Findings, held: Held) -> Iterator[Record]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            heading = next(rows, [])
            _check_heading(path, heading, findings)
            if not findings.found:
                kept = _kept(heading, held)
                for record in _rows(path.name, heading, rows, findings):
                    yield replace(record, cells=_with_kept(record.cells, kept)) if kept else record
    except (UnicodeDecodeError, csv.Error):
        raise refused(path, "unreadable text", "save it as CSV in UTF-8") from None


def _kept(heading: Sequence[str], held: Held) -> dict[str, Cells]:
    """By id the cells of the columns that the file has not; and whose it was, since an organisation's id is its own."""
    lacking = {column for column in COLUMNS if column not in heading}
    if not lacking:
        return {}
    wanted = {*lacking, "organisation"}
    return {
        service.id: {column: cell for column, cell in cells_of(service).items() if column in wanted}
        for service in held()
    }


def _with_kept(cells: Mapping[str, str], kept: Mapping[str, Cells]) -> Cells:
    before = kept.get(cells["id"].strip(), {})
    is_same_organisation = before.get("organisation") == cells["organisation"].strip()
    return {**{c: cell for c, cell in before.items() if c != "organisation_id" or is_same_organisation}, **cells}


def _check_heading(path: Path, heading: Sequence[str], findings: Findings) -> None:
    if not set(heading) & set(COLUMNS):
        raise refused(path, heading[0][:80] if heading else "", f"start with a heading: {','.join(SERVICE_COLUMNS)}")
    for column in SERVICE_COLUMNS:
        if column not in heading:
            findings.add(path.name, 1, column, "no column", "add it to the heading; leave its cells empty if unknown")
    for number, column in enumerate(heading):
        if column not in COLUMNS:
            findings.add(path.name, 1, column, column, "rename the column or take it out: it is none of ours")
        elif column in heading[:number]:
            findings.add(path.name, 1, column, column, "take one of the two columns out")


def _rows(name: str, heading: Sequence[str], rows: Iterable[list[str]], findings: Findings) -> Iterator[Record]:
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) != len(heading):
            findings.add(name, number, None, f"{len(row)} cells", f"give {len(heading)} cells, as the heading has")
            continue
        record = Record(name, number, dict(zip(heading, map(plain, row), strict=True)), findings)
        for column, cell in zip(heading, row, strict=True):
            if is_formula(cell):
                record.wrong(column, "a spreadsheet would run this as a formula; put an apostrophe before it")
        yield record
