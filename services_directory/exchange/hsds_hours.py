"""Opening hours as HSDS has them: recurring events of RFC 5545, which know a week of sure hours and no more."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from services_directory.exchange.hsds_shape import Schedule
from services_directory.hours_cells import is_readable
from services_directory.osm_hours import ALWAYS_WRITTEN, read_hours, write_hours
from services_directory.schedule import DAY

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MIDNIGHT, _LAST_MINUTE = "00:00", "23:59"
_CLOCK_LETTERS, _DAY_LETTERS = len(_MIDNIGHT), len("2026-11-22")
WEEKLY = "WEEKLY"
_A_YEAR = timedelta(days=360)
Period = tuple[date, date]


class Event(NamedTuple):
    """Once a week on each of these days."""

    byday: str
    opens_at: str
    closes_at: str


@lru_cache(maxsize=4096)
def events_of(opening_hours: str | None) -> tuple[Event, ...]:
    """The sure hours of an `opening_hours` value; perhaps, holidays and Ramazan are left out."""
    if opening_hours is None:
        return ()
    days: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, day in zip(WEEKDAYS, read_hours(opening_hours).week, strict=True):
        for span in day:
            if span.is_sure:
                days[span.opens, span.closes].append(name)
    return tuple(Event(",".join(names), _clock(opens), _clock(closes)) for (opens, closes), names in days.items())


def opening_hours_of(schedules: Iterable[Schedule], period: Period | None = None) -> str | None:
    """The same backwards, as far as it is understood: what holds all year, or in this period and no other.

    None where no event says when, and where one comes every second week: it says neither open nor closed of any.
    """
    events = [each for each in schedules if each.freq == WEEKLY and each.byday and each.opens_at]
    events = [each for each in events if _season(each) == period]
    if not events or any(each.interval not in (None, 1) for each in events):
        return None
    rules = [_rule(each) for each in events]
    if rules == ["Mo,Tu,We,Th,Fr,Sa,Su 00:00-24:00"]:
        return ALWAYS_WRITTEN
    return _written(", ".join(rules))


@lru_cache(maxsize=4096)
def _written(rules: str) -> str | None:
    """As we write the same hours, so that what came from us needs nothing beside it; None where they cannot be read."""
    return write_hours(read_hours(rules)) if is_readable(rules) else None


def _season(event: Schedule) -> Period | None:
    """The period it is valid in, where that is shorter than a year: a season, of which the year knows nothing."""
    first, last = (_day(event.valid_from) or date.min), (_day(event.valid_to) or date.max)
    return (first, last) if last - first < _A_YEAR else None


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:_DAY_LETTERS])
    except ValueError:
        return None


def _rule(event: Schedule) -> str:
    days = ",".join(day.strip().capitalize() for day in (event.byday or "").split(","))
    opens, closes = ((at or "")[:_CLOCK_LETTERS] for at in (event.opens_at, event.closes_at))
    return f"{days} {opens}-{'24:00' if closes in (_LAST_MINUTE, _MIDNIGHT) else closes}"


def _clock(minute: int) -> str:
    """On the clock; midnight at the end of a day is its last minute, since HSDS has no 24:00."""
    if minute == DAY:
        return _LAST_MINUTE
    hours, minutes = divmod(minute % DAY, 60)
    return f"{hours:02}:{minutes:02}"
