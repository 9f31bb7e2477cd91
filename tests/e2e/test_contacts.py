"""Contacts rot: the monthly test message and a refused delivery find those who cannot be reached any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.casework.coordinating import dead_contacts
from bot.casework.routing import Role
from bot.channels.emulator.chat import Person
from bot.clock import tick
from tests.world import World, running_world

HERE, SILENT = Person(5_550_000_101, "Here"), Person(5_550_000_102, "Silent")
COORDINATOR = Person(5_550_000_103, "Coordinator")
DAY = timedelta(days=1)


@dataclass
class Watch:
    """A clock that is set by hand; it begins on a Wednesday at noon in Karachi."""

    now: datetime = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def at(world: World, watch: Watch, now: datetime) -> None:
    """Time passes, the application's clock ticks, and everything is delivered."""
    watch.now = now
    await tick(world.amaan.shell, now)
    await world.quiet()


async def dead(world: World, watch: Watch) -> int:
    """How many contacts count as dead."""
    with world.amaan.store.transaction() as books:
        return len(dead_contacts(books, watch.now.date()))


async def test_the_test_message_finds_who_is_gone(tmp_path: Path) -> None:
    """On the first everybody is asked; a week later whoever did not answer is a dead contact, and the coordinator's
    Monday digest says so; writing anything at all revives."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        here = await world.focal_point("swabi", person=HERE)
        silent = await world.focal_point("swabi", Role.deputy, SILENT)
        coordinator = await world.focal_point("*", Role.coordinator, COORDINATOR)
        await at(world, watch, watch.now)
        first = datetime(2026, 12, 1, 4, 30, tzinfo=UTC)
        await at(world, watch, first)
        for phone in (here, silent, coordinator):
            assert any("Are you still there?" in message.text for message in phone.messages)
        for phone in (here, coordinator):
            phone.press("✔ I am here")
            await world.quiet()
        assert "Notices reach you" in here.last.text
        assert await dead(world, watch) == 0
        await at(world, watch, first + 7 * DAY)
        assert await dead(world, watch) == 1
        await at(world, watch, datetime(2026, 12, 14, 4, 30, tzinfo=UTC))
        assert "1 contact did not get the test message." in coordinator.last.text
        silent.write("/me")
        await world.quiet()
        assert await dead(world, watch) == 0


async def test_a_chat_that_refuses_is_known_at_once(tmp_path: Path) -> None:
    """Telegram says that the bot was blocked: no week is waited for; a reporter who blocks it leaves no trace of it."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        here = await world.focal_point("swabi", person=HERE)
        reporter = world.reporter()
        reporter.write("/start")
        await world.quiet()
        await at(world, watch, watch.now)
        for phone in (here, reporter):
            phone.block()
        await at(world, watch, datetime(2026, 12, 1, 4, 30, tzinfo=UTC))
        assert await dead(world, watch) == 1
        with world.amaan.store.transaction() as books:
            assert [each.is_blocked for each in books.roster.enrolments()] == [True]
