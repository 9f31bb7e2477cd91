"""The directory is corrected while the bot runs, and the next who asks is told what is true now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.bootstrap import open_services_store
from bot.channels.emulator.phone import Phone
from services_directory import Status
from services_directory.exchange.difference import Changed, Difference
from services_directory.store import DirectoryStore
from tests.world import World, code_on, open_menu, running_world

OFFICE = "child-protection-unit-swabi"
NEW_NUMBER = "0938-222333"


async def _ask_for_protection(world: World, phone: Phone) -> str:
    """From the menu to the services of Swabi; all that is on the phone then."""
    phone.write("/start")
    await world.quiet()
    for said in ("Find help near me", "Child protection"):
        phone.press(said)
        await world.quiet()
    phone.write("Swabi")
    await world.quiet()
    phone.press("Yes")
    await world.quiet()
    return "\n".join(message.text for message in phone.messages[-3:])


def _give_a_new_number(store: DirectoryStore, today: date) -> None:
    old = store.service(OFFICE)
    assert old
    change = Changed(old, replace(old, phones=(NEW_NUMBER,)))
    proposal = store.propose(Difference(changed=(change,)), by="one", on=today)
    assert NEW_NUMBER not in store.service(OFFICE).phones  # type: ignore[union-attr]  # it is there
    store.confirm(proposal, by="another", on=today)


async def test_a_running_bot_answers_what_was_corrected(tmp_path: Path) -> None:
    """A number is corrected by another process: without a restart the bot gives the new one."""
    today = datetime.now(UTC).date()
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await open_menu(world, reporter)
        before = await _ask_for_protection(world, reporter)
        assert "Help near Swabi" in before
        assert NEW_NUMBER not in before
        store = open_services_store(world.settings)
        _give_a_new_number(store, today)
        store.close()
        assert await asyncio.to_thread(world.amaan.directory.refresh)
        assert NEW_NUMBER in await _ask_for_protection(world, reporter)


async def test_a_match_made_before_the_change_is_looked_at_again(tmp_path: Path) -> None:
    """The services near a reporter's pin are found at once and shown after sending: not those gone or closed since."""
    today = datetime.now(UTC).date()
    async with running_world(tmp_path) as world:
        reporter = world.reporter()
        await open_menu(world, reporter)
        for act in _a_report_up_to_sending(reporter):
            act()
            await world.quiet()
        store = open_services_store(world.settings)
        there = [service for service in store.services() if service.district == "swabi"]
        one, *others = there
        closed = Changed(one, replace(one, status=Status.TEMPORARILY_CLOSED))
        store.apply(Difference(changed=(closed,), gone=tuple(others)), by="import", on=today)
        store.close()
        await asyncio.to_thread(world.amaan.directory.refresh)
        reporter.press("Send")
        await world.quiet()
        reporter.write(code_on(reporter)[-4:])
        await world.quiet()
        shown = "\n".join(message.text for message in reporter.messages)
        assert "Help near Swabi" in shown
        assert not [service.names["en"] for service in there if service.names["en"] in shown]
        assert not [call for call in world.telegram.calls if call.error]


def _a_report_up_to_sending(phone: Phone) -> Iterator[Callable[[], object]]:
    yield lambda: phone.press("I am worried about a child")
    yield lambda: phone.write("The boy next door is beaten every night.")
    yield lambda: phone.press("A child being beaten or hurt")
    yield lambda: phone.press("No")
    yield lambda: phone.share_location(34.12, 72.47)
    yield lambda: phone.press("Swabi")
    yield lambda: phone.press("Continue")
