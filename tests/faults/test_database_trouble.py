"""A step that fails, a locked database, a full disk: nothing half-written, nothing lost, and it is said."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.channels.emulator.chat import Person
from bot.channels.emulator.phone import Phone
from tests.faults.waiting import until
from tests.stores import database_of, raw_rows
from tests.world import World, code_on, file_report, open_menu, running_world

WORDS = "The girl in the last house is beaten every evening."
LONG_WORDS = ("Every evening there are cries from the last house. " * 80).strip()[:4000]
CANNOT_SAVE = "I cannot save anything at the moment"
OTHER = Person(5_550_004_321, "Another")
LONGER_THAN_ANYBODY_WAITS = 11.0
"""Seconds; a connection gives up on a lock after ten."""


def count(folder: Path, table: str) -> int:
    """Rows in a table."""
    return int(raw_rows(folder, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  our own names


def execute(folder: Path, statement: str) -> None:
    """Change the database past our own code."""
    with closing(sqlite3.connect(database_of(folder))) as raw, raw:
        raw.execute(statement)


async def at_the_question(world: World, phone: Phone) -> None:
    """As far as "What did you see?"."""
    await open_menu(world, phone)
    phone.press("I am worried about a child")
    await world.quiet()


async def to_the_receipt(world: World, phone: Phone) -> str:
    """From the choice of a concern on."""
    for act in ("A child being beaten or hurt", "No", "Swabi", "✔ Yes", "Continue", "Send"):
        if act == "Swabi":
            phone.write(act)
        else:
            phone.press(act)
        await world.quiet()
    return code_on(phone)


class BrokenFor:
    """The real directory, with a bug that shows for one concern."""

    def __init__(self, directory: Any, concern: str) -> None:
        self._directory, self._concern = directory, concern

    def __getattr__(self, name: str) -> Any:
        return getattr(self._directory, name)

    def pathway_for(self, concern: str) -> Any:
        """Fails for the one."""
        if concern == self._concern:
            raise ZeroDivisionError(WORDS)
        return self._directory.pathway_for(concern)


async def test_a_step_that_fails(tmp_path: Path) -> None:
    """After three tries an apology; what was said is sealed and set aside; whatever comes next is answered."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await at_the_question(world, reporter)
        broken: Any = BrokenFor(world.amaan.directory, "physical_abuse")
        world.amaan.polling._shell = replace(world.amaan.shell, guide=broken)
        reporter.write(WORDS)
        await world.quiet()
        reporter.press("A child being beaten or hurt")
        await world.quiet()
        assert reporter.shows("Something went wrong on our side")
        assert count(tmp_path, "set_aside") == 1
        assert count(tmp_path, "outbox") == 0
        reporter.press("A child at work")
        await world.quiet()
        assert reporter.last.text.startswith("Is a child in danger")
        assert WORDS.encode() not in database_of(tmp_path).read_bytes()


@asynccontextmanager
async def locked_by_another(folder: Path) -> AsyncIterator[None]:
    """Another process holds the database for itself alone, as a backup or somebody's editor may."""
    script = (
        "import sqlite3, sys\n"
        "held = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "held.execute('BEGIN EXCLUSIVE')\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
        "held.close()\n"
    )
    command = (sys.executable, "-c", script, str(database_of(folder)))
    holder = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    assert holder.stdout
    assert holder.stdin
    assert await holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        holder.stdin.close()
        await holder.communicate()


