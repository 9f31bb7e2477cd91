"""Telegram busy, broken, silent or repeating itself: nothing is lost, nothing doubled, order kept, nobody held up."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.channels.emulator.chat import Person
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.faults.waiting import until
from tests.stores import raw_rows
from tests.world import REPORTER, TOKEN, World, file_report, open_menu, running_world

WORDS = "The girl in the last house is beaten every evening."
OTHER = Person(5_550_004_321, "Another")
SENDING = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
TROUBLES: dict[str, dict[str, Any]] = {
    "429": {"status": 429, "retry_after": 1, "times": 2},
    "500 with a page": {"status": 500, "times": 30},
    "502 with a page": {"status": 502, "times": 30},
    "reset before delivery": {"times": 30},
    "reset after delivery": {"times": 30, "after_delivery": True},
    "silence": {"times": 10, "hang": 0.1},
}


def count(folder: Path, table: str) -> int:
    """Rows in a table."""
    return int(raw_rows(folder, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  our own names


async def check_one_report(world: World, folder: Path, reporter: Phone, officer: Phone) -> None:
    """A report under whatever goes wrong: its code and its notice arrive, it is there once, nothing is left to send."""
    code = await file_report(world, reporter, WORDS)
    world.telegram.faults.clear()
    await world.quiet()
    assert len(code) == 16
    assert officer.shows("New urgent report: Swabi")
    assert count(folder, "cases") == 1
    assert count(folder, "outbox") == 0
    assert count(folder, "set_aside") == 0


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_sending_fails_now_and_then(tmp_path: Path, trouble: str) -> None:
    """With half the sends failing in one way, the report is there once and everything arrives."""
    async with running_world(tmp_path) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        for method in SENDING:
            world.telegram.faults.add(method=method, probability=0.5, **TROUBLES[trouble])
        await check_one_report(world, tmp_path, reporter, officer)


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_fetching_fails_now_and_then(tmp_path: Path, trouble: str) -> None:
    """An answer to getUpdates that fails, or is lost on its way, costs a moment and no update."""
    async with running_world(tmp_path) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        world.telegram.faults.add(method="getUpdates", probability=0.3, **TROUBLES[trouble] | {"times": 3})
        await check_one_report(world, tmp_path, reporter, officer)


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_no_press_is_answered(tmp_path: Path, trouble: str) -> None:
    """A spinner that cannot be stopped harms nothing else."""
    async with running_world(tmp_path) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        world.telegram.faults.add(method="answerCallbackQuery", **TROUBLES[trouble] | {"times": 10**6})
        await check_one_report(world, tmp_path, reporter, officer)


async def test_a_busy_chat_holds_up_nobody(tmp_path: Path) -> None:
    """While one chat must wait two seconds, another is answered at once; the first then gets all of it, in order."""
    async with running_world(tmp_path) as world:
        waiting, other = world.reporter(), world.telegram.phone(OTHER)
        await open_menu(world, waiting)
        await open_menu(world, other)
        seen = len(waiting.messages)
        world.telegram.faults.add(method="sendMessage", status=429, retry_after=2, times=1)
        waiting.write("/help")
        await until(lambda: not world.telegram.faults._waiting)
        waiting.write("/report")
        other.write("/help")
        async with asyncio.timeout(1.0):
            await other.wait_for("You get a receipt code")
        assert not [message for message in waiting.messages[seen:] if not message.mine]
        await waiting.wait_for("What did you see")
        answers = [message.text for message in waiting.messages[seen:] if not message.mine]
        assert [("receipt code" in answers[0]), ("What did you see" in answers[1])] == [True, True]


class _Repeating(EmulatedTelegram):
    """Brings every update twice."""

    def push(self, update: Mapping[str, Any]) -> int:
        number = super().push(update)
        self.repeat({"update_id": number, **update})
        self.brought.append({"update_id": number, **update})
        return number

    def __init__(self) -> None:
        super().__init__(TOKEN)
        self.brought: list[Mapping[str, Any]] = []


async def test_updates_brought_twice(tmp_path: Path) -> None:
    """Each update comes twice, and all of them once more at the end: one report, and not one message more."""
    telegram = _Repeating()
    async with running_world(tmp_path, telegram=telegram) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        await check_one_report(world, tmp_path, reporter, officer)
        shown = [message.text for message in reporter.messages]
        for update in reversed(telegram.brought):
            telegram.repeat(update)
        await world.quiet()
        assert [message.text for message in reporter.messages] == shown
        assert not [text for text in shown if "earlier screen" in text]
        assert count(tmp_path, "cases") == 1


async def test_updates_brought_again_after_a_restart(tmp_path: Path) -> None:
    """What was carried out before a restart and comes again after it changes nothing."""
    telegram = _Repeating()
    async with running_world(tmp_path, telegram=telegram) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        await check_one_report(world, tmp_path, reporter, officer)
    shown = [message.text for message in reporter.messages]
    for update in telegram.brought:
        telegram.repeat(update)
    async with running_world(tmp_path, telegram=telegram) as world:
        await world.quiet()
    assert [message.text for message in reporter.messages] == shown
    assert count(tmp_path, "cases") == 1


async def test_a_focal_point_who_blocked_the_bot(tmp_path: Path) -> None:
    """Blocking it loses no report, and leaves nothing in the outbox for ever; unblocked, the next notice arrives."""
    async with running_world(tmp_path) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        officer.block()
        code = await file_report(world, reporter, WORDS)
        assert count(tmp_path, "outbox") == 0
        officer.unblock()
        reporter.write(code[-4:])
        await world.quiet()
        reporter.write("/start")
        await world.quiet()
        await file_report(world, reporter, WORDS)
        assert officer.shows("New urgent report: Swabi")
        assert count(tmp_path, "cases") == 2


async def test_a_reporter_who_blocks_the_bot_at_the_last_moment(tmp_path: Path) -> None:
    """The report they sent is filed all the same, and nothing waits for them for ever."""
    async with running_world(tmp_path) as world:
        reporter, officer = world.reporter(), await world.focal_point()
        await open_menu(world, reporter)
        world.telegram.faults.add(method="sendMessage", status=500, times=1)
        reporter.press("I am worried about a child")
        reporter.block()
        await world.quiet()
        assert count(tmp_path, "outbox") == 0
        reporter.unblock()
        reporter.write("/report")
        await world.quiet()
        assert reporter.shows("What did you see")
        assert officer.person.id != REPORTER.id
