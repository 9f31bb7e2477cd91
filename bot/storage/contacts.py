"""The contact book: which chat a focal point reads in. Only the composition root hands it out."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from bot.casework.model import FocalPointId
from bot.storage import schema
from bot.storage.vault import keyed, seal, unseal


class ContactBook:
    """Focal points' chats inside one transaction; reporters have no row here, ever."""

    def __init__(self, connection: Connection, staff_key: bytes) -> None:
        self._db, self._key = connection, staff_key

    def whose(self, chat: int) -> FocalPointId | None:
        """The focal point who writes from this chat, or None."""
        table = schema.contacts
        found = self._db.execute(select(table.c.focal_point).where(table.c.lookup == self._lookup(chat)))
        person = found.scalar_one_or_none()
        return FocalPointId(person) if person else None

    def chat_of(self, person: FocalPointId) -> int | None:
        """Where to reach a focal point, or None."""
        table = schema.contacts
        sealed = self._db.execute(select(table.c.sealed).where(table.c.focal_point == person)).scalar_one_or_none()
        return int(unseal(self._key, sealed, f"contacts:{person}")) if sealed else None

    def remember(self, person: FocalPointId, chat: int) -> None:
        """Keep a focal point's chat."""
        self.forget(person)
        sealed = seal(self._key, str(chat).encode(), f"contacts:{person}")
        values = {"focal_point": person, "lookup": self._lookup(chat), "sealed": sealed}
        self._db.execute(insert(schema.contacts).values(**values))

    def forget(self, person: FocalPointId) -> None:
        """Remove a focal point's chat."""
        self._db.execute(delete(schema.contacts).where(schema.contacts.c.focal_point == person))

    def _lookup(self, chat: int) -> bytes:
        return keyed(self._key, "contact lookup", str(chat).encode(), 16)
