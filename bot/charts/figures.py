"""What a chart shows. A count of None may not be told: it is few, or another few could be worked out by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MonthlyCount:
    """Reports of a concern (empty: of all) in a month, given by its first day."""

    concern: str
    month: date
    count: int | None


@dataclass(frozen=True)
class DistrictCount:
    """Reports from a district in the time of the chart."""

    district: str
    count: int | None


@dataclass(frozen=True)
class Series:
    """The months of one concern, in the order of the chart's months."""

    concern: str
    counts: tuple[int | None, ...]

    @property
    def told(self) -> int:
        """The sum of what may be told."""
        return sum(count or 0 for count in self.counts)


def months_of(rows: Iterable[MonthlyCount]) -> tuple[date, ...]:
    """Each month there is a row of, the oldest first."""
    return tuple(sorted({row.month for row in rows}))


def series_of(rows: Iterable[MonthlyCount]) -> tuple[Series, ...]:
    """All concerns together first, where there are rows of it, then those with most told; a missing row is untold."""
    known = list(rows)
    counts = {(row.concern, row.month): row.count for row in known}
    months = months_of(known)
    found = [
        Series(concern, tuple(counts.get((concern, month)) for month in months))
        for concern in {row.concern for row in known}
    ]
    return tuple(sorted(found, key=lambda each: (each.concern != "", -each.told, each.concern)))


def most(rows: Iterable[DistrictCount]) -> tuple[tuple[str, int], ...]:
    """The districts whose count may be told, those with most first."""
    told = [(row.district, row.count) for row in rows if row.count is not None]
    return tuple(sorted(told, key=lambda each: (-each[1], each[0])))
