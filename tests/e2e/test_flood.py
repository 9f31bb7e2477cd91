"""A small flood through the whole application over the emulator: forty-two phones at once, and a real report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.casework.measures import NoReport
from bot.channels.emulator.chat import Person, ShownMessage
from bot.channels.emulator.phone import Phone
from bot.clock import tick
from bot.storage.counters import StoredCounters
from tests.world import World, code_on, file_report, open_menu, running_world

FLOODERS = 42
MENU = ("English", "Yes", "I am worried about a child")
STEPS = ("A child being beaten or hurt", "No", "Skip", "Continue", "Send")
REAL = "The boy next door is beaten every night, and his sister too."


async def test_a_real_report_comes_through_a_flood(tmp_path: Path) -> None:
    """It is kept, its reporter is told that it may be late, and a minute later it is on the focal point's phone."""
    ahead = timedelta()

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    async with running_world(tmp_path, clock=clock) as world:
        focal_point = await world.focal_point()
        flooders = [world.telegram.phone(Person(5_570_000_000 + at, f"Flooder {at}", "")) for at in range(FLOODERS)]
        await _flood(world, flooders)
        assert len({code_on(phone) for phone in flooders}) == FLOODERS
        reporter = world.reporter()
        await open_menu(world, reporter)
        await file_report(world, reporter, REAL)
        assert reporter.shows("Very many reports are coming in just now")
        ahead += timedelta(minutes=1)
        await tick(world.amaan.shell, clock())
        await world.quiet()
        assert await _is_found(world, focal_point)


async def test_what_is_no_report_is_counted_apart(tmp_path: Path) -> None:
    """Tests, pranks and silence open no case, page nobody, and each has its own counter."""
    async with running_world(tmp_path) as world:
        focal_point = await world.focal_point()
        before = len(focal_point.messages)
        phone = world.reporter()
        await open_menu(world, phone)
        for text in ("test", "😂😂😂", "...", "hahaha", "Testing, testing", "..."):
            phone.write(text)
            await world.quiet()
        assert _counted(world) == {NoReport.test: 2, NoReport.prank: 2, NoReport.silence: 2}
        assert len(focal_point.messages) == before


async def _flood(world: World, flooders: Sequence[Phone]) -> None:
    await _all(world, flooders, lambda phone: phone.write("/start"))
    for label in MENU:
        await _all_press(world, flooders, label)
    for at, phone in enumerate(flooders):
        phone.write(f"Made up, and not like the others: {'abcdefghij'[at % 10] * 5} {'klmnopqrst'[at // 10] * 5}.")
    await world.quiet()
    for label in STEPS:
        await _all_press(world, flooders, label)


async def _all(world: World, phones: Sequence[Phone], does: Callable[[Phone], object]) -> None:
    for phone in phones:
        does(phone)
    await world.quiet()


async def _all_press(world: World, phones: Sequence[Phone], label: str) -> None:
    await _all(world, phones, lambda phone: phone.press(label))


async def _is_found(world: World, focal_point: Phone) -> bool:
    """Among the cases that the digests have buttons for; on a slow machine more than one minute has passed."""
    for digest in _digests_on(focal_point):
        for row, label in enumerate(digest.labels()):
            if label.startswith("🔴"):
                focal_point.press_at(digest.message_id, row // 2, row % 2)
                await world.quiet()
    return focal_point.shows(REAL)


def _digests_on(focal_point: Phone) -> list[ShownMessage]:
    """Messages about several urgent reports at once, be it one; a notice of its own is worded otherwise."""
    return [message for message in focal_point.messages if re.search(r"urgent reports? waits? for you", message.text)]


def _counted(world: World) -> Counter[str]:
    with world.amaan.store.transaction() as books:
        found = cast(StoredCounters, books.counters)._before(date.max)
    return Counter({each.measure: each.count for each in found})
