"""What is done once a month or once a week, and when it was done last."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, delete, insert, select

from bot.storage import schema


class Rounds:
    """Inside one transaction: whoever notes a round does it in the same one."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def last(self, name: str) -> date | None:
        """When it was done last; None where it never was."""
        return self._db.execute(select(schema.rounds.c.on).where(schema.rounds.c.name == name)).scalar_one_or_none()

    def note(self, name: str, on: date) -> None:
        """It is done now."""
        self._db.execute(delete(schema.rounds).where(schema.rounds.c.name == name))
        self._db.execute(insert(schema.rounds).values(name=name, on=on))
