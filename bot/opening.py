"""Opens what is kept: the database with its keys, the receipts, reminders, and the site cases are handed over to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from csv import DictReader
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from bot.casework.identifiers import IdentifierFinder
from bot.casework.names import load_names
from bot.casework.primero import load_mapping
from bot.channels.primero.client import PrimeroClient
from bot.config import MIB, Settings
from bot.storage.keys import open_keys
from bot.storage.migrate import is_new, migrate
from bot.storage.proofs import prove
from bot.storage.receipts import KdfCost, Receipts
from bot.storage.reminders import Reminders, open_reminders
from bot.storage.signing import Signer
from bot.storage.store import Store, open_engine
from bot.turns.handing_over import Office
from services_directory.model import Pathway


def open_reminders_of(settings: Settings, today: date) -> Reminders:
    """Which chats are told of news, without those whose time is over."""
    return open_reminders(settings.data, settings.keys, today)


def open_office(settings: Settings, pathway_for: Callable[[str], Pathway]) -> Office:
    """What is needed to hand cases over; raises PackError where the mapping cannot be used."""
    mapping = load_mapping(settings.pack, pathway_for)
    return Office(mapping, Signer(settings.keys), bool(settings.primero_url))


@asynccontextmanager
async def primero_of(settings: Settings) -> AsyncIterator[PrimeroClient | None]:
    """The site to which cases are handed over, where there is one."""
    if not settings.primero_url:
        yield None
        return
    client = PrimeroClient(settings.primero_url, settings.primero_user, settings.primero_password)
    try:
        yield client
    finally:
        await client.close()


def open_store(settings: Settings) -> Store:
    """The database, brought up to date, with its keys; raises StorageError."""
    if settings.database_file:
        settings.database_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        settings.database_file.touch(mode=0o600)  # before SQLite makes it as readable as the umask lets it
        settings.database_file.chmod(0o600)
    engine = open_engine(settings.database)
    try:
        return _store(engine, settings)
    except BaseException:
        engine.dispose()
        raise


def _store(engine: Engine, settings: Settings) -> Store:
    keys = open_keys(settings.keys, is_new=is_new(engine))
    migrate(engine)
    prove(engine, keys, settings.receipt_memory_mib)
    return Store(engine, keys)


def receipts(settings: Settings) -> Receipts:
    """How receipt codes are made and proven, with the key that is there; raises StorageError."""
    keys = open_keys(settings.keys, is_new=False)
    return Receipts(keys.receipts, KdfCost(memory=settings.receipt_memory_mib * MIB))


def identifier_finder(pack: Path) -> IdentifierFinder:
    """Finds people's names in a text by the pack's names, those of its places left out."""
    names = pack / "given_names.csv"
    return IdentifierFinder(load_names(names), _place_names(pack), load_names(names, in_context=True))


def _place_names(pack: Path) -> frozenset[str]:
    """Every name of a place, so that a place is not taken for a person."""
    with (pack / "places.csv").open(encoding="utf-8", newline="") as rows:
        cells = [row[column] for row in DictReader(rows) for column in _NAME_COLUMNS if row.get(column)]
    return frozenset(name.strip() for cell in cells for name in cell.split(";"))


_NAME_COLUMNS = ("name_en", "name_ur", "name_ps", "name_sd", "alt_names")
