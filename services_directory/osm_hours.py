"""Opening hours as OpenStreetMap writes them: weekdays and times, public holidays, and what is not sure."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from services_directory.errors import UnreadableHours
from services_directory.schedule import ALWAYS, DAY, Day, Schedule, Span, Week

SEVEN = 7
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"
ALWAYS_WRITTEN = "24/7"
LATEST = 2 * DAY
"""Times run to 48:00, the end of the day after."""
SHUT = frozenset({"off", "closed"})

_DAY = rf"(?:{'|'.join(WEEKDAYS)}|{HOLIDAYS})"
_DAYS = rf"{_DAY}(?:\s*[-,]\s*{_DAY})*"
_CLOCK = r"\d{1,2}:[0-5]\d"
_TIMES = rf"{_CLOCK}-{_CLOCK}(?:\s*,\s*{_CLOCK}-{_CLOCK})*"
_RULE = re.compile(rf"(?P<days>{_DAYS})?\s*:?\s*(?P<times>24/7|{_TIMES})?\s*(?P<word>open|off|closed|unknown)?")
_NEXT_RULE = re.compile(rf";|(?<=[\dfdn]),\s*(?={_DAYS}\s)")
"""A comma parts two rules after a time or a word (off, closed, open, unknown), two days or times elsewhere."""

_PAIR = re.compile(rf"({_CLOCK})-({_CLOCK})")
_DASHES = re.compile(r"\s*[-–—]\s*|\s+to\s+")

Read = list[Day | None]
"""Seven weekdays, then public holidays; None where no rule spoke."""


def read_hours(text: str, ramazan: str | None = None) -> Schedule:
    """The schedule of an `opening_hours` value, and of a second one for Ramazan.

    Reads weekdays, PH, times, `24/7`, `off` and `unknown`. Raises UnreadableHours for months, weeks, sunsets, comments
    and all else of the specification (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification): a rule
    that is not understood could close the door that the others open.
    """
    if _tidy(text) == ALWAYS_WRITTEN and ramazan is None:
        return ALWAYS
    *week, holidays = _read(text)
    return Schedule(_week(week), holidays, _week(_read(ramazan)[:SEVEN]) if ramazan else None)


def write_hours(schedule: Schedule) -> str:
    """The week and holidays as one `opening_hours` value, always written alike; it has no word for Ramazan."""
    if schedule.is_always_open:
        return ALWAYS_WRITTEN
    return "; ".join([write_week(schedule.week), *_holiday_rule(schedule.holidays)])


def write_week(week: Week) -> str:
    """A week alone, such as that of Ramazan."""
    return "; ".join(_rules(week)) or "off"


def _tidy(text: str) -> str:
    return _DASHES.sub("-", " ".join(text.split()))


def _week(days: Sequence[Day | None]) -> Week:
    return tuple(day or () for day in days)


def _read(text: str) -> Read:
    """Rule by rule: after a semicolon a rule replaces what was said of its days, after a comma it adds to it."""
    tidy, start, adds = _tidy(text), 0, False
    read: Read = [None] * (SEVEN + 1)
    for sign in [*_NEXT_RULE.finditer(tidy), None]:
        rule = tidy[start : sign.start() if sign else None].strip()
        if rule:
            _apply(rule, read, text, adds=adds)
        if sign:
            start, adds = sign.end(), sign[0].startswith(",")
    if all(day is None for day in read[:SEVEN]):
        raise UnreadableHours(text, text)
    return read


def _apply(rule: str, read: Read, text: str, *, adds: bool) -> None:
    found = _RULE.fullmatch(rule)
    if found is None or not (found["times"] or found["word"]):
        raise UnreadableHours(text, rule)
    day = _spans(found, rule, text)
    for number in _numbers(found["days"]):
        if adds and _casts_doubt(day, read[number] or ()):
            raise UnreadableHours(text, rule)
        read[number] = _sorted((*(read[number] or ()), *day)) if adds else day


def _casts_doubt(later: Day, earlier: Day) -> bool:
    """Whether hours that were sure are made unknown by a rule added to them: there the sure ones would win with us."""
    unsure, sure = [span for span in later if not span.is_sure], [span for span in earlier if span.is_sure]
    return any(one.opens < other.closes and other.opens < one.closes for one in unsure for other in sure)


def _spans(found: re.Match[str], rule: str, text: str) -> Day:
    if found["word"] in SHUT:
        return ()
    is_sure = found["word"] != "unknown"
    if found["times"] in (None, ALWAYS_WRITTEN):
        return (Span(0, DAY, is_sure),)
    clocks = [(_minute(opens), _minute(closes)) for opens, closes in _PAIR.findall(found["times"])]
    if any(opens >= DAY or closes > LATEST for opens, closes in clocks):
        raise UnreadableHours(text, rule)
    return _sorted([Span(opens, closes if closes > opens else closes + DAY, is_sure) for opens, closes in clocks])


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _sorted(spans: Sequence[Span]) -> Day:
    return tuple(sorted(set(spans)))


def _numbers(days: str | None) -> Iterator[int]:
    """The weekdays a rule is for, 0 for Monday, 7 for holidays; all weekdays where it names none."""
    if days is None:
        yield from range(SEVEN)
        return
    for part in days.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if HOLIDAYS in (first, last):
            yield SEVEN
            continue
        begins, ends = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        yield from ((begins + step) % SEVEN for step in range((ends - begins) % SEVEN + 1))


def _rules(week: Week) -> Iterator[str]:
    """Days that are alike side by side, then those alike elsewhere in the week, Monday's kind first."""
    for day in dict.fromkeys(filter(None, week)):
        alike = [number for number, each in enumerate(week) if each == day]
        yield _rule(_days_written(alike), day)


def _holiday_rule(holidays: Day | None) -> Iterator[str]:
    if holidays is not None:
        yield _rule(HOLIDAYS, holidays) if holidays else f"{HOLIDAYS} off"


def _rule(days: str, day: Day) -> str:
    sure = [span for span in day if span.is_sure]
    unsure = [span for span in day if not span.is_sure]
    written = [f"{days} {_times_written(spans)}{word}" for spans, word in ((unsure, " unknown"), (sure, "")) if spans]
    return ", ".join(written)


def _days_written(numbers: Sequence[int]) -> str:
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0])]
    return ",".join(WEEKDAYS[run[0]] + (f"-{WEEKDAYS[run[-1]]}" if len(run) > 1 else "") for run in runs)


def _times_written(spans: Sequence[Span]) -> str:
    return ",".join(f"{_clock(span.opens)}-{_clock(_closing(span))}" for span in spans)


def _closing(span: Span) -> int:
    """Past midnight by the clock (02:00), save where that would read as no later than the opening."""
    return span.closes - DAY if DAY < span.closes < span.opens + DAY else span.closes


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
