"""Real stores, keys, receipts and people for tests: SQLite files in a folder of their own, nothing stood in for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.casework.filing import Filed, TierRule, file_report
from bot.casework.lanes import ORDINARY, Standing
from bot.casework.model import (
    AboutChild,
    Accused,
    AgeBand,
    Case,
    CaseRef,
    Concern,
    DistrictId,
    FocalPointId,
    Report,
    Sex,
    Tier,
)
from bot.casework.ports import Mailbox
from bot.casework.routing import FocalPoint, Role, Whereabouts
from bot.storage.keys import open_keys
from bot.storage.migrate import is_new, migrate
from bot.storage.receipts import KdfCost, Receipts
from bot.storage.rows import random_key
from bot.storage.store import Store, StoredBooks, open_engine
from bot.storage.vault import new_key

NOW = datetime(2026, 11, 22, 10, 3, 17, tzinfo=UTC)
QUICK = KdfCost(passes=1, memory=8 * 1024 * 1024)
SWABI, PESHAWAR, LAHORE = DistrictId("swabi"), DistrictId("peshawar"), DistrictId("lahore")
KP, PUNJAB = "kp", "punjab"
PROVINCES = {SWABI: KP, PESHAWAR: KP, LAHORE: PUNJAB}


def database_of(folder: Path) -> Path:
    """Where `fresh_store` puts the database."""
    return folder / "data" / "amaan.sqlite3"


def fresh_store(folder: Path) -> Store:
    """A migrated store under `folder`, keys apart from the data; the same one again when called again."""
    database_of(folder).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(f"sqlite:///{database_of(folder)}")
    keys = open_keys(folder / "keys", is_new=is_new(engine))
    migrate(engine)
    return Store(engine, keys)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """A store that is closed afterwards."""
    store = fresh_store(folder)
    try:
        yield store
    finally:
        store.close()


def raw_rows(folder: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What somebody with the file and any SQLite reads, past our own code."""
    with closing(sqlite3.connect(database_of(folder))) as raw:
        return raw.execute(statement, values).fetchall()


def tables_of(folder: Path) -> dict[str, str]:
    """Each table and the statement that made it."""
    return dict(raw_rows(folder, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))


def quick_receipts(pepper: bytes | None = None) -> Receipts:
    """Receipts that cost a hundredth of the real ones."""
    return Receipts(pepper or new_key(), QUICK)


def a_mailbox() -> Mailbox:
    """A mailbox of no code."""
    return Mailbox(new_key()[:16], new_key())


def enrol(books: StoredBooks, name: str, role: Role, *areas: str, office: Accused | None = None) -> FocalPointId:
    """Somebody on the roster."""
    person = FocalPointId(name)
    books.roster.enrol(FocalPoint(person, role, frozenset(areas), office=office), NOW.date())
    return person


def place(district: DistrictId | None) -> Whereabouts:
    """A district with its province, or nowhere."""
    return Whereabouts(district, PROVINCES[district]) if district else Whereabouts()


def file_case(  # noqa: PLR0913  a test names what it is about
    books: StoredBooks,
    *,
    district: DistrictId | None = SWABI,
    tier: Tier = Tier.T1,
    narrative: str = "A child is beaten in the house behind the mill.",
    accused: Accused | None = None,
    sex: Sex | None = None,
    age: AgeBand | None = None,
    concern: Concern = Concern.physical_abuse,
    has_disability: bool = False,
    mailbox: Mailbox | None = None,
    now: datetime = NOW,
    standing: Standing = ORDINARY,
) -> Filed:
    """File a report of a chosen tier."""
    report = Report(narrative, "en", AboutChild(accused=accused, sex=sex, age=age, has_disability=has_disability))
    return file_report(
        books,
        report,
        ref=CaseRef(random_key()),
        concern=concern,
        where=place(district),
        rule=TierRule(tier, tier),
        mailbox=mailbox or a_mailbox(),
        now=now,
        standing=standing,
    )


def case_of(books: StoredBooks, ref: CaseRef) -> Case:
    """The case, which must be there."""
    case = books.cases.find(ref)
    assert case is not None
    return case
