"""What is found again only while somebody writes: drafts, trails of message ids, marks of updates seen.

A row's name is a keyed hash of the chat, under a key that is destroyed after two or three days; its content opens only
with a key derived from the chat id that the next update brings. Neither says who it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from bot.storage import schema
from bot.storage.keys import DailyKeys
from bot.storage.rows import full_hour_after, to_row
from bot.storage.vault import keyed, seal, unseal

DRAFT_KEPT = timedelta(hours=24)
TRAIL_KEPT = timedelta(hours=47)
MARK_KEPT = timedelta(hours=48)


class _ByChat:
    """Sealed bytes by chat, under daily keys."""

    _table: Table
    _kept: timedelta

    def __init__(self, connection: Connection, keys: DailyKeys) -> None:
        self._db, self._keys = connection, keys

    def read(self, chat: int, now: datetime) -> bytes | None:
        """What was kept for this chat and is not yet over, or None."""
        for key, name in self._names(chat, now):
            found = select(self._table.c.sealed).where(self._table.c.id == name, self._table.c.expires_at > to_row(now))
            sealed = self._db.execute(found).scalar_one_or_none()
            if sealed is not None:
                return unseal(_content_key(key, chat), sealed, f"{self._table.name}:{name.hex()}")
        return None

    def write(self, chat: int, plain: bytes, now: datetime, *, renews: bool = True) -> None:
        """Keep something for this chat, in place of what was kept before; its time runs on unless this `renews` it."""
        ends = None if renews else self._end(chat, now)
        self.erase(chat, now)
        key, name = next(self._names(chat, now))
        sealed = seal(_content_key(key, chat), plain, f"{self._table.name}:{name.hex()}")
        expires_at = ends or full_hour_after(now - timedelta(hours=1), self._kept)
        self._db.execute(insert(self._table).values(id=name, sealed=sealed, expires_at=expires_at))

    def erase(self, chat: int, now: datetime) -> None:
        """Forget what was kept for this chat."""
        names = [name for _key, name in self._names(chat, now)]
        self._db.execute(delete(self._table).where(self._table.c.id.in_(names)))

    def purge(self, now: datetime) -> int:
        """Erase all that is over; how many rows."""
        return _purge(self._db, self._table, now)

    def _end(self, chat: int, now: datetime) -> datetime | None:
        names = [name for _key, name in self._names(chat, now)]
        found = select(self._table.c.expires_at).where(self._table.c.id.in_(names))
        return self._db.execute(found).scalars().first()

    def _names(self, chat: int, now: datetime) -> Iterator[tuple[bytes, bytes]]:
        for key in self._keys.living(now.date()):
            yield key, keyed(key, f"{self._table.name} id", str(chat).encode(), 16)


class Drafts(_ByChat):
    """Conversations under way, kept 24 hours at most."""

    _table, _kept = schema.drafts, DRAFT_KEPT


class Trails(_ByChat):
    """Ids of messages that Clear can still delete, kept 47 hours, apart from drafts and reports."""

    _table, _kept = schema.trails, TRAIL_KEPT


class Marks:
    """Which updates have been carried out, by keyed hash, kept 48 hours."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._db, self._key = connection, key

    def is_new(self, update: int, now: datetime) -> bool:
        """Mark an update as carried out; False when it already was."""
        name = keyed(self._key, "update", str(update).encode(), 16)
        if self._db.execute(select(schema.marks.c.id).where(schema.marks.c.id == name)).first():
            return False
        values: dict[str, Any] = {"id": name, "expires_at": full_hour_after(now, MARK_KEPT)}
        self._db.execute(insert(schema.marks).values(**values))
        return True

    def purge(self, now: datetime) -> int:
        """Erase marks that are over."""
        return _purge(self._db, schema.marks, now)


def _content_key(key: bytes, chat: int) -> bytes:
    return keyed(key, "content", str(chat).encode())


def _purge(connection: Connection, table: Table, now: datetime) -> int:
    return connection.execute(delete(table).where(table.c.expires_at <= to_row(now))).rowcount
