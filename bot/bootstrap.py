"""The one place that builds real adapters and wires them; everything else is given what it needs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from csv import DictReader
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from httpx import AsyncBaseTransport
from sqlalchemy import Engine

from bot.casework.enrolling import invite_focal_point
from bot.casework.identifiers import IdentifierFinder
from bot.casework.names import load_names
from bot.casework.primero import load_mapping
from bot.casework.routing import Role
from bot.channels.primero.client import PrimeroClient
from bot.channels.telegram.connection import connected
from bot.channels.telegram.courier import TelegramCourier
from bot.channels.telegram.greeting import introducing, say_too_busy
from bot.channels.telegram.polling import Polling
from bot.clock import follow_for_ever, tick_for_ever
from bot.config import MIB, ROOT, Settings
from bot.dialogue.incoming import Certainty, Meaning
from bot.storage.keys import open_keys
from bot.storage.migrate import is_new, migrate
from bot.storage.practice import PracticeRoom
from bot.storage.proofs import prove
from bot.storage.receipts import KdfCost, Receipts
from bot.storage.reminders import Reminders, open_reminders
from bot.storage.renaming import settle_renamed
from bot.storage.signing import Signer
from bot.storage.store import Store, open_engine
from bot.turns.drawing import drawing_from
from bot.turns.gate import Gate
from bot.turns.handing_over import HandOverSender, Office
from bot.turns.postman import Postman
from bot.turns.shell import Shell, Understanding
from bot.turns.upkeep import Upkeep
from nlu.client import NluClient
from nlu.freshness import fresh_model, newest_model
from nlu.supervisor import NluSupervisor
from services_directory.boundaries import BOUNDARIES_FILE, Boundaries
from services_directory.directory import Directory
from services_directory.live import LiveDirectory
from services_directory.loading import Pack, load_pack
from services_directory.model import Pathway
from services_directory.store import STORE_FILE, DirectoryStore

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
NLU_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"


def now_utc() -> datetime:
    """The edge where the time comes in."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Amaan:
    """The whole application, built and not yet running."""

    shell: Shell
    postman: Postman
    polling: Polling
    greet: Callable[[], Awaitable[None]]
    store: Store
    directory: LiveDirectory
    clock: Clock
    nlu: NluSupervisor | None = None
    sender: HandOverSender | None = None

    def can_hear(self) -> bool:
        """Whether the language model is running, or may yet start."""
        return self.nlu is not None and self.nlu.problem in (None, "not_healthy_yet")

    def is_idle(self) -> bool:
        """Whether everything fetched is carried out and everything due is delivered."""
        return self.polling.is_idle() and self.postman.is_idle()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """Delivers, polls and ticks until left; what is under way is finished first. Yields the polling."""
        await self.greet()
        await self.postman.start()
        polling = asyncio.create_task(self.polling.run())
        ticking = asyncio.create_task(tick_for_ever(self.shell, self.clock))
        following = asyncio.create_task(follow_for_ever(self.directory.refresh))
        sending = asyncio.create_task(self.sender.run()) if self.sender else None
        try:
            yield polling
        finally:
            self.polling.stop()
            under_way = [task for task in (ticking, following, sending) if task]
            for task in under_way:
                task.cancel()
            await asyncio.gather(polling, *under_way, return_exceptions=True)
            await self.postman.stop()

    def invite(self, role: Role, areas: frozenset[str]) -> str:
        """A one-time token for somebody who is to act on reports."""
        with self.store.transaction() as books:
            return invite_focal_point(books, role, areas, self.clock())


