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


Kinds = frozenset[DayKind]
ORDINARY: Kinds = frozenset({DayKind.ORDINARY})
NOBODY_KNOWS: Kinds = frozenset(DayKind)


@dataclass(frozen=True)
class Calendar:
    """The days that are not ordinary, from `begins` to `ends`.

    A day may be one of several kinds until the moon is seen. Beyond its ends nobody knows what a day is.
    """

    timezone: ZoneInfo
    begins: date
    ends: date
    days: Mapping[date, Kinds] = field(default_factory=dict)

    def kinds_of(self, day: date) -> Kinds:
        """What the day may be: one kind where that is sure."""
        if not self.begins <= day <= self.ends:
            return NOBODY_KNOWS
        return self.days.get(day, ORDINARY)
