"""When a month of the moon may begin in a country: reckoned ahead by a few days, certain once it was sighted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri

MONTHS = 12


class Month(NamedTuple):
    """A month of the moon's calendar, such as 1448-09 for Ramazan of 2027."""

    year: int
    month: int

    def next(self) -> "Month":
        return Month(self.year + self.month // MONTHS, self.month % MONTHS + 1)


@dataclass(frozen=True)
class Moon:
    """Months begin `earliest` to `latest` days after the Umm al-Qura calendar, save those that were sighted."""

    earliest: int
    latest: int
    ramazan: int
    sighted: Mapping[Month, date]

    def first_days(self, month: Month) -> list[date]:
        """Every day the month may begin on, earliest first; one where it was sighted."""
        if month in self.sighted:
            return [self.sighted[month]]
        reckoned = Hijri(month.year, month.month, 1).to_gregorian()
        start = date(reckoned.year, reckoned.month, reckoned.day)
        return [start + timedelta(days=late) for late in range(self.earliest, self.latest + 1)]


def months_within(begins: date, ends: date) -> Iterator[Month]:
    """The months that touch the time between two days, and one on either side."""
    month, last = _month_at(begins - timedelta(days=60)), _month_at(ends + timedelta(days=60))
    while month <= last:
        yield month
        month = month.next()


def _month_at(day: date) -> Month:
    there = Gregorian.fromdate(day).to_hijri()
    return Month(there.year, there.month)