@asynccontextmanager
async def built(
    settings: Settings,
    *,
    token: str = "",
    api_base_url: str = "",
    transport: AsyncBaseTransport | None = None,
    clock: Clock = now_utc,
    understanding: Understanding | None = None,
    retries_after: float = 1.0,
) -> AsyncIterator[Amaan]:
    """Build everything over a database and a Bot API; leaving closes all of it."""
    store = open_store(settings)
    directory = open_directory(settings, clock().date())
    settle_renamed(store, directory.renamed)
    office = open_office(settings, directory.pathway_for)
    practice = PracticeRoom(settings.data, settings.keys)
    reminders = open_reminders_of(settings, clock().date())
    async with (
        connected(token or settings.token, api_base_url or settings.api_base_url, transport) as bot,
        _supervised(settings, understanding) as supervisor,
        primero_of(settings) as primero,
    ):
        postman = Postman(store, TelegramCourier(bot, drawing_from(directory), retries_after), clock, reminders)
        shell = Shell(
            store=store,
            guide=directory,
            identifiers=_identifier_finder(settings.pack),
            understand=understanding or (_asking(supervisor.client) if supervisor else _by_menus),
            post=postman,
            clock=clock,
            gate=Gate(_receipts(settings), practice),
            practice=practice,
            office=office,
            reminders=reminders,
            upkeep=Upkeep(lambda: directory.store),
        )
        polling = Polling(bot, shell, say_too_busy(bot))
        try:
            sender = HandOverSender(store, primero, clock, shell.tell_of_end, postman.take) if primero else None
            yield Amaan(shell, postman, polling, introducing(bot), store, directory, clock, supervisor, sender)
        finally:
            store.close()
            directory.close()
            practice.close()
            reminders.close()


def open_reminders_of(settings: Settings, today: date) -> Reminders:
    """Which chats are told of news, without those whose time is over."""
    return open_reminders(settings.data, settings.keys, today)


def open_directory(settings: Settings, today: date | None = None) -> LiveDirectory:
    """The directory as it is kept in its store, the country pack's where the store cannot be read.

    Raises PackError or BoundariesError.
    """
    pack = load_pack(settings.pack)
    outlines = _outlines_file(settings)
    boundaries = Boundaries.load(outlines, pack.districts) if outlines else None
    return LiveDirectory(pack, boundaries, lambda: _services_store(settings, pack, today or now_utc().date()))


def pack_directory(settings: Settings) -> Directory:
    """The country pack alone, with the districts' outlines where they were imported; writes nothing.

    Raises PackError or BoundariesError.
    """
    return Directory.load(settings.pack, _outlines_file(settings))


def open_services_store(settings: Settings) -> DirectoryStore:
    """The database of the services, the country pack in it; raises PackError, or SQLAlchemyError where it is broken."""
    return _services_store(settings, load_pack(settings.pack), now_utc().date())


def services_url(settings: Settings) -> str:
    """Where the services are kept."""
    return f"sqlite:///{settings.data / STORE_FILE}"


def _services_store(settings: Settings, pack: Pack, today: date) -> DirectoryStore:
    store = DirectoryStore.open(services_url(settings))
    seeded = store.seed(pack, today)
    if seeded.kept:
        log.warning("the country pack changed services edited here, which stay: %s", ", ".join(seeded.kept))
    return store


def _outlines_file(settings: Settings) -> Path | None:
    file = settings.data / BOUNDARIES_FILE
    return file if file.is_file() else None


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


def _receipts(settings: Settings) -> Receipts:
    keys = open_keys(settings.keys, is_new=False)
    return Receipts(keys.receipts, KdfCost(memory=settings.receipt_memory_mib * MIB))


def _identifier_finder(pack: Path) -> IdentifierFinder:
    names = pack / "given_names.csv"
    return IdentifierFinder(load_names(names), _place_names(pack), load_names(names, in_context=True))


def _place_names(pack: Path) -> frozenset[str]:
    """Every name of a place, so that a place is not taken for a person."""
    with (pack / "places.csv").open(encoding="utf-8", newline="") as rows:
        cells = [row[column] for row in DictReader(rows) for column in _NAME_COLUMNS if row.get(column)]
    return frozenset(name.strip() for cell in cells for name in cell.split(";"))


_NAME_COLUMNS = ("name_en", "name_ur", "name_ps", "name_sd", "alt_names")


@asynccontextmanager
async def _supervised(settings: Settings, given: Understanding | None) -> AsyncIterator[NluSupervisor | None]:
    """The language model as a child process; without one the bot runs by menus and says so in the log."""
    if given or not settings.nlu:
        yield None
        return
    model = newest_model(ROOT) or fresh_model(ROOT)
    supervisor = NluSupervisor(NLU_PYTHON, ROOT, model, logging.getLogger("nlu"))
    await supervisor.start()
    try:
        yield supervisor
    finally:
        await supervisor.stop()


def _asking(client: NluClient) -> Understanding:
    async def understand(text: str) -> Meaning | None:
        heard = await client.understand(text)
        return Meaning(heard.ranking, heard.is_urgent, Certainty(heard.certainty)) if heard else None

    return understand


async def _by_menus(text: str) -> Meaning | None:
    return None
