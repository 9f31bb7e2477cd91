"""The hunt: nothing that tells who somebody is, or what was said, may lie anywhere but sealed."""

from __future__ import annotations

import logging
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Table, insert
from sqlalchemy.exc import IntegrityError
from telegram.error import InvalidToken

from bot.casework.model import Concern, DistrictId
from bot.channels.emulator.chat import Person
from bot.channels.emulator.http import in_process_transport
from bot.channels.emulator.phone import Phone
from bot.channels.telegram.connection import connected
from bot.storage import schema
from bot.storage.store import open_engine
from services_directory.store.tables import gaps
from tests.faults import planted_acts
from tests.faults.planted import hunt, spellings
from tests.faults.sinks import Sinks, watched
from tests.faults.waiting import until
from tests.primero_server import Primero, primero_running
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
    *planted_acts.PLANTED,
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
        insert_twice(engine, schema.coverage_gaps, values)
    engine.dispose()
    sinks.exceptions += traceback.format_exception(refused.value)
    break_the_directory(world, sinks)


def break_the_directory(world: World, sinks: Sinks) -> None:
    """The same in the services' own database."""
    store = world.amaan.directory.store
    values = {"district": REPORTER.username, "need": ANSWER, "month": world.amaan.clock().date(), "count": 1}
    with pytest.raises(IntegrityError) as refused:
        insert_twice(store._writing, gaps, values)
    sinks.exceptions += traceback.format_exception(refused.value)


def insert_twice(engine: Engine, table: Table, values: dict[str, object]) -> None:
    """The second of the same key is refused."""
    with engine.begin() as connection:
        for _ in range(2):
            connection.execute(insert(table).values(**values))


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


@pytest.fixture
def primero() -> Iterator[Primero]:
    with primero_running() as site:
        yield site


@pytest.fixture
def everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the data, the keys, and whatever is written into a home or among temporary files."""
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "TMPDIR"))
    return tmp_path


async def test_the_hunt_looks_everywhere(everywhere: Path) -> None:
    """What is left on purpose in any database, in a home, among temporary files or in the log is found there."""
    left = PLANTED[2:8]
    with watched(everywhere) as sinks:
        async with running_world(everywhere) as world:
            today = world.amaan.clock().date()
            world.amaan.directory.store.note_gap("swabi", left[0], today)
            with world.amaan.shell.practice.transaction(today, "somebody") as books:
                books.cases.note_gap(DistrictId(left[1]), Concern.neglect, today)
            with world.amaan.store.transaction() as books:
                books.cases.note_gap(DistrictId(left[2]), Concern.neglect, today)
            Path(tempfile.gettempdir(), "left").write_text(left[3], encoding="utf-8")
            (Path.home() / ".left").write_text(left[4], encoding="utf-8")
            logging.getLogger("bot.turns").error("left: %s", left[5])
    found = hunt(sinks.places(everywhere), left)
    where = ("directory.sqlite3", f"practice-{today}.sqlite3", "amaan.sqlite3", "left", ".left", "log")
    assert all(f"string {at} as utf-8 in {place}" in found for at, place in enumerate(where))


async def test_nothing_planted_is_found_anywhere(
    everywhere: Path, primero: Primero, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids, names, words, codes, points and the token are in no file, log line or exception, however spelled."""
    tmp_path = everywhere
    with watched(tmp_path) as sinks:
        async with running_world(tmp_path, primero_url=primero.url) as world:
            codes = await planted_acts.every_act(world)
            code = await converse(world)
            await break_things(world, sinks)
            await leave_something_undelivered(world, code)
            say_in_every_hook()
    planted, places = (*PLANTED, *codes, code), sinks.places(tmp_path)
    wanted = ("amaan.sqlite3", "directory.sqlite3", f"practice-{world.amaan.clock().date()}.sqlite3", "signing.key")
    assert set(wanted) <= set(places)
    assert primero.cases, "nothing was handed over"
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
