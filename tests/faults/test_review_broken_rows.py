"""A row that does not open costs one conversation at most: never another person's, never the whole bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.emulator.chat import Person
from tests.faults.waiting import until
from tests.world import World, open_menu, running_world

MORE_THAN_ONE_FETCH = 130
"""Telegram gives out a hundred updates at once, from the first that is not acknowledged."""


def break_rows(world: World, table: str) -> None:
    """As a bad sector would."""
    with closing(sqlite3.connect(str(world.settings.database_file))) as raw, raw:
        raw.execute(f"UPDATE {table} SET sealed = zeroblob(600)")  # noqa: S608  our own names


@pytest.mark.parametrize("table", ["drafts", "trails"])
async def test_a_row_that_does_not_open_stops_nobody(tmp_path: Path, table: str) -> None:
    """Whoever's draft or trail is broken is answered all the same, and so is everybody behind them."""
    async with running_world(tmp_path) as world:
        phone = world.reporter()
        await open_menu(world, phone)
        break_rows(world, table)
        phone.write("A child is beaten behind the mill every day.")
        others = [world.telegram.phone(Person(6_000_000 + at, "Other")) for at in range(MORE_THAN_ONE_FETCH)]
        for other in others:
            other.write("hello")
        await until(lambda: not any(each.messages[-1].mine for each in (phone, *others)), within=30)


async def test_an_outbox_letter_that_does_not_open_keeps_no_other_back(tmp_path: Path) -> None:
    """The bot starts and answers although something in the outbox is broken or of another version."""
    async with running_world(tmp_path) as world:
        with world.amaan.store.transaction() as books:
            books.outbox.add(b'{"of": "another version"}')
            books.outbox.add(b"broken")
        with closing(sqlite3.connect(str(world.settings.database_file))) as raw, raw:
            raw.execute("INSERT INTO outbox (id, sealed) VALUES ('x', zeroblob(600))")
    async with running_world(tmp_path) as world:
        await open_menu(world, world.reporter())
        assert "What do you need?" in world.reporter().last.text
