"""The monthly counters, sealed: a thief learns nothing from them, and nobody but the statistics may read them."""

from __future__ import annotations

from datetime import date

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from bot.casework.measures import Measure
from bot.casework.model import Concern, DistrictId
from bot.storage import schema
from bot.storage.rows import seal_shape, unseal_shape
from bot.storage.vault import keyed


class Counted(msgspec.Struct, frozen=True):
    """One counter as it is sealed; `measure` is the measure's value."""

    month: date
    district: DistrictId | None
    concern: Concern | None
    measure: str
    count: int = 0


class StoredCounters:
    """Counters inside one transaction (casework.ports.Counters)."""

    def __init__(self, connection: Connection, cases_key: bytes) -> None:
        self._db, self._key = connection, keyed(cases_key, "counters", b"")

    def count(self, month: date, district: DistrictId | None, concern: Concern | None, measure: Measure) -> None:
        """One more."""
        counted = Counted(month, district, concern, measure.value)
        table, name = schema.counters.c, self._name(counted)
        # Locked until the commit where several workers count; SQLite has one writer in any case.
        kept = select(table.sealed).where(table.id == name).with_for_update()
        sealed = self._db.execute(kept).scalar_one_or_none()
        if sealed is None:
            values = {"sealed": self._seal(name, msgspec.structs.replace(counted, count=1))}
            self._db.execute(insert(schema.counters).values(id=name, month=month, **values))
        else:
            before = self._unseal(name, sealed)
            values = {"sealed": self._seal(name, msgspec.structs.replace(before, count=before.count + 1))}
            self._db.execute(update(schema.counters).where(table.id == name).values(**values))

    def _before(self, month: date) -> tuple[Counted, ...]:
        """What was counted before a month, for StoredStatistics alone: it suppresses before anybody sees it."""
        rows = self._db.execute(select(schema.counters).where(schema.counters.c.month < month))
        return tuple(self._unseal(row.id, row.sealed) for row in rows)

    def _destroy(self, month: date) -> None:
        """What was counted in a month that is published need not be known any longer."""
        self._db.execute(delete(schema.counters).where(schema.counters.c.month == month))

    def _name(self, counted: Counted) -> bytes:
        return keyed(self._key, "counter id", msgspec.json.encode(msgspec.structs.replace(counted, count=0)), 16)

    def _seal(self, name: bytes, counted: Counted) -> bytes:
        return seal_shape(self._key, counted, f"counters:{name.hex()}")

    def _unseal(self, name: bytes, sealed: bytes) -> Counted:
        return unseal_shape(self._key, sealed, f"counters:{name.hex()}", Counted)
