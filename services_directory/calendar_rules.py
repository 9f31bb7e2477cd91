"""From rules to days: which days are holidays or Ramazan for sure, and which may be until the moon is seen."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services_directory.calendars import ORDINARY, DayKind, DayKinds
from services_directory.moon import Moon, months_within

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    """Some days of every year, by the sun or by the moon; those around them were free in some years only.

    Of some provinces alone where `provinces` names any.
    """

    month: int
    day: int
    is_by_moon: bool = False
    is_sure: bool = True
    days: int = 1
    perhaps_before: int = 0
    perhaps_after: int = 0
    provinces: frozenset[str] = frozenset()

    def is_kept_in(self, province: str) -> bool:
        return not self.provinces or province in self.provinces

    def anywhere(self) -> "Holiday":
        """The same where nobody knows the province: perhaps one, if it is not kept in all."""
        return replace(self, is_sure=self.is_sure and not self.provinces)

    def around(self, first: date) -> Iterator[tuple[date, bool]]:
        """Each day that may be free when the holiday begins on `first`, and whether it is sure to be."""
        for offset in range(-self.perhaps_before, self.days + self.perhaps_after):
            yield first + offset * ONE, self.is_sure and 0 <= offset < self.days


@dataclass(frozen=True)
class _Days:
    """Days that are something for sure, and all that may be."""

    sure: set[date]
    perhaps: set[date]


def days_by_kind(begins: date, ends: date, holidays: Iterable[Holiday], moon: Moon) -> dict[date, DayKinds]:
    """Each day between the two that is not plainly ordinary, and what it may be."""
    free, fasting = _free(begins, ends, holidays, moon), _fasting(begins, ends, moon)
    special = sorted(free.perhaps | fasting.perhaps)
    return {day: frozenset(_kinds(day, free, fasting)) for day in special if begins <= day <= ends}


def _kinds(day: date, free: _Days, fasting: _Days) -> Iterator[DayKind]:
    if day in free.perhaps:
        yield DayKind.HOLIDAY
    if day in fasting.perhaps and day not in free.sure:
        yield DayKind.RAMAZAN
    if day not in free.sure and day not in fasting.sure:
        yield from ORDINARY


def _free(begins: date, ends: date, holidays: Iterable[Holiday], moon: Moon) -> _Days:
    """A holiday is sure where it falls on the day however the moon is sighted."""
    found = _Days(set(), set())
    for holiday in holidays:
        for firsts in _beginnings(holiday, begins, ends, moon):
            times = Counter(day for first in firsts for day, is_sure in holiday.around(first) if is_sure)
            found.sure.update(day for day, sure in times.items() if sure == len(firsts))
            found.perhaps.update(day for first in firsts for day, _ in holiday.around(first))
    return found


def _beginnings(holiday: Holiday, begins: date, ends: date, moon: Moon) -> Iterator[list[date]]:
    """Year by year, the days on which the holiday may begin."""
    if not holiday.is_by_moon:
        yield from ([date(year, holiday.month, holiday.day)] for year in range(begins.year - 1, ends.year + 2))
        return
    for month in months_within(begins, ends):
        if month.month == holiday.month:
            yield [first + (holiday.day - 1) * ONE for first in moon.first_days(month)]


def _fasting(begins: date, ends: date, moon: Moon) -> _Days:
    found = _Days(set(), set())
    for month in months_within(begins, ends):
        if month.month == moon.ramazan:
            firsts, after = moon.first_days(month), moon.first_days(month.next())
            found.sure.update(_from_to(firsts[-1], after[0]))
            found.perhaps.update(_from_to(firsts[0], after[-1]))
    return found


def _from_to(first: date, after: date) -> Iterator[date]:
    return (first + days * ONE for days in range((after - first).days))