async def test_locked_for_a_while(tmp_path: Path) -> None:
    """What was written meanwhile is answered once, in order, as soon as the lock is gone; nobody is told of it."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await at_the_question(world, reporter)
        async with locked_by_another(tmp_path):
            reporter.write(WORDS)
            reporter.write("And her brother too, since last winter.")
            await asyncio.sleep(2)
            assert world.telegram.pending()
        await world.quiet()
        assert not reporter.shows(CANNOT_SAVE)
        code = await to_the_receipt(world, reporter)
        assert len(code) == 16
        assert count(tmp_path, "cases") == 1
        assert reporter.shows(f"{WORDS}\nAnd her brother too, since last winter.")


async def test_locked_for_too_long(tmp_path: Path) -> None:
    """It is said that nothing can be saved; when the lock is gone, the words are taken without asking again."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await at_the_question(world, reporter)
        async with locked_by_another(tmp_path):
            reporter.write(WORDS)
            await reporter.wait_for(CANNOT_SAVE, timeout=LONGER_THAN_ANYBODY_WAITS)
            assert world.telegram.pending()
        await reporter.wait_for("What is it about?", timeout=LONGER_THAN_ANYBODY_WAITS)
        await world.quiet()
        assert len(await to_the_receipt(world, reporter)) == 16
        assert count(tmp_path, "set_aside") == 0


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No page can be added to the database, and none in it is free."""

    def limit(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with closing(sqlite3.connect(database_of(folder), isolation_level=None)) as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
        _fill(raw)
    event.listen(Engine, "begin", limit)
    LIMITS.append(limit)
    try:
        yield
    finally:
        pages = 2**30
        execute(folder, "DELETE FROM set_aside")


LIMITS: list[Callable[[Connection], None]] = []
"""Listeners that outlast `full_disk`, to lift the limit from open connections, and not the test."""


@pytest.fixture(autouse=True)
def _no_limit_is_left() -> Iterator[None]:
    yield
    while LIMITS:
        event.remove(Engine, "begin", LIMITS.pop())


def _fill(raw: sqlite3.Connection) -> None:
    for size in (3000, 300, 30):
        try:
            while True:
                values = f"hex(randomblob(8)), zeroblob({size}), '2026-11-22'"
                raw.execute(f"INSERT INTO set_aside VALUES ({values})")  # noqa: S608  our own values
        except sqlite3.OperationalError:
            continue


async def test_the_disk_is_full(tmp_path: Path) -> None:
    """Everybody is told that nothing can be saved; nothing is acknowledged; with space it goes on by itself."""
    async with running_world(tmp_path) as world:
        reporter, other = world.reporter(), world.telegram.phone(OTHER)
        await at_the_question(world, reporter)
        await at_the_question(world, other)
        with full_disk(tmp_path):
            for phone in (reporter, other):
                phone.write(LONG_WORDS)
                await phone.wait_for(CANNOT_SAVE)
            assert len(world.telegram.pending()) == 2
            assert raw_rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]
        for phone in (reporter, other):
            await phone.wait_for("What is it about?")
            await world.quiet()
            assert sum(CANNOT_SAVE in message.text for message in phone.messages) == 1
            assert len(await to_the_receipt(world, phone)) == 16
        assert count(tmp_path, "cases") == 2
        assert count(tmp_path, "set_aside") == 0


async def test_stopped_while_the_disk_is_full(tmp_path: Path) -> None:
    """It stops at once all the same, and what it could not write comes again at the next start."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await at_the_question(world, reporter)
        with full_disk(tmp_path):
            reporter.write(LONG_WORDS)
            reporter.write("And this after it.")
            await reporter.wait_for(CANNOT_SAVE)
            async with asyncio.timeout(5):
                world.amaan.polling.stop()
                await until(lambda: world.telegram.updates.open_polls == 0)
                await asyncio.sleep(0)
            telegram = world.telegram
    assert len(telegram.pending()) == 2
    async with running_world(tmp_path, telegram=telegram) as world:
        await world.quiet()
        await to_the_receipt(world, world.reporter())
        assert world.reporter().shows("And this after it.")
        assert count(tmp_path, "cases") == 1


async def test_a_delivery_that_cannot_be_written_down(tmp_path: Path) -> None:
    """It is not sent again and again meanwhile, and it leaves the outbox once that can be written."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await open_menu(world, reporter)
        execute(tmp_path, "CREATE TRIGGER kept BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END")
        reporter.write("/help")
        await reporter.wait_for("You get a receipt code")
        await asyncio.sleep(1.5)
        execute(tmp_path, "DROP TRIGGER kept")
        await world.quiet()
        assert sum("You get a receipt code" in message.text for message in reporter.messages) == 1
        assert count(tmp_path, "outbox") == 0


async def test_an_answer_that_cannot_be_written(tmp_path: Path) -> None:
    """Without its answer nothing of a turn is committed; it is neither acknowledged nor lost."""
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await open_menu(world, reporter)
        execute(tmp_path, "CREATE TRIGGER shut BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END")
        reporter.write("/report")
        await reporter.wait_for(CANNOT_SAVE)
        assert world.telegram.pending()
        assert count(tmp_path, "set_aside") == 0
        execute(tmp_path, "DROP TRIGGER shut")
        await world.quiet()
        assert count(tmp_path, "set_aside") == 1
        reporter.write("/start")
        await world.quiet()
        assert len(await file_report(world, reporter, WORDS)) == 16
