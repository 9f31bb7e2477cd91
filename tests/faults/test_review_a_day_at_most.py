"""What was told and what was opened are kept a day at most, however often somebody writes in between."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.emulator.phone import Phone
from tests.world import World, file_report, open_menu, running_world

WORDS = "A child is beaten behind the mill every day."
EVERY = timedelta(hours=5)


@dataclass
class Days:
    """A clock that is moved by hand."""

    now: datetime = datetime(2026, 11, 22, 20, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def kept_of(world: World, phone: Phone) -> str:
    """The conversation as it is kept, opened with everything at hand."""
    with world.amaan.store.transaction() as books:
        return (books.drafts.read(phone.person.id, world.amaan.clock()) or b"").decode()


async def half_told(world: World, phone: Phone) -> str:
    """A report left at the question for its concern; the words that lie in the draft."""
    phone.press("I am worried about a child")
    await world.quiet()
    phone.write(WORDS)
    await world.quiet()
    return WORDS


async def unproved(world: World, phone: Phone) -> str:
    """A receipt code that was shown and never proved."""
    return await file_report(world, phone, WORDS)


async def opened(world: World, phone: Phone) -> str:
    """An open mailbox, whose key lies in the conversation."""
    code = await file_report(world, phone, WORDS)
    phone.write(code)
    await world.quiet()
    phone.write(code)
    await world.quiet()
    return '"wrap"'


@pytest.mark.parametrize("begin", [half_told, unproved, opened])
async def test_writing_on_does_not_renew_it(tmp_path: Path, begin: Callable[[World, Phone], Awaitable[str]]) -> None:
    """Midnight and four messages later it is still there; after a day it is gone, and the language is asked again."""
    clock = Days()
    async with running_world(tmp_path, clock=clock) as world:
        phone = world.reporter()
        await open_menu(world, phone)
        kept = await begin(world, phone)
        for _ in range(4):
            clock.now += EVERY
            phone.write("🙂")
            await world.quiet()
            assert kept in kept_of(world, phone)
        clock.now += EVERY
        phone.write("🙂")
        await world.quiet()
        assert kept not in kept_of(world, phone)


async def test_a_new_report_has_a_day_of_its_own(tmp_path: Path) -> None:
    """Words told long after an earlier conversation are not cut short by it: nobody's report is lost to its end."""
    clock = Days()
    async with running_world(tmp_path, clock=clock) as world:
        phone = world.reporter()
        await open_menu(world, phone)
        await opened(world, phone)
        clock.now += timedelta(hours=22)
        phone.write("/menu")
        await world.quiet()
        await half_told(world, phone)
        clock.now += timedelta(hours=4)
        phone.write("🙂")
        await world.quiet()
        assert WORDS in kept_of(world, phone)
        assert '"wrap"' not in kept_of(world, phone)
