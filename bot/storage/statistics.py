"""What may be told of a month: kept once, in the clear, and never changed; the counters behind it are destroyed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert, select

from bot.casework.counting import month_of
from bot.casework.statistics import Tally
from bot.casework.statistics_tables import Name, Told
from bot.storage import schema
from bot.storage.counters import Counted, StoredCounters

SETTLES_WITHIN = timedelta(days=1)
"""How long after its end a month may still be added to by what was under way."""


class StoredStatistics:
    """Published statistics inside one transaction; the counters they come from cannot be read through it."""

    def __init__(self, connection: Connection, counters: StoredCounters) -> None:
        self._db, self._counters = connection, counters

    def months(self) -> tuple[date, ...]:
        """The months that have been published, each by its first day, oldest first."""
        return tuple(self._db.execute(select(schema.published_months.c.month).order_by("month")).scalars())

    def told_of(self, months: Iterable[date]) -> Mapping[date, Told]:
        """Every number that may be told of some months; none of a month that is not over or not published yet."""
        table, wanted = schema.published, sorted(set(months))
        found: dict[date, dict[Name, int]] = {month: {} for month in self.months() if month in wanted}
        for row in self._db.execute(select(table).where(table.c.month.in_(wanted))):
            found[row.month][Name(row.place, row.concern, row.measure)] = row.number
        return found

    def keep(self, month: date, told: Told) -> None:
        """Publish a month for good, unless it is published already, and destroy what was counted of it."""
        if month not in self.months():
            self._db.execute(insert(schema.published_months).values(month=month))
            rows = [{"month": month, **name._asdict(), "number": number} for name, number in told.items()]
            if rows:
                self._db.execute(insert(schema.published), rows)
        self._counters._destroy(month)

    def _over(self, now: datetime) -> Mapping[date, Tally]:
        """What was counted in the months that are over, for bot.storage.publishing alone."""
        tallies: dict[date, Counter[tuple[str, str, str]]] = defaultdict(Counter)
        for each in self._counters._before(month_of(now - SETTLES_WITHIN)):
            tallies[each.month][_key(each)] += each.count
        return tallies


def _key(counted: Counted) -> tuple[str, str, str]:
    return counted.district or "", counted.concern or "", counted.measure
