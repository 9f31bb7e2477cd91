"""By which name a case finds the chat that asked to be told of news: sealed under the case's own key.

Every case has such a row from its first day, of one size, most of them empty: who asked cannot be seen.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, select

from bot.casework.model import CaseRef
from bot.storage import schema
from bot.storage.vault import seal, unseal

NONE = ""


class CaseRoutes:
    """Names of reminders inside one transaction; what they stand for is in another database."""

    def __init__(self, connection: Connection, key_of: Callable[[CaseRef], bytes]) -> None:
        self._db, self._key_of = connection, key_of

    def of(self, ref: CaseRef) -> str:
        """The name, "" for none."""
        table = schema.case_routes
        sealed = self._db.execute(select(table.c.sealed).where(table.c.case_ref == ref)).scalar_one_or_none()
        return unseal(self._key_of(ref), sealed, _place(ref)).decode() if sealed else NONE

    def keep(self, ref: CaseRef, name: str) -> None:
        """Put a name, or none, in the place of what was there."""
        self._db.execute(delete(schema.case_routes).where(schema.case_routes.c.case_ref == ref))
        self._db.execute(
            insert(schema.case_routes).values(case_ref=ref, sealed=sealed_route(ref, self._key_of(ref), name))
        )


def sealed_route(ref: CaseRef, key: bytes, name: str = NONE) -> bytes:
    """A name as a case keeps it."""
    return seal(key, name.encode(), _place(ref))


def _place(ref: CaseRef) -> str:
    return f"case_routes:{ref}"
