"""What time does, over the real store, directory and postman."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.casework.handling import acknowledge_case
from bot.casework.identifiers import IdentifierFinder
from bot.casework.model import DistrictId, FocalPointId
from bot.casework.names import load_names
from bot.casework.primero import load_mapping
from bot.casework.routing import Role
from bot.clock import follow_for_ever, tick
from bot.config import ROOT
from bot.dialogue.incoming import Meaning
from bot.storage.practice import PracticeRoom
from bot.storage.reminders import open_reminders
from bot.storage.signing import Signer
from bot.storage.store import Store
from bot.turns.gate import Gate
from bot.turns.handing_over import Office
from bot.turns.letters import Edit, Send
from bot.turns.postman import Postman
from bot.turns.shell import Shell
from services_directory.directory import Directory
from services_directory.loading import PAKISTAN_PACK
from tests.stores import NOW, SWABI, case_of, database_of, enrol, file_case, opened, quick_receipts, raw_rows

NAMES = ROOT / "services_directory" / "data" / "pk" / "given_names.csv"
LOCAL, DEPUTY = 6_000_000_001, 6_000_000_002
HOUR = timedelta(hours=1, minutes=5)


@dataclass
class Doorstep:
    """A channel that takes everything and remembers what was sent to which chat."""

    sent: list[tuple[int, str]] = field(default_factory=list)

    async def send(self, chat: int, act: Send) -> int:
        self.sent.append((chat, getattr(act.what, "text", "")))
        return len(self.sent)

    async def edit(self, chat: int, act: Edit) -> None: ...

    async def retire(self, chat: int, message: int) -> None: ...

    async def remove(self, chat: int, messages: tuple[int, ...]) -> None: ...


@dataclass
class Watch:
    """A clock that is set by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


async def not_read(text: str) -> Meaning | None:
    """The language model is away."""
    return None


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.load()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


@pytest.fixture
def doorstep() -> Doorstep:
    return Doorstep()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def shell(
    store: Store, directory: Directory, doorstep: Doorstep, watch: Watch, tmp_path: Path
) -> AsyncIterator[Shell]:
    practice = PracticeRoom(tmp_path / "data", tmp_path / "keys")
    reminders = open_reminders(tmp_path / "data", tmp_path / "keys", watch().date())
    postman = Postman(store, doorstep, watch, reminders)
    names = load_names(NAMES)
    finder = IdentifierFinder(names, frozenset(), load_names(NAMES, in_context=True))
    office = Office(load_mapping(PAKISTAN_PACK, directory.pathway_for), Signer(tmp_path / "keys"), can_send=False)
    gate = Gate(quick_receipts(), practice)
    shell = Shell(store, directory, finder, not_read, postman, watch, gate, practice, office, reminders)
    yield shell
    await delivered(shell)
    await postman.stop()
    reminders.close()


async def delivered(shell: Shell) -> None:
    """Until nothing waits to be delivered."""
    assert isinstance(shell.post, Postman)
    async with asyncio.timeout(10):
        while not shell.post.is_idle():
            await asyncio.sleep(0.005)


@pytest.fixture
def pair(store: Store) -> tuple[FocalPointId, FocalPointId]:
    with store.transaction() as books:
        people = enrol(books, "local", Role.focal_point, SWABI), enrol(books, "deputy", Role.deputy, SWABI)
        for person, chat in zip(people, (LOCAL, DEPUTY), strict=True):
            books.contacts.remember(person, chat)
    return people


async def test_the_next_rung_is_told(
    shell: Shell, store: Store, doorstep: Doorstep, pair: tuple[FocalPointId, FocalPointId], tmp_path: Path
) -> None:
    """A tick after the clock ran out brings a notice to the next person's phone, once, and nothing of the report."""
    with store.transaction() as books:
        file_case(books, narrative="planted words")
    await tick(shell, NOW + timedelta(minutes=30))
    assert doorstep.sent == []
    for _ in range(2):
        await tick(shell, NOW + HOUR)
        await delivered(shell)
    ((chat, text),) = doorstep.sent
    assert chat == DEPUTY
    assert text
    assert "planted" not in text
    assert raw_rows(tmp_path, "SELECT * FROM outbox") == []


