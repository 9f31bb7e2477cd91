"""A month is published once, when it is over; its counters are destroyed, and it never changes again."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.casework.measures import Filed, Measure, NoReport
from bot.casework.model import Concern, DistrictId
from bot.casework.statistics_tables import ALL, Name
from bot.config import ROOT
from bot.storage import counters
from bot.storage.publishing import publish_months
from bot.storage.store import Store, StoredBooks
from tests.stores import LAHORE, PROVINCES, SWABI, raw_rows
from tests.unit.storage.test_counters import read

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
IN_AUGUST = datetime(2026, 8, 20, tzinfo=UTC)
IN_SEPTEMBER = datetime(2026, 9, 3, tzinfo=UTC)
AREAS = {str(district): province for district, province in PROVINCES.items()} | {"quetta": "balochistan"}
REPORTS = Name(ALL, ALL, "report")


def count(
    books: StoredBooks,
    month: date,
    times: int,
    measure: Measure = Filed.report,
    district: DistrictId | None = SWABI,
    concern: Concern | None = Concern.neglect,
) -> None:
    """Count something so many times."""
    for _ in range(times):
        books.counters.count(month, district, concern, measure)


def test_only_what_is_over_is_published(store: Store) -> None:
    """July is published in August, August not before September; what was counted of August stays counted."""
    with store.transaction() as books:
        count(books, JULY, 30)
        count(books, AUGUST, 40)
    assert publish_months(store, AREAS, IN_AUGUST) == (JULY,)
    with store.transaction() as books:
        assert books.statistics.months() == (JULY,)
        assert books.statistics.told_of([JULY, AUGUST])[JULY][REPORTS] == 30
        assert set(read(books)) == {(AUGUST, SWABI, Concern.neglect, Filed.report)}


@pytest.mark.parametrize(
    ("now", "published"),
    [
        (datetime(2026, 7, 31, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 8, 1, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 8, 2, 0, 0, tzinfo=UTC), True),
    ],
)
def test_a_month_settles_for_a_day(store: Store, now: datetime, published: bool) -> None:
    """What was under way at midnight is still counted in."""
    with store.transaction() as books:
        count(books, JULY, 30)
    assert bool(publish_months(store, AREAS, now)) is published


def test_a_published_month_never_changes(store: Store, tmp_path: Path) -> None:
    """Whatever is counted in it later, by a clock gone wrong, is destroyed and not told."""
    with store.transaction() as books:
        count(books, JULY, 30)
    publish_months(store, AREAS, IN_AUGUST)
    before = raw_rows(tmp_path, "SELECT * FROM published")
    with store.transaction() as books:
        count(books, JULY, 12)
        count(books, AUGUST, 12)
    publish_months(store, AREAS, IN_AUGUST + timedelta(days=1))
    assert raw_rows(tmp_path, "SELECT * FROM published") == before
    publish_months(store, AREAS, IN_SEPTEMBER)
    assert [row for row in raw_rows(tmp_path, "SELECT * FROM published") if row[0] == "2026-07-01"] == before
    assert not raw_rows(tmp_path, "SELECT * FROM counters")


def test_of_two_who_publish_at_once_the_first_is_kept(store: Store) -> None:
    """A month has one form, whoever made it."""
    with store.transaction() as books:
        count(books, JULY, 30)
        books.statistics.keep(JULY, {REPORTS: 30})
        books.statistics.keep(JULY, {REPORTS: 31})
        assert books.statistics.told_of([JULY])[JULY] == {REPORTS: 30}


def test_a_quiet_month_is_published_too(store: Store) -> None:
    """A month of which nothing may be told is known to be over, and tells nothing."""
    with store.transaction() as books:
        count(books, JULY, 3)
    publish_months(store, AREAS, IN_AUGUST)
    with store.transaction() as books:
        assert books.statistics.told_of([JULY]) == {JULY: {}}
        assert not read(books)


def test_what_is_published_says_where_and_what(store: Store) -> None:
    """A district, its province and everywhere; a concern and all; who made no report, without a place."""
    with store.transaction() as books:
        count(books, JULY, 30)
        count(books, JULY, 20, district=LAHORE)
        count(books, JULY, 9, district=LAHORE, concern=Concern.sexual_abuse)
        count(books, JULY, 7, NoReport.prank, None, None)
        count(books, JULY, 6, NoReport.test, None, None)
    publish_months(store, AREAS, IN_AUGUST)
    with store.transaction() as books:
        told = books.statistics.told_of([JULY])[JULY]
    assert told == {
        REPORTS: 59,
        Name("punjab", ALL, "report"): 29,
        Name(LAHORE, ALL, "report"): 29,  # Swabi's 30 would say that nothing came from the rest of its province
        Name(ALL, ALL, "no report"): 13,
        Name(ALL, ALL, NoReport.prank): 7,  # and not the 6 tests: the rest would be known to be none
    }


def test_a_counter_can_only_be_counted_up() -> None:
    """The port has no way to read; import-linter keeps the module that has one to the store and the statistics."""
    assert [name for name in vars(counters.StoredCounters) if not name.startswith("_")] == ["count"]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (protected,) = (each for each in contracts if each.get("protected_modules") == ["bot.storage.counters"])
    assert set(protected["allowed_importers"]) == {"bot.storage.store", "bot.storage.statistics"}
