"""When a service is open: its week, its holidays and its Ramazan, and what that says of one moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from services_directory.calendars import Calendar, DayKind

DAY = 24 * 60
LOOKS_AHEAD_DAYS = 8
"""A week, and the day it began in: whoever opens at all opens within it on a sure day."""


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Span(NamedTuple):
    """From `opens` up to `closes`, in minutes after midnight, past 1440 on the day after; unsure: open perhaps."""

    opens: int
    closes: int
    is_sure: bool = True


Day = tuple[Span, ...]
Week = tuple[Day, ...]
"""Seven days, Monday first."""

ALL_DAY: Day = (Span(0, DAY),)
PERHAPS: Day = (Span(0, DAY, is_sure=False),)


@dataclass(frozen=True)
class Standing:
    """What is known at one moment; the times are in the country's time zone, None where they are not sure."""

    state: State
    opens_next: datetime | None = None
    closes_at: datetime | None = None


NOT_KNOWN = Standing(State.UNKNOWN)


@dataclass(frozen=True)
class Schedule:
    """Weekly opening times; None for holidays or Ramazan means that nobody said.

    On a holiday nobody spoke of it may be closed, on a day of Ramazan it may have moved: then it is unknown, not open.
    """

    week: Week
    holidays: Day | None = None
    ramazan: Week | None = None

    @property
    def is_always_open(self) -> bool:
        return self == ALWAYS

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.week, self.holidays, self.ramazan))

    def state_at(self, moment: datetime, calendar: Calendar) -> State:
        """Open, closed or unknown at an aware moment."""
        return self._state(*_day_and_minute(moment, calendar), calendar)

    def standing_at(self, moment: datetime, calendar: Calendar) -> Standing:
        """The same, and till when where that is sure."""
        today, minute = _day_and_minute(moment, calendar)
        state = self._state(today, minute, calendar)
        if state is State.UNKNOWN or self.is_always_open:
            return Standing(state)
        changed = self._next_change(state, today, minute, calendar)
        if changed is None:
            return Standing(state)
        at, then = changed
        if state is State.OPEN:
            return Standing(state, closes_at=at if then is State.CLOSED else None)
        return Standing(state, opens_next=at if then is State.OPEN else None)

    def _next_change(self, state: State, today: date, minute: int, calendar: Calendar) -> tuple[datetime, State] | None:
        for ahead in range(LOOKS_AHEAD_DAYS):
            day = today + timedelta(days=ahead)
            for edge in self._edges(day, calendar):
                if (ahead or edge > minute) and (then := self._state(day, edge, calendar)) is not state:
                    return datetime.combine(day, _clock(edge), calendar.timezone), then
        return None

    def _edges(self, day: date, calendar: Calendar) -> list[int]:
        """Every minute of the day at which the state can change, in order."""
        spans = [span for kind in calendar.kinds_of(day) for span in self._on(day, kind)]
        before = day - timedelta(days=1)
        spilling = [span for kind in calendar.kinds_of(before) for span in self._on(before, kind)]
        edges = {edge for span in spans for edge in span[:2]} | {edge - DAY for span in spilling for edge in span[:2]}
        return sorted({0, *(edge for edge in edges if 0 < edge < DAY)})

    def _state(self, day: date, minute: int, calendar: Calendar) -> State:
        """What the day itself says, or the one before it where that one is still open past midnight."""
        said = {self._said(day, minute, calendar), self._said(day - timedelta(days=1), minute + DAY, calendar)}
        if State.OPEN in said:
            return State.OPEN
        return State.UNKNOWN if State.UNKNOWN in said else State.CLOSED

    def _said(self, day: date, minute: int, calendar: Calendar) -> State:
        """What all the kinds of day it may be agree on."""
        states = {_within(self._on(day, kind), minute) for kind in calendar.kinds_of(day)}
        return states.pop() if len(states) == 1 else State.UNKNOWN

    def _on(self, day: date, kind: DayKind) -> Day:
        ordinary = self.week[day.weekday()]
        if kind is DayKind.HOLIDAY:
            return tuple(_perhaps(ordinary)) if self.holidays is None else self.holidays
        if kind is DayKind.RAMAZAN:
            return PERHAPS if self.ramazan is None else self.ramazan[day.weekday()]
        return ordinary


def state_of(schedule: Schedule | None, at: datetime | None, calendar: Calendar) -> State:
    """The state of hours that may not be known, at a moment that may not be: then only what never closes is open."""
    if schedule is None:
        return State.UNKNOWN
    if at is None:
        return State.OPEN if schedule.is_always_open else State.UNKNOWN
    return schedule.state_at(at, calendar)


def standing_of(schedule: Schedule | None, at: datetime | None, calendar: Calendar) -> Standing:
    """The same, and till when where that is sure."""
    if schedule is None or at is None:
        return Standing(state_of(schedule, at, calendar))
    return schedule.standing_at(at, calendar)


ALWAYS = Schedule(week=(ALL_DAY,) * 7, holidays=ALL_DAY, ramazan=(ALL_DAY,) * 7)


def _perhaps(day: Iterable[Span]) -> Iterator[Span]:
    for opens, closes, _ in day:
        yield Span(opens, closes, is_sure=False)


def _within(day: Day, minute: int) -> State:
    sure = [is_sure for opens, closes, is_sure in day if opens <= minute < closes]
    if not sure:
        return State.CLOSED
    return State.OPEN if any(sure) else State.UNKNOWN


def _day_and_minute(moment: datetime, calendar: Calendar) -> tuple[date, int]:
    local = moment.astimezone(calendar.timezone)
    return local.date(), local.hour * 60 + local.minute


def _clock(minute: int) -> time:
    return time(*divmod(minute, 60))
