"""What is still to be sent, sealed and without a trace of what it belongs to; and updates that were set aside."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from bot.storage import schema
from bot.storage.errors import SealBroken
from bot.storage.rows import random_key
from bot.storage.vault import seal, unseal

log = logging.getLogger(__name__)

SET_ASIDE_KEPT = timedelta(days=30)
"""Long enough for an operator to mend what failed; they hold people's words."""


class Outbox:
    """Sealed letters inside one transaction: added with the turn that wrote them, erased on delivery."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._db, self._key = connection, key

    def add(self, letter: bytes) -> str:
        """Keep a letter until it is delivered; its random name."""
        name = random_key()
        sealed = seal(self._key, letter, f"outbox:{name}")
        self._db.execute(insert(schema.outbox).values(id=name, sealed=sealed))
        return name

    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """Every letter not yet delivered, in no order: the order is inside. One that does not open is passed over."""
        for row in self._db.execute(select(schema.outbox)).all():
            try:
                yield row.id, unseal(self._key, row.sealed, f"outbox:{row.id}")
            except SealBroken:
                log.error("a letter in the outbox does not open")

    def erase(self, name: str) -> None:
        """Forget a letter: it was delivered, or can never be."""
        self._db.execute(delete(schema.outbox).where(schema.outbox.c.id == name))


class SetAside:
    """What was said in updates that failed three times, sealed for the operator for a month: a bug costs no report."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._db, self._key = connection, key

    def add(self, update: bytes, on: date) -> None:
        """Keep a failed update."""
        name = random_key()
        sealed = seal(self._key, update, f"set_aside:{name}")
        self._db.execute(insert(schema.set_aside).values(id=name, sealed=sealed, on=on))

    def count(self) -> int:
        """How many wait for the operator."""
        return int(self._db.execute(select(func.count()).select_from(schema.set_aside)).scalar_one())

    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """Every update set aside."""
        for row in self._db.execute(select(schema.set_aside)).all():
            yield row.id, unseal(self._key, row.sealed, f"set_aside:{row.id}")

    def purge(self, today: date) -> int:
        """Erase those that nobody looked at in time; how many."""
        table = schema.set_aside
        return self._db.execute(delete(table).where(table.c.on <= today - SET_ASIDE_KEPT)).rowcount

    def erase(self, name: str) -> None:
        """Forget one, once it has been carried out."""
        self._db.execute(delete(schema.set_aside).where(schema.set_aside.c.id == name))
