"""What is set aside for the operator: the words, for a month, and nothing that says whose they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import purge
from bot.dialogue.incoming import Meaning, SharedPoint
from bot.storage.outbox import SET_ASIDE_KEPT
from bot.turns.letters import Letter
from tests.world import REPORTER, World, open_menu, running_world

WORDS = "A child is beaten behind the mill every day."
IDENTITY = (str(REPORTER.id), REPORTER.first_name, str(REPORTER.last_name), str(REPORTER.username))


async def fails(text: str) -> Meaning | None:
    """A bug that strikes at every text."""
    raise RuntimeError(text)


def set_aside(world: World) -> list[str]:
    """What waits for the operator."""
    with world.amaan.store.transaction() as books:
        return [raw.decode() for _name, raw in books.set_aside.waiting()]


async def write_what_fails(world: World) -> None:
    """From the menu, words that cannot be carried out."""
    await open_menu(world, world.reporter())
    world.reporter().write(WORDS)
    await world.quiet()


async def push_unreadable(world: World) -> None:
    """What the library cannot read."""
    person = {"id": "x", "first_name": REPORTER.first_name, "last_name": REPORTER.last_name}
    chat = {"id": REPORTER.id, "type": "private", "username": REPORTER.username}
    world.telegram.push({"message": {"message_id": 1, "from": person, "chat": chat, "date": 1, "text": WORDS}})
    await world.quiet()


@pytest.mark.parametrize("cause", [write_what_fails, push_unreadable])
async def test_words_without_a_person(tmp_path: Path, cause: Callable[[World], Awaitable[None]]) -> None:
    """The words wait for the operator, without the id, the name or the username Telegram sent with them."""
    async with running_world(tmp_path, understanding=fails) as world:
        await cause(world)
        [kept] = set_aside(world)
    assert WORDS in kept
    assert not [each for each in IDENTITY if each in kept]


async def test_a_pin_without_its_point(tmp_path: Path) -> None:
    """A point lives in memory alone: of a pin that failed only the fact that there was one is kept."""
    async with running_world(tmp_path) as world:
        await world.amaan.shell.set_aside(Letter(REPORTER.id, 1, None, SharedPoint(34.12021, 72.46983)))
        [kept] = set_aside(world)
    assert "SharedPoint" in kept
    assert "34." not in kept


async def test_clear_deletes_what_failed(tmp_path: Path) -> None:
    """Words that failed are still the reporter's own in that chat, and Clear deletes them."""
    async with running_world(tmp_path, understanding=fails) as world:
        await write_what_fails(world)
        world.reporter().press("Clear")
        await world.quiet()
        assert [message.text for message in world.reporter().messages] == ["✓"]


async def test_a_month_at_most(tmp_path: Path) -> None:
    """They are destroyed after thirty days, looked at or not."""
    async with running_world(tmp_path, understanding=fails) as world:
        await write_what_fails(world)
        now, day = world.amaan.clock(), timedelta(days=1)
        assert purge(world.amaan.store, now + SET_ASIDE_KEPT - day).set_aside == 0
        assert purge(world.amaan.store, now + SET_ASIDE_KEPT).set_aside == 1
        assert not set_aside(world)
