"""What may be told of a month: kept once, in the clear, and never changed; the counters behind it are destroyed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, insert, select

from bot.casework.statistics import PublishedCell
from bot.storage import schema


class StoredStatistics:
    """Published statistics inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, month: date, cells: Iterable[PublishedCell]) -> None:
        """Keep a month for good."""
        self._db.execute(insert(schema.published_months).values(month=month))
        for cell in cells:
            values = {"place": cell.place, "concern": cell.concern, "measure": cell.measure, "count": cell.count}
            self._db.execute(insert(schema.published).values(month=month, **values))

    def months(self) -> tuple[date, ...]:
        """The months that have been published, oldest first."""
        return tuple(self._db.execute(select(schema.published_months.c.month).order_by("month")).scalars())
