"""Being told of news, in the whole application: only who asked, only while they want it, and nothing but that."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.casework.reminding import KEPT
from bot.channels.emulator.chat import Person
from bot.channels.emulator.phone import Phone
from bot.clock import tick
from bot.dialogue.replies.reminding import news
from bot.i18n import OFFERED_LANGUAGES, words
from bot.storage.reminders import FEWEST
from tests.conversations.player import PAKISTAN
from tests.world import World, file_report, open_menu, running_world

HALF_AN_HOUR = timedelta(minutes=31)
PERSON = Person(5_550_004_321, "Rukhsana", "Planted", "rukhsana_planted", "en")
NEWS = ("You have a new message.\n/status", "آپ کے لیے نیا پیغام ہے۔\n/status")


class Watch:
    """Ten in the morning in Pakistan, and put forward by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 10, tzinfo=PAKISTAN).astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now


async def later(world: World, watch: Watch, span: timedelta) -> None:
    """Time passes."""
    watch.now += span
    await tick(world.amaan.shell, watch())
    await world.quiet()


async def asked_to_be_told(world: World) -> tuple[Phone, Phone, str]:
    """A reporter who asked for it, a focal point who has not acted yet, and the code."""
    reporter, officer = world.telegram.phone(PERSON), await world.focal_point()
    await open_menu(world, reporter)
    code = await file_report(world, reporter, "A boy is beaten at the brick kiln.")
    await press(world, reporter, "Write to me here")
    reporter.write(code[-4:])
    await world.quiet()
    return reporter, officer, code


async def press(world: World, phone: Phone, *labels: str) -> None:
    for label in labels:
        phone.press(label)
        await world.quiet()


async def act(world: World, officer: Phone) -> None:
    """The focal point asks something."""
    await press(world, officer, "Open", "Ask the reporter")
    officer.write("Does he go to school?")
    await world.quiet()


def news_on(phone: Phone) -> int:
    """How often it was told."""
    return sum(message.text in NEWS for message in phone.messages if not message.mine)


def kept(world: World) -> int:
    """How many letters wait to be delivered."""
    with closing(sqlite3.connect(world.settings.data / "amaan.sqlite3")) as raw:
        return int(raw.execute("SELECT count(*) FROM outbox").fetchone()[0])


def test_there_is_one_neutral_text() -> None:
    """In each language these words and no others; nothing is put into them."""
    assert {news(words(language)).text for language in OFFERED_LANGUAGES} == set(NEWS)
    assert not any(news(words(language)).rows for language in OFFERED_LANGUAGES)


async def test_it_comes_half_an_hour_after_a_focal_point_acted(tmp_path: Path) -> None:
    """Not before five minutes are over, once, and never again for what was told of; a restart in between loses none."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        reporter, officer, _code = await asked_to_be_told(world)
        await act(world, officer)
        await later(world, watch, timedelta(minutes=4))
        assert news_on(reporter) == 0
        telegram = world.telegram
    watch.now += HALF_AN_HOUR
    async with running_world(tmp_path, clock=watch, telegram=telegram) as world:
        await world.quiet()
        assert news_on(reporter) == 1
        await later(world, watch, timedelta(days=1))
        assert news_on(reporter) == 1


async def test_who_did_not_ask_is_never_told(tmp_path: Path) -> None:
    """It is off until somebody presses the button."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        reporter, officer = world.telegram.phone(PERSON), await world.focal_point()
        await open_menu(world, reporter)
        await file_report(world, reporter, "A boy is beaten at the brick kiln.")
        await act(world, officer)
        await later(world, watch, HALF_AN_HOUR)
        assert news_on(reporter) == 0


@pytest.mark.parametrize("how", ["revoked", "cleared", "withdrawn", "destroyed"])
async def test_nothing_comes_once_it_is_not_wanted(tmp_path: Path, how: str) -> None:
    """Not even what was on its way already: revoked in the mailbox, by Clear, or with the report taken back."""
    watch = Watch()
    ways = {
        "revoked": ("Do not write any more",),
        "withdrawn": ("Take my report back", "Stop"),
        "destroyed": ("Take my report back", "Destroy", "Yes, destroy everything"),
    }
    async with running_world(tmp_path, clock=watch) as world:
        reporter, officer, code = await asked_to_be_told(world)
        await act(world, officer)
        reporter.write("/clear" if how == "cleared" else code)
        await world.quiet()
        await press(world, reporter, *ways.get(how, ()))
        await later(world, watch, HALF_AN_HOUR)
        assert news_on(reporter) == 0
        if how == "cleared":
            await act(world, officer)
            await later(world, watch, timedelta(days=1))
            assert news_on(reporter) == 0


async def test_after_fourteen_days_nothing_comes(tmp_path: Path) -> None:
    """The chat is gone with the day, whatever happens in the case afterwards."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        reporter, officer, _code = await asked_to_be_told(world)
        await later(world, watch, KEPT)
        await act(world, officer)
        await later(world, watch, HALF_AN_HOUR)
        assert news_on(reporter) == 0


async def test_whoever_blocks_the_bot_is_forgotten(tmp_path: Path) -> None:
    """The first refusal is the last try: unblocked again, the phone stays still until it is asked for anew."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        reporter, officer, _code = await asked_to_be_told(world)
        reporter.block()
        await act(world, officer)
        await later(world, watch, HALF_AN_HOUR)
        reporter.unblock()
        await later(world, watch, timedelta(days=1))
        await act(world, officer)
        await later(world, watch, HALF_AN_HOUR)
        assert news_on(reporter) == 0


async def test_what_was_kept_up_until_the_night_is_not_told(tmp_path: Path) -> None:
    """A bot that was away all day does not make a phone ring at night; nor does it keep the letter."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        reporter, officer, _code = await asked_to_be_told(world)
        await act(world, officer)
        telegram = world.telegram
    watch.now += timedelta(hours=12)
    async with running_world(tmp_path, clock=watch, telegram=telegram) as world:
        await world.quiet()
        assert news_on(reporter) == 0
        assert kept(world) == 0


async def test_practice_is_never_told_of(tmp_path: Path) -> None:
    """An exercise offers no button, and a forged press leaves no chat anywhere."""
    watch = Watch()
    async with running_world(tmp_path, clock=watch) as world:
        reporter = world.telegram.phone(PERSON)
        await open_menu(world, reporter)
        reporter.write("/practice")
        await world.quiet()
        if "Yes" in reporter.last.labels():
            await press(world, reporter, "Yes")
        await file_report(world, reporter, "A boy is beaten at the brick kiln.")
        assert not [label for message in reporter.messages for label in message.labels() if "Write to me here" in label]
        before = routes(world)
        shown = next(message for message in reversed(reporter.messages) if "Later" in message.labels())
        other = next(each for row in shown.rows for each in row if each.text == "Later")
        reporter.press_stale(shown.message_id, other.data.replace("later", "tell"))
        await world.quiet()
        assert routes(world) == before
        assert len(before) == FEWEST


def routes(world: World) -> list[tuple[str, bytes]]:
    """What is in the file of reminders."""
    with closing(sqlite3.connect(world.settings.data / "reminders.sqlite3")) as raw:
        return raw.execute("SELECT * FROM routes ORDER BY id").fetchall()
