"""Which days of a country are ordinary, which are holidays, which are Ramazan, and which may be either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo


class DayKind(StrEnum):
    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    RAMAZAN = "ramazan"


DayKinds = frozenset[DayKind]
LUNAR_MONTH_DAYS = (29, 30)
_APART = timedelta(days=7)
"""Days of one Ramazan lie no farther apart, however many holidays lie between."""
ORDINARY: DayKinds = frozenset({DayKind.ORDINARY})
NOBODY_KNOWS: DayKinds = frozenset(DayKind)


@dataclass(frozen=True, eq=False)
class Calendar:
    """The days that are not ordinary, from `begins` to `ends`.

    A day may be one of several kinds until the moon is seen. Beyond its ends nobody knows what a day is. `provinces`
    holds the calendars of those whose days are known by themselves: a holiday of one is perhaps one where nobody
    knows the province, and none in the others. Two calendars are equal only where they are the same one.
    """

    timezone: ZoneInfo
    begins: date
    ends: date
    days: Mapping[date, DayKinds] = field(default_factory=dict)
    last_checked: date | None = None
    provinces: Mapping[str, "Calendar"] = field(default_factory=dict)

    def within(self, province: str | None) -> "Calendar":
        """The days of a province; those of the country where it is unknown or has no days of its own."""
        return self.provinces.get(province or "", self)

    def kinds_of(self, day: date) -> DayKinds:
        """What the day may be: one kind where that is sure."""
        if not self.begins <= day <= self.ends:
            return NOBODY_KNOWS
        return self.days.get(day, ORDINARY)

    @cached_property
    def ramazans(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each Ramazan both of whose moons were sighted; a public holiday may lie within."""
        months: list[list[date]] = []
        for day in sorted(day for day, kinds in self.days.items() if DayKind.RAMAZAN in kinds):
            if not months or day - months[-1][-1] > _APART:
                months.append([])
            months[-1].append(day)
        return tuple((days[0], days[-1]) for days in months if self._is_sure(days))

    def _is_sure(self, days: list[date]) -> bool:
        is_whole = (days[-1] - days[0]).days + 1 in LUNAR_MONTH_DAYS
        return is_whole and not any(DayKind.ORDINARY in self.days[day] for day in days)


NO_CALENDAR = Calendar(ZoneInfo("UTC"), date.max, date.min)
"""Of a country whose days nobody wrote down."""
