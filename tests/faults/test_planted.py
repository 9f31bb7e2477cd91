"""The hunt: nothing that tells who somebody is, or what was said, may lie anywhere but sealed."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError
from telegram.error import InvalidToken

from bot.channels.emulator.chat import Person
from bot.channels.emulator.http import in_process_transport
from bot.channels.emulator.phone import Phone
from bot.channels.telegram.connection import connected
from bot.storage import schema
from bot.storage.store import open_engine
from tests.faults.planted import hunt, spellings
from tests.faults.sinks import Sinks, watched
from tests.faults.waiting import until
from tests.world import TOKEN, World, code_on, open_menu, running_world

REPORTER = Person(5_550_001_234, "Zarghunapur", "رخسانہبنتصابر", "zarghuna_planted9", "en")
FOCAL_POINT = Person(5_550_009_876, "Officerbakht", "Planteddil", "officer_planted9")
LATITUDE, LONGITUDE = 34.120137, 72.469851
NARRATIVE = "Gulmakaiwords is beaten behind the ٹیوبویلکیچھت by her uncle, CNIC 17301-5550123-7."
QUESTION = "Schoolquestionword: does she go to school?"
ANSWER = "Canalanswerword: yes, by the canal."
HALF_TOLD = "Unfinishedwords about a boy in the کوئلےکیکان who was never sent."
LOOKED_UP = (34.019977, 71.580133)
OTHER_TOKEN = "7000000002:" + "OTHERtokenOTHERtokenOTHERtokenOTHR2"
PLANTED = (
    *("5550001234", "5550009876", "Zarghunapur", "رخسانہبنتصابر", "zarghuna_planted9"),
    *("Officerbakht", "Planteddil", "officer_planted9"),
    *("Gulmakaiwords", "ٹیوبویلکیچھت", "17301-5550123-7", "Schoolquestionword", "Canalanswerword"),
    *("Unfinishedwords", "کوئلےکیکان", str(LATITUDE), str(LONGITUDE), *map(str, LOOKED_UP)),
    *(TOKEN, TOKEN.partition(":")[2], OTHER_TOKEN),
)


async def tell(world: World, phone: Phone) -> str:
    """A report with a pin and everything planted; the code."""
    await open_menu(world, phone)
    phone.press("I am worried about a child")
    await world.quiet()
    phone.write(NARRATIVE)
    await world.quiet()
    for button in ("A child being beaten or hurt", "Yes"):
        phone.press(button)
        await world.quiet()
    phone.share_location(LATITUDE, LONGITUDE)
    await world.quiet()
    for button in (next(label for label in phone.last.labels() if "Swabi" in label or "Yes" in label), "Continue"):
        phone.press(button)
        await world.quiet()
    for button in ("Keep it", "Send"):
        phone.press(button)
        await world.quiet()
    return code_on(phone)


async def converse(world: World) -> str:
    """Report, reading, question, answer, closing, a look-up, and a report left half told; the code."""
    reporter, officer = world.telegram.phone(REPORTER), await world.focal_point(person=FOCAL_POINT)
    code = await tell(world, reporter)
    reporter.press("Write to me here")
    await world.quiet()
    reporter.write(code[-4:])
    await world.quiet()
    officer.press("Open")
    await world.quiet()
    assert officer.shows("Gulmakaiwords")
    officer.press("Ask the reporter")
    await world.quiet()
    officer.write(QUESTION)
    await world.quiet()
    reporter.write(code)
    await world.quiet()
    reporter.write(ANSWER)
    await world.quiet()
    officer.press("Open")
    await world.quiet()
    assert officer.shows("Canalanswerword")
    reporter.write("/services")
    await world.quiet()
    reporter.share_location(*LOOKED_UP)
    await world.quiet()
    reporter.write("/cancel")
    await world.quiet()
    reporter.write(HALF_TOLD)
    await world.quiet()
    return code


async def break_things(world: World, sinks: Sinks) -> None:
    """What goes wrong with planted strings in hand: an update nobody can read, a refused token, a row there already."""
    person = {"id": "not a number", "first_name": REPORTER.first_name}
    world.telegram.push({"message": {"message_id": 1, "from": person, "text": NARRATIVE}})
    await world.quiet()
    await refuse_a_token(world, sinks)
    engine = open_engine(world.settings.database)
    values = {"id": "1", "district": REPORTER.username, "concern": NARRATIVE, "noted_on": world.amaan.clock().date()}
    with pytest.raises(IntegrityError) as refused:
        insert_twice(engine, values)
    engine.dispose()
    sinks.exceptions += traceback.format_exception(refused.value)


def insert_twice(engine: Engine, values: dict[str, object]) -> None:
    """The second of the same key is refused."""
    with engine.begin() as connection:
        for _ in range(2):
            connection.execute(insert(schema.coverage_gaps).values(**values))


async def refuse_a_token(world: World, sinks: Sinks) -> None:
    """Telegram does not know it, and the library says it aloud."""
    with pytest.raises(Exception) as refused:  # noqa: PT011  whatever the edge makes of it is hunted through
        async with connected(OTHER_TOKEN, "https://nowhere.invalid", in_process_transport(world.telegram)):
            pass
    sinks.exceptions += traceback.format_exception(refused.value)


def say_in_every_hook() -> None:
    """Exceptions nobody caught, planted strings in their text, through each door they can come out by."""
    secret = f"{NARRATIVE} {REPORTER.id} {TOKEN}"
    try:
        raise InvalidToken(secret)
    except InvalidToken as failure:
        sys.excepthook(type(failure), failure, failure.__traceback__)
        logging.getLogger("telegram.ext").exception("lost %s", secret)
        logging.getLogger("bot.turns").error("broken %d", secret)
        logging.getLogger("bot.turns").exception("ours, of the token %s", TOKEN)
        arguments: Any = (type(failure), failure, failure.__traceback__, None)
        threading.excepthook(threading.ExceptHookArgs(arguments))


def test_the_hunt_finds_what_is_there() -> None:
    """Each spelling of each string is found when it lies among other bytes."""
    for number, text in enumerate(PLANTED):
        for spelling, pattern in spellings(text):
            around = {"here": bytes(range(256)) + pattern + bytes(range(256))}
            assert f"string {number} as {spelling} in here" in hunt(around, PLANTED)


async def test_nothing_planted_is_found_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ids, names, words, codes, points and the token are in no file, log line or exception, however spelled."""
    with watched(tmp_path) as sinks:
        async with running_world(tmp_path) as world:
            code = await converse(world)
            await break_things(world, sinks)
            await leave_something_undelivered(world, code)
            say_in_every_hook()
    planted, places = (*PLANTED, code), sinks.places(tmp_path)
    withheld = {"what the libraries wanted to log": "\n".join(sinks.unfiltered).encode()}
    assert len(hunt(withheld, planted)) > len(planted), "the libraries said nothing: the hunt proves nothing"
    found = hunt(places, planted)
    size, kinds = sum(map(len, places.values())), sum(len(list(spellings(each))) for each in planted)
    with capsys.disabled():
        print(f"\n{len(planted)} strings in {kinds} spellings, {size:,} bytes: {len(found)} found")  # noqa: T201
    assert not found


async def leave_something_undelivered(world: World, code: str) -> None:
    """The mailbox's words stay in the outbox when Telegram has no time for them."""
    world.telegram.faults.add(method="sendMessage", status=429, retry_after=3600, times=1000)
    world.telegram.phone(REPORTER).write(code)
    await until(lambda: not world.telegram.pending())
    assert not world.amaan.is_idle()
