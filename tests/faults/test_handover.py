"""A case handed over in the chat, through the whole application, to a real site: once, told, and nothing left about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.emulator.phone import Phone
from bot.storage.signing import Signer, verified
from tests.faults.planted import hunt
from tests.faults.sinks import watched
from tests.primero_server import PASSWORD, Primero, Trouble, primero_running
from tests.world import World, file_report, open_menu, running_world

WORDS = "Gulmakaiwords sleeps behind the mill."


@pytest.fixture
def primero() -> Iterator[Primero]:
    with primero_running() as site:
        yield site


@dataclass
class Clock:
    """The time, which a test can put forward."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


async def opened_case(world: World) -> Phone:
    """A focal point's phone with a case that was taken on."""
    officer, reporter = await world.focal_point(), world.reporter()
    await open_menu(world, reporter)
    await file_report(world, reporter, WORDS)
    await press(world, officer, "Open", "Acknowledge")
    return officer


async def press(world: World, phone: Phone, *labels: str) -> None:
    for label in labels:
        phone.press(label)
        await world.quiet()


async def hand_over(world: World, phone: Phone, *last: str) -> None:
    await press(world, phone, "Hand over", "A guardian agreed", "The child agreed", *last)


async def send(world: World) -> None:
    """What the sender does by itself some seconds later."""
    assert world.amaan.sender
    await world.amaan.sender.send_due()
    await world.quiet()


async def test_sent_and_told(tmp_path: Path, primero: Primero) -> None:
    """From the chat to the site and back: the site holds the facts without the words, and the focal point is told."""
    async with running_world(tmp_path, primero_url=primero.url) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words", "Send to CPIMS+")
        await send(world)
        assert officer.shows("A case you handed over: Swabi")
        assert officer.shows("Handed over:")
        assert not officer.shows("other system refused")
    (case,) = primero.cases.values()
    assert (case["address_current"], case["protection_concerns"]) == ("Swabi", ["physically_or_mentally_abused"])
    assert "Gulmakaiwords" not in json.dumps(case)


async def test_the_words_go_along_where_chosen(tmp_path: Path, primero: Primero) -> None:
    """What the focal point included is there, and nothing of the reporter."""
    async with running_world(tmp_path, primero_url=primero.url) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Include the words", "Send to CPIMS+")
        await send(world)
    (case,) = primero.cases.values()
    assert case["protection_concern_detail_subform_section"][0]["concern_details"] == WORDS
    assert not hunt({"site": json.dumps(case).encode()}, ("5550001234", "5550009876", "rukhsana_planted"))


async def test_pressed_again_and_again(tmp_path: Path, primero: Primero) -> None:
    """However often it is pressed, before or after, the site holds one case."""
    async with running_world(tmp_path, primero_url=primero.url) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words")
        old = next(each for each in officer.last.rows if "CPIMS" in each[0].text)[0].data
        number = officer.last.message_id
        for _ in range(3):
            officer.press_stale(number, old)
            await world.quiet()
        await send(world)
        officer.press_stale(number, old)
        await world.quiet()
        await send(world)
        assert officer.shows("Handed over:")
    assert (len(primero.cases), primero.posts) == (1, 1)


async def test_a_restart_between(tmp_path: Path, primero: Primero) -> None:
    """What waited when the bot stopped is sent by the next one, which remembers nothing but the database."""
    primero.troubles.extend([Trouble(503)] * 5)
    clock = Clock()
    async with running_world(tmp_path, primero_url=primero.url, clock=clock) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words", "Send to CPIMS+")
        await send(world)
        assert primero.cases == {}
        telegram = world.telegram
    primero.troubles.clear()
    clock.ahead = timedelta(hours=2)
    async with running_world(tmp_path, primero_url=primero.url, clock=clock, telegram=telegram) as world:
        await send(world)
        assert officer.shows("A case you handed over: Swabi")
    assert len(primero.cases) == 1


async def test_refused_in_words(tmp_path: Path, primero: Primero) -> None:
    """A refusal is told with the fields by name, stands in the case, and can be tried again."""
    primero.lookups["lookup-risk-level"] = ("severe",)
    async with running_world(tmp_path, primero_url=primero.url) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words", "Send to CPIMS+")
        await send(world)
        assert officer.shows("The other system refused these fields: risk_level.")
        await press(world, officer, "Open")
        assert officer.shows("Not handed over, refused:")
        primero.lookups["lookup-risk-level"] = ("high",)
        await hand_over(world, officer, "Without the words", "Send to CPIMS+")
        await send(world)
        assert officer.shows("Handed over:")
    assert len(primero.cases) == 1


