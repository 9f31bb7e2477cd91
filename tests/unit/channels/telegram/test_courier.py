"""Pictures delivered through the library's own Bot, in process and over a socket."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from datetime import date

import pytest
from telegram import Bot

from bot.channels.emulator.http import serve
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.channels.telegram.courier import Draw, TelegramCourier
from bot.charts.figures import DistrictCount, MonthlyCount
from bot.dialogue.outgoing import Button, Drawing, Picture
from bot.dialogue.replies import pictures
from bot.i18n import words
from bot.turns.drawing import drawing_from
from bot.turns.letters import Send
from bot.turns.postman import Undeliverable
from services_directory import Directory
from tests.unit.channels.emulator.conftest import GUL, Watch, connected, in_process, png

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def telegram() -> EmulatedTelegram:
    """A fresh Telegram."""
    return EmulatedTelegram("7000000001:" + "TESTtokenTESTtokenTESTtokenTESTtok1", clock=Watch())


@pytest.fixture
def gul(telegram: EmulatedTelegram) -> Phone:
    """The phone of somebody who has started the bot."""
    phone = telegram.phone(GUL)
    phone.write("/start")
    return phone


@pytest.fixture(params=["in process", "over a socket"])
async def bot(request: pytest.FixtureRequest, telegram: EmulatedTelegram) -> AsyncIterator[Bot]:
    """The library's Bot, once each way."""
    if request.param == "in process":
        async with in_process(telegram) as near:
            yield near
        return
    async with serve(telegram) as url, connected(url) as far:
        yield far


@pytest.fixture(scope="module")
def draw() -> Draw:
    """Drawn in earnest."""
    return drawing_from(Directory.load())


def _picture(**more: str) -> Picture:
    drawing = pictures.trend(words("ur"), [MonthlyCount("neglect", NOVEMBER, 12)]).drawing
    return Picture(drawing, "<b>رپورٹیں</b> &lt; 15", ((Button("Clear", "clear", always=True),),), **more)


async def test_a_chart_arrives_with_its_words(bot: Bot, gul: Phone, draw: Draw) -> None:
    """What is drawn is what arrives, with caption and buttons; the id that comes back is the message's."""
    picture = _picture()
    sent = await TelegramCourier(bot, draw).send(GUL.id, Send(picture))
    shown = gul.last
    assert shown.photo is not None
    assert (shown.message_id, shown.text, shown.labels()) == (sent, "رپورٹیں < 15", ["Clear"])
    assert shown.photo.content == draw(picture.drawing)
    assert not shown.protected


async def test_every_kind_of_drawing_is_taken(bot: Bot, gul: Phone, draw: Draw) -> None:
    """Telegram takes a chart, and a map of districts, in size and caption."""
    w, directory = words("en"), Directory.load()
    for picture in (
        pictures.trend(w, [MonthlyCount("neglect", NOVEMBER, None)]),
        pictures.hotspots(w, [DistrictCount("swabi", 7)], NOVEMBER, NOVEMBER, directory.district),
    ):
        await TelegramCourier(bot, draw).send(GUL.id, Send(picture))
        assert gul.last.photo is not None
    assert "Swabi" in gul.last.text


async def test_a_picture_of_a_case_cannot_be_forwarded(bot: Bot, gul: Phone, draw: Draw) -> None:
    """What holds a case's words is protected, as a text is."""
    await TelegramCourier(bot, draw).send(GUL.id, Send(_picture(content_of="case")))
    assert gul.last.protected


@pytest.mark.parametrize("content_of", ["", "case"])
async def test_where_drawing_fails_the_words_are_sent(
    bot: Bot, gul: Phone, content_of: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A picture that cannot be drawn becomes a text, as protected, with its buttons; no word of it is in the log."""

    def broken(drawing: Drawing) -> bytes:
        raise ValueError("planted words")

    with caplog.at_level(logging.DEBUG):
        await TelegramCourier(bot, broken).send(GUL.id, Send(_picture(content_of=content_of)))
    assert (gul.last.photo, gul.last.text, gul.last.labels()) == (None, "رپورٹیں < 15", ["Clear"])
    assert gul.last.protected is bool(content_of)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert ours == ["could not draw a TrendChart: ValueError"]


async def test_pictures_leave_threads_to_others(bot: Bot, gul: Phone) -> None:
    """However many wait, one is drawn at a time, and work in other threads goes on meanwhile."""
    drawing, most = [0], [0]
    others_are_done = threading.Event()

    def slow(_drawing: Drawing) -> bytes:
        drawing[0] += 1
        most[0] = max(most[0], drawing[0])
        assert others_are_done.wait(10)
        drawing[0] -= 1
        return png(9, 9)

    courier = TelegramCourier(bot, slow)
    sending = [asyncio.create_task(courier.send(GUL.id, Send(_picture()))) for _ in range(40)]
    await asyncio.gather(*(asyncio.to_thread(lambda: None) for _ in range(40)))
    others_are_done.set()
    await asyncio.gather(*sending)
    assert most == [1]
    assert len(gul.messages) == 41


async def test_a_refused_picture_is_given_up(bot: Bot, gul: Phone) -> None:
    """One that Telegram refuses for good is not tried for ever."""
    with pytest.raises(Undeliverable):
        await TelegramCourier(bot, lambda _drawing: png(30, 1)).send(GUL.id, Send(_picture()))
