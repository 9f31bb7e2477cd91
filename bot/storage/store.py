"""The unit of work: one transaction, in which all the books are open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.casework.ports import Counters
from bot.storage.calendar import StoredCalendar
from bot.storage.case_keys import CaseKeys
from bot.storage.cases import StoredCaseBook
from bot.storage.contacts import ContactBook
from bot.storage.counters import StoredCounters
from bot.storage.drafts import Drafts, Marks, Trails
from bot.storage.handovers import StoredHandOvers
from bot.storage.keys import DRAFT_KEYS_LIVE, TRAIL_KEYS_LIVE, DailyKeys, Keys
from bot.storage.links import StoredLinks
from bot.storage.outbox import Outbox, SetAside
from bot.storage.pages import StoredPages
from bot.storage.papers import StoredPapers
from bot.storage.roster import StoredRoster
from bot.storage.rounds import Rounds
from bot.storage.routes import CaseRoutes
from bot.storage.standing import StoredStanding
from bot.storage.statistics import StoredStatistics

_PRAGMAS = (
    "journal_mode=DELETE",
    "secure_delete=ON",
    "foreign_keys=ON",
    "synchronous=FULL",
    "busy_timeout=10000",
)


@dataclass(frozen=True)
class StoredBooks:
    """Everything that can be read or written within one transaction."""

    cases: StoredCaseBook
    papers: StoredPapers
    pages: StoredPages
    links: StoredLinks
    calendar: StoredCalendar
    roster: StoredRoster
    rounds: Rounds
    standing: StoredStanding
    counters: Counters  # the port, as nobody here may read them
    statistics: StoredStatistics
    contacts: ContactBook
    drafts: Drafts
    trails: Trails
    marks: Marks
    outbox: Outbox
    set_aside: SetAside
    handovers: StoredHandOvers
    routes: CaseRoutes
    attempt: Callable[[], AbstractContextManager[object]]
    """What is written within it is taken back where it ends in an exception; the rest of the transaction stands."""


class Store:
    """The database and its keys; `transaction()` is the only door."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self._engine, self._keys = engine, keys
        self._drafts = DailyKeys(keys.folder, "drafts", DRAFT_KEYS_LIVE)
        self._trails = DailyKeys(keys.folder, "trails", TRAIL_KEYS_LIVE)
        # SQLite has one writer; queueing for it here is kinder than SQLITE_BUSY.
        self._turn = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[StoredBooks]:
        """Open the books; all that is written is committed together, or none of it."""
        with self._turn, self._engine.begin() as connection:
            yield self._books(connection)

    def daily_keys(self) -> tuple[DailyKeys, ...]:
        """The key rings that the clock turns."""
        return self._drafts, self._trails

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _books(self, connection: Connection) -> StoredBooks:
        keys = self._keys
        case_keys = CaseKeys(connection, keys.cases)
        counters = StoredCounters(connection, keys.cases)
        return StoredBooks(
            cases=StoredCaseBook(connection, case_keys),
            papers=StoredPapers(connection, case_keys),
            pages=StoredPages(connection),
            links=StoredLinks(connection),
            calendar=StoredCalendar(connection),
            roster=StoredRoster(connection),
            rounds=Rounds(connection),
            standing=StoredStanding(connection),
            counters=counters,
            statistics=StoredStatistics(connection, counters),
            contacts=ContactBook(connection, keys.staff),
            drafts=Drafts(connection, self._drafts),
            trails=Trails(connection, self._trails),
            marks=Marks(connection, keys.outbox),
            outbox=Outbox(connection, keys.outbox),
            set_aside=SetAside(connection, keys.outbox),
            handovers=StoredHandOvers(connection, case_keys.of, keys.outbox),
            routes=CaseRoutes(connection, case_keys.of),
            attempt=connection.begin_nested,
        )


def open_engine(url: str) -> Engine:
    """An engine that keeps bound values out of exceptions and deleted rows out of the file."""
    engine = create_engine(url, hide_parameters=True, echo=False)
    if make_url(url).get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # our own BEGIN below, instead of the driver's late one
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
