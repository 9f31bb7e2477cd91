"""What the directory's register is told of a turn is told after the commit, once, and keeps nobody waiting."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from bot.dialogue.incoming import Commanded, Pressed
from bot.turns.letters import Letter
from bot.turns.upkeep import Upkeep
from services_directory.references import reference_of
from tests.stores import database_of
from tests.world import World, running_world

CHAT = 77


class Register:
    """Counts, after something of the test's own."""

    def __init__(self, first: Callable[[], object]) -> None:
        self._first = first
        self.told: list[str] = []

    def complain(self, service_id: str, /, *, on: date) -> bool:
        """What the store's does, and nothing of it."""
        self._first()
        self.told.append(f"{service_id} {on}")
        return False

    def note_gap(self, district: str | None, need: str, day: date, /) -> None:
        """Not asked for here."""


def a_complaint(world: World) -> Letter:
    """That a service's number is wrong, in one press."""
    service = next(each for each in world.amaan.directory._pack.services if each.phones)
    return Letter(CHAT, 1_000, 5, Pressed("wrong_is", f"en.{reference_of(service.id)}", ""))


async def test_a_register_that_is_locked_keeps_nobody_elses_turn_waiting(tmp_path: Path) -> None:
    """While an import writes for seconds, the database of cases is free: others are answered meanwhile."""
    reached, goes_on = threading.Event(), threading.Event()

    def wait() -> None:
        reached.set()
        goes_on.wait(20)

    register = Register(wait)
    async with running_world(tmp_path) as world:
        shell = replace(world.amaan.shell, upkeep=Upkeep(lambda: register))
        telling = asyncio.create_task(shell.take(a_complaint(world)))
        await asyncio.to_thread(reached.wait, 20)
        with closing(sqlite3.connect(database_of(tmp_path), timeout=1)) as another:
            another.execute("BEGIN IMMEDIATE")
            another.rollback()
        await shell.take(Letter(CHAT + 1, 1_001, 6, Commanded("start", "")))
        assert not register.told
        goes_on.set()
        await telling
        assert len(register.told) == 1


async def test_a_turn_that_is_done_again_is_counted_once(tmp_path: Path) -> None:
    """A commit that fails has told the register nothing; the second try does, and the third changes nothing."""
    register = Register(lambda: None)
    trouble = ["once"]

    def fail(_connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("INSERT INTO outbox") and trouble:
            trouble.pop()
            raise sqlite3.OperationalError("database or disk is full")

    async with running_world(tmp_path) as world:
        shell, letter = replace(world.amaan.shell, upkeep=Upkeep(lambda: register)), a_complaint(world)
        event.listen(Engine, "before_cursor_execute", fail)
        try:
            with pytest.raises(OperationalError):
                await shell.take(letter)
        finally:
            event.remove(Engine, "before_cursor_execute", fail)
        assert register.told == []
        for _ in range(2):
            await shell.take(letter)
        assert len(register.told) == 1