async def test_the_file_in_the_chat(tmp_path: Path) -> None:
    """Without a site the file is what there is: signed, of the facts alone, verified by the published key."""
    async with running_world(tmp_path) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words", "Make a signed file")
        (file,) = [each.document for each in officer.messages if each.document]
        body = verified(file.content, Signer(world.settings.keys).public_key)
    assert body["data"]["risk_level"] == "high"
    assert file.filename == f"handover-{body['data']['id'][:8]}.json"
    assert b"Gulmakaiwords" not in file.content


async def test_the_file_is_taken_back(tmp_path: Path) -> None:
    """Ten minutes later it is out of the chat, a restart in between or not."""
    clock = Clock()
    async with running_world(tmp_path, clock=clock) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words", "Make a signed file")
        assert any(each.document for each in officer.messages)
        telegram = world.telegram
    clock.ahead = timedelta(minutes=11)
    async with running_world(tmp_path, clock=clock, telegram=telegram) as world:
        await world.quiet()
        assert not any(each.document for each in officer.messages)


async def test_told_in_urdu(tmp_path: Path, primero: Primero) -> None:
    """A focal point who reads Urdu is told of the end in Urdu."""
    primero.may_create = False
    async with running_world(tmp_path, primero_url=primero.url) as world:
        officer = await opened_case(world)
        await hand_over(world, officer, "Without the words", "Send to CPIMS+")
        officer.write("/language")
        await world.quiet()
        await press(world, officer, "اردو")
        await send(world)
        assert officer.shows("وہ کیس جو آپ نے حوالے کیا")
        assert officer.shows("دوسرے نظام میں ہمارے اکاؤنٹ کو کیس بنانے کی اجازت نہیں۔")
    assert primero.cases == {}


async def test_a_concern_the_site_tells_apart(tmp_path: Path, primero: Primero) -> None:
    """Where the site has two words for a concern the focal point is asked which is true."""
    async with running_world(tmp_path, primero_url=primero.url) as world:
        officer, reporter = await world.focal_point(), world.reporter()
        await open_menu(world, reporter)
        await file_separated(world, reporter)
        await press(world, officer, "Open", "Acknowledge", "Hand over")
        assert officer.shows("Which is true of this child?")
        await press(world, officer, "With relatives, but not with the parents")
        await press(world, officer, "A guardian agreed", "A guardian agreed", "Without the words", "Send to CPIMS+")
        await send(world)
    (case,) = primero.cases.values()
    assert case["protection_status"] == "separated"


async def file_separated(world: World, phone: Phone) -> None:
    """A report of another concern, by menus."""
    await press(world, phone, "I am worried about a child")
    phone.write("He lost his mother at the border.")
    await world.quiet()
    while "A child separated from the family" not in phone.last.labels():
        await press(world, phone, phone.last.labels()[-2])
    await press(world, phone, "A child separated from the family", "No")
    if "No" in phone.last.labels():
        await press(world, phone, "No")
    phone.write("Swabi")
    await world.quiet()
    await press(world, phone, "✔ Yes", "Continue")
    await press(world, phone, "Send")


async def test_nothing_is_left_about(tmp_path: Path, primero: Primero) -> None:
    """Neither words, nor the UUID, nor the password, nor the site's address are in a file, a log line or an exception,
    while it waits, is refused, is tried again and is there."""
    primero.troubles.extend([Trouble(503), Trouble(500, echoes=True)])
    clock = Clock()
    with watched(tmp_path) as sinks:
        async with running_world(tmp_path, primero_url=primero.url, clock=clock) as world:
            officer = await opened_case(world)
            await hand_over(world, officer, "Include the words", "Send to CPIMS+")
            for _ in range(3):
                await send(world)
                clock.ahead += timedelta(minutes=30)
            await hand_over(world, officer, "Include the words", "Make a signed file")
    (uuid,) = primero.cases
    planted = ("Gulmakaiwords", uuid, PASSWORD, primero.url, *(token.partition(" ")[2] for token in primero.tokens))
    assert not hunt(sinks.places(tmp_path), planted)
    assert hunt({"libraries": "\n".join(sinks.unfiltered).encode()}, ("api/v2/cases",)), "the libraries said nothing"
