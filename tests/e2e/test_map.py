"""The map of services through the whole application."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.emulator.chat import Person, ShownMessage
from bot.channels.emulator.phone import Phone
from tests.world import World, open_menu, running_world

HERE, CLOSE_BY = (34.2013, 72.0406), (34.1959, 72.0487)
"""Two doors in Mardan, a kilometre apart."""


async def _listed(world: World, phone: Phone, at: tuple[float, float]) -> None:
    """Legal aid near a pin."""
    await open_menu(world, phone)
    phone.press("Find help near me")
    await world.quiet()
    phone.press("Legal aid")
    await world.quiet()
    phone.share_location(*at)
    await world.quiet()
    phone.press("Mardan")
    await world.quiet()


async def _map(world: World, phone: Phone) -> ShownMessage:
    phone.press("Show on a map")
    await world.quiet()
    return phone.last


async def test_the_exact_point_is_not_in_the_picture(tmp_path: Path) -> None:
    """Two people who share different pins in one town get the same picture, byte for byte, and the same button."""
    shown, buttons = [], []
    async with running_world(tmp_path) as world:
        for number, at in enumerate((HERE, CLOSE_BY)):
            phone = world.telegram.phone(Person(5_550_000_100 + number, "Planted"))
            await _listed(world, phone, at)
            buttons += [b.data for m in phone.messages for row in m.rows for b in row if "map" in b.data]
            shown.append(await _map(world, phone))
    photos = [each.photo.content for each in shown if each.photo]
    assert len(photos) == 2
    assert photos[0] == photos[1]
    assert buttons[0] == buttons[1]


async def test_nothing_of_a_map_is_kept(tmp_path: Path) -> None:
    """A map that was sent leaves nothing waiting, and Clear takes it away with its list."""
    async with running_world(tmp_path) as world:
        phone = world.reporter()
        await _listed(world, phone, HERE)
        assert (await _map(world, phone)).photo
        with closing(sqlite3.connect(world.settings.data / "amaan.sqlite3")) as database:
            assert database.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
        phone.press("Clear")
        await world.quiet()
        assert not any(message.photo or message.mine for message in phone.messages)


async def test_a_forged_button_shows_no_map(tmp_path: Path) -> None:
    """A made-up district, service or language in a button leads to the menu or a map of what is public, never to an
    error."""
    async with running_world(tmp_path) as world:
        phone = world.reporter()
        await _listed(world, phone, HERE)
        for argument in (
            "",
            "en",
            "en.mardan",
            "en.nowhere.",
            "en.mardan.??????",
            "xx.mardan.",
            "en.mardan.abc",
            "." * 40,
        ):
            before = len(phone.messages)
            phone.press_stale(phone.last.message_id, f"|map|{argument}")
            await world.quiet()
            assert len(phone.messages) > before
            assert "went wrong" not in phone.last.text


@pytest.mark.parametrize("fault", [{"status": 429, "retry_after": 0}, {"status": 502}, {"after_delivery": True}])
async def test_a_picture_is_delivered_through_trouble(tmp_path: Path, fault: dict[str, object]) -> None:
    """A busy or broken Bot API delays a picture, and does not lose it."""
    async with running_world(tmp_path) as world:
        phone = world.reporter()
        await _listed(world, phone, HERE)
        world.telegram.faults.add(method="sendPhoto", **fault)
        assert (await _map(world, phone)).photo
