"""Which days of a country are ordinary, which are holidays, which are Ramazan, and which may be either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo


class DayKind(StrEnum):
    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    RAMAZAN = "ramazan"


DayKinds = frozenset[DayKind]
ORDINARY: DayKinds = frozenset({DayKind.ORDINARY})
NOBODY_KNOWS: DayKinds = frozenset(DayKind)


@dataclass(frozen=True)
class Calendar:
    """The days that are not ordinary, from `begins` to `ends`.

    A day may be one of several kinds until the moon is seen. Beyond its ends nobody knows what a day is.
    """

    timezone: ZoneInfo
    begins: date
    ends: date
    days: Mapping[date, DayKinds] = field(default_factory=dict)
    last_checked: date | None = None

    def kinds_of(self, day: date) -> DayKinds:
        """What the day may be: one kind where that is sure."""
        if not self.begins <= day <= self.ends:
            return NOBODY_KNOWS
        return self.days.get(day, ORDINARY)


NO_CALENDAR = Calendar(ZoneInfo("UTC"), date.max, date.min)
"""Of a country whose days nobody wrote down."""