async def test_a_phone_is_not_shut_by_a_notice(
    shell: Shell, store: Store, doorstep: Doorstep, pair: tuple[FocalPointId, FocalPointId]
) -> None:
    """After one notice the next one to the same phone is delivered as well."""
    for minutes in (0, 20):
        with store.transaction() as books:
            file_case(books, now=NOW + timedelta(minutes=minutes))
        await tick(shell, NOW + HOUR + timedelta(minutes=minutes))
        await delivered(shell)
    assert [chat for chat, _text in doorstep.sent] == [DEPUTY, DEPUTY]


async def test_what_was_acknowledged_stays_quiet(
    shell: Shell, store: Store, doorstep: Doorstep, pair: tuple[FocalPointId, FocalPointId]
) -> None:
    """Nobody is disturbed about a case that somebody has taken on."""
    with store.transaction() as books:
        acknowledge_case(books, file_case(books).ref, pair[0], NOW)
    await tick(shell, NOW + HOUR)
    await delivered(shell)
    assert doorstep.sent == []


async def test_whoever_took_a_case_on_is_reminded_at_the_top_too(
    shell: Shell, store: Store, doorstep: Doorstep, pair: tuple[FocalPointId, FocalPointId]
) -> None:
    """A day without an act brings in the next rung; a second one, with no rung left, reminds the holder once more."""
    with store.transaction() as books:
        acknowledge_case(books, file_case(books).ref, pair[0], NOW)
    for days in (1, 2, 3):
        await tick(shell, NOW + days * timedelta(hours=25))
        await delivered(shell)
    assert [chat for chat, _text in doorstep.sent] == [LOCAL, DEPUTY, LOCAL]


async def test_a_district_the_pack_no_longer_has_stops_nobody(
    shell: Shell, store: Store, doorstep: Doorstep, pair: tuple[FocalPointId, FocalPointId]
) -> None:
    """A district that was renamed since: the notice goes out all the same."""
    with store.transaction() as books:
        ref = file_case(books).ref
        books.cases.change(ref, [case_of(books, ref).stage], district=DistrictId("atlantis"))
    await tick(shell, NOW + HOUR)
    await delivered(shell)
    assert [chat for chat, _text in doorstep.sent] == [DEPUTY]


async def test_escalation_failing_does_not_stop_the_purge(
    shell: Shell,
    store: Store,
    caplog: pytest.LogCaptureFixture,
    pair: tuple[FocalPointId, FocalPointId],
    tmp_path: Path,
) -> None:
    """A contact that no longer opens does not keep what is over; the log names the failure's type alone."""
    with store.transaction() as books:
        books.drafts.write(1, b"x", NOW)
        file_case(books)
    spoil(tmp_path, "UPDATE contacts SET sealed = x'00'")
    await tick(shell, NOW + timedelta(days=2))
    with store.transaction() as books:
        assert books.drafts.purge(NOW + timedelta(days=2)) == 0
    assert "escalation missed a tick: SealBroken" in caplog.text


def spoil(folder: Path, sql: str) -> None:
    """Change the database behind the application's back."""
    with closing(sqlite3.connect(database_of(folder))) as database, database:
        database.execute(sql)


async def test_the_directory_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed in the services' store is looked for again and again, beside the event loop."""
    monkeypatch.setattr("bot.clock.FOLLOW_SECONDS", 0.001)
    loop, seen = asyncio.get_running_loop(), asyncio.Event()
    threads: list[int] = []

    def refresh() -> None:
        threads.append(threading.get_ident())
        if len(threads) > 2:
            loop.call_soon_threadsafe(seen.set)

    following = asyncio.create_task(follow_for_ever(refresh))
    await asyncio.wait_for(seen.wait(), 10)
    following.cancel()
    assert threading.get_ident() not in threads
