"""Chats of reporters who asked to be told of news: a database of their own. Only the composition root hands it out.

A row is a random name and a sealed value of one size, the day on which it is over sealed with it: without the key the
file says neither whose it is nor to which case it belongs, and with the key alone not the latter. Which name a case
has is sealed under that case's own key (`storage.routes`). There are never fewer than `FEWEST` rows.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Column, Connection, Date, Engine, LargeBinary, MetaData, String, Table, delete, insert, select

from bot.casework.reminding import KEPT, Reminder
from bot.storage.errors import SealBroken
from bot.storage.keys import lasting_key
from bot.storage.migrate import migrate
from bot.storage.rows import random_key, seal_shape, unseal_shape
from bot.storage.store import open_engine
from bot.storage.vault import keyed

log = logging.getLogger(__name__)

FEWEST = 50
"""Rows, those that stand for nobody among them: a single one would belong to whoever reported last."""
_NOBODY = Reminder(0, "", date.min)
SCRIPTS = Path(__file__).with_name("reminder_migrations")

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
routes = Table(
    "routes",
    metadata,
    Column("id", String(22), primary_key=True, comment="random"),
    Column("sealed", LargeBinary, nullable=False, comment="chat, language and last day, or nobody's"),
    sqlite_with_rowid=False,
)
tellings = Table(
    "tellings",
    metadata,
    Column("id", LargeBinary(16), primary_key=True, comment="keyed hash of a chat and this day"),
    Column("on", Date, nullable=False, comment="how many are told of news today or tomorrow"),
    sqlite_with_rowid=False,
)


class Reminders:
    """Each call is a transaction of its own, committed when it returns (casework.ports.ReminderBook)."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine, self._key = engine, key
        self._turn = threading.Lock()

    def add(self, chat: int, language: str, today: date) -> str:
        """Keep a chat for fourteen days; the random name by which its case finds it."""
        with self._transaction() as connection:
            spare = next((name for name, kept in self._all(connection) if kept == _NOBODY), None)
            if spare:
                _delete(connection, spare)
            return self._insert(connection, Reminder(chat, language, today + KEPT))

    def find(self, name: str, today: date) -> Reminder | None:
        """What is kept under a name, and not over."""
        with self._transaction() as connection:
            sealed = connection.execute(select(routes.c.sealed).where(routes.c.id == name)).scalar_one_or_none()
        found = self._opened(name, sealed) if sealed else None
        return found if found and found.until > today else None

    def erase(self, name: str) -> None:
        """Forget what is kept under a name."""
        with self._transaction() as connection:
            _delete(connection, name)
            self._fill_up(connection)

    def erase_chat(self, chat: int) -> None:
        """Forget a chat, whatever it asked to be told of."""
        with self._transaction() as connection:
            for name, kept in list(self._all(connection)):
                if kept and kept.chat == chat:
                    _delete(connection, name)
            self._fill_up(connection)

    def is_first(self, chat: int, day: date) -> bool:
        """Note that a chat is told of news on a day; whether it is the first time."""
        name = keyed(self._key, "telling", f"{chat}:{day.isoformat()}".encode(), 16)
        with self._transaction() as connection:
            if connection.execute(select(tellings.c.id).where(tellings.c.id == name)).first():
                return False
            connection.execute(insert(tellings).values(id=name, on=day))
            return True

    def purge(self, today: date) -> int:
        """Forget what is over, and what opens no longer; how many reminders."""
        with self._transaction() as connection:
            over = [name for name, kept in self._all(connection) if kept != _NOBODY and _is_over(kept, today)]
            for name in over:
                _delete(connection, name)
            connection.execute(delete(tellings).where(tellings.c.on < today))
            self._fill_up(connection)
        return len(over)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._turn, self._engine.begin() as connection:
            yield connection

    def _all(self, connection: Connection) -> Iterator[tuple[str, Reminder | None]]:
        for row in connection.execute(select(routes)).all():
            yield row.id, self._opened(row.id, row.sealed)

    def _opened(self, name: str, sealed: bytes) -> Reminder | None:
        try:
            return unseal_shape(self._key, sealed, f"routes:{name}", Reminder)
        except SealBroken:
            log.error("a reminder does not open: it is as good as none")
            return None

    def _insert(self, connection: Connection, kept: Reminder) -> str:
        name = random_key()
        sealed = seal_shape(self._key, kept, f"routes:{name}")
        connection.execute(insert(routes).values(id=name, sealed=sealed))
        return name

    def _fill_up(self, connection: Connection) -> None:
        for _ in range(len(connection.execute(select(routes.c.id)).all()), FEWEST):
            self._insert(connection, _NOBODY)


def open_reminders(data: Path, keys: Path, today: date) -> Reminders:
    """The reminders of an installation, brought up to date; made at the first use, with a key of their own."""
    file = data / "reminders.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine, SCRIPTS)
    reminders = Reminders(engine, lasting_key(keys, "reminders"))
    reminders.purge(today)
    return reminders


def _is_over(kept: Reminder | None, today: date) -> bool:
    return kept is None or kept.until <= today


def _delete(connection: Connection, name: str) -> None:
    connection.execute(delete(routes).where(routes.c.id == name))
