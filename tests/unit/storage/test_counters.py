"""Monthly counters: counted with the event, sealed, readable by nobody but the statistics."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.casework.measures import Again, Answered, Filed, Measure, NoReport, Safer
from bot.casework.model import Concern, DistrictId, Outcome
from bot.storage.counters import StoredCounters
from bot.storage.store import Store, StoredBooks
from tests.stores import LAHORE, SWABI, raw_rows

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
CELLS: list[tuple[date, DistrictId | None, Concern | None, Measure]] = [
    (JULY, SWABI, Concern.neglect, Filed.report),
    (JULY, SWABI, Concern.neglect, Filed.girl),
    (JULY, SWABI, Concern.sexual_abuse, Filed.report),
    (JULY, LAHORE, Concern.neglect, Filed.report),
    (AUGUST, SWABI, Concern.neglect, Filed.report),
    (AUGUST, None, None, NoReport.prank),
]


def read(books: StoredBooks) -> Counter[tuple[object, ...]]:
    """What has been counted; tests look inside, the application cannot."""
    assert isinstance(books.counters, StoredCounters)
    every = books.counters._before(date.max)
    return Counter({(each.month, each.district, each.concern, each.measure): each.count for each in every})


def test_each_cell_counts_for_itself(store: Store) -> None:
    """A count goes to its own month, district, concern and measure, over as many transactions as it takes."""
    for turn in range(1, 4):
        with store.transaction() as books:
            for at, cell in enumerate(CELLS):
                for _ in range(at + 1):
                    books.counters.count(*cell)
            assert read(books) == Counter({cell: turn * (at + 1) for at, cell in enumerate(CELLS)})


def test_what_is_rolled_back_is_not_counted(store: Store) -> None:
    """A turn that fails counts nothing."""

    def failing() -> None:
        with store.transaction() as books:
            books.counters.count(*CELLS[0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    with store.transaction() as books:
        assert not read(books)


def test_a_thief_reads_no_counter(store: Store, tmp_path: Path) -> None:
    """Without the keys a row tells its month, and no place, concern, measure or number: all are equally long."""
    with store.transaction() as books:
        for cell in CELLS:
            books.counters.count(*cell)
    rows = raw_rows(tmp_path, "SELECT id, sealed FROM counters")
    assert len(rows) == len(CELLS)
    assert len({(len(name), len(sealed)) for name, sealed in rows}) == 1
    for row in rows:
        for word in (b"swabi", b"neglect", b"report"):
            assert word not in b"".join(row)


def test_no_two_measures_share_a_name() -> None:
    """Two measures of one name would be counted as one."""
    values = [each.value for family in (Filed, Answered, Outcome, Again, Safer, NoReport) for each in family]
    assert len(values) == len(set(values))
