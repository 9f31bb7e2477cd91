"""Opening hours as HSDS has them: recurring events of RFC 5545, which know a week of sure hours and no more."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from services_directory.exchange.hsds_shape import Schedule
from services_directory.hours_cells import is_readable
from services_directory.osm_hours import ALWAYS_WRITTEN, read_hours
from services_directory.schedule import DAY

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MIDNIGHT, _LAST_MINUTE = "00:00", "23:59"
_CLOCK_LETTERS = len(_MIDNIGHT)
_WEEKLY = "WEEKLY"


class Event(NamedTuple):
    """Once a week on each of these days."""

    byday: str
    opens_at: str
    closes_at: str


@lru_cache(maxsize=4096)
def events_of(opening_hours: str) -> tuple[Event, ...]:
    """The sure hours of an `opening_hours` value; perhaps, holidays and Ramazan are left out."""
    days: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, day in zip(WEEKDAYS, read_hours(opening_hours).week, strict=True):
        for span in day:
            if span.is_sure:
                days[span.opens, span.closes].append(name)
    return tuple(Event(",".join(names), _clock(opens), _clock(closes)) for (opens, closes), names in days.items())


def opening_hours_of(schedules: Iterable[Schedule]) -> str | None:
    """The same backwards, as far as it is understood; None where no event says when."""
    rules = [_rule(each) for each in schedules if each.freq == _WEEKLY and each.byday and each.opens_at]
    if not rules:
        return None
    if rules == ["Mo,Tu,We,Th,Fr,Sa,Su 00:00-24:00"]:
        return ALWAYS_WRITTEN
    written = ", ".join(rules)
    return written if is_readable(written) else None


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
