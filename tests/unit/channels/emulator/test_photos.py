"""Pictures sent to a phone: taken as Telegram takes them, refused as it refuses them."""

from __future__ import annotations

import random

import httpx
import pytest
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.emulator.phone import Phone
from bot.channels.emulator.photos import LARGEST
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.unit.channels.emulator.conftest import GUL, png

BOUNDARY = "multipart/form-data; boundary=x"


async def test_a_picture_arrives_whole(bot: Bot, gul: Phone) -> None:
    """What the library sends as a file is on the screen byte for byte, with its caption, and protected if asked."""
    sent = png(640, 480)
    answer = await bot.send_photo(GUL.id, sent, "1 &lt; <b>2</b>", parse_mode=ParseMode.HTML, protect_content=True)
    shown = gul.last
    assert shown.photo is not None
    assert (shown.photo.content, shown.text, shown.protected) == (sent, "1 < 2", True)
    assert answer.caption_entities[0].type == "bold"
    assert answer.photo[0].file_size == len(sent)
    snapshot = shown.snapshot()
    assert snapshot["photo"] == {"width": 640, "height": 480}


async def test_a_picture_is_deleted_and_has_no_text_to_edit(near: Bot, gul: Phone) -> None:
    """A picture goes like any message; its caption is no text."""
    sent = await near.send_photo(GUL.id, png(9, 9), "Map")
    with pytest.raises(BadRequest, match="no text in the message"):
        await near.edit_message_text("New", GUL.id, sent.message_id)
    assert await near.delete_message(GUL.id, sent.message_id)
    assert all(message.photo is None for message in gul.messages)


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (b"", "must be non-empty"),
        (b"GIF89a", "(?i)IMAGE_PROCESS_FAILED"),
        (png(9, 9)[:-1], "(?i)IMAGE_PROCESS_FAILED"),
        (png(9, 9).replace(b"IDAT", b"IDAX"), "(?i)IMAGE_PROCESS_FAILED"),
        (png(9, 9) + b"\0" * LARGEST, "too big for a photo"),
        (png(21, 1), "(?i)PHOTO_INVALID_DIMENSIONS"),
        (png(5001, 5000), "(?i)PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_photo(near: Bot, gul: Phone, photo: bytes, reason: str) -> None:
    """An empty, broken, heavy, long or large file is refused, and nothing is shown."""
    with pytest.raises(BadRequest, match=reason):
        await near.send_photo(GUL.id, photo)
    assert len(gul.messages) == 1


async def test_a_caption_is_measured_as_it_is_read(near: Bot, gul: Phone) -> None:
    """1,024 UTF-16 units after tags and references are read, and not one more."""
    fits = "&lt;" * 1000 + "<b>" + "🙂" * 12 + "</b>"
    assert await near.send_photo(GUL.id, png(9, 9), fits, parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match="caption is too long"):
        await near.send_photo(GUL.id, png(9, 9), fits + "x", parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match=r"(?i)can't parse entities"):
        await near.send_photo(GUL.id, png(9, 9), "<b>", parse_mode=ParseMode.HTML)


async def test_a_file_only_where_one_belongs(raw: httpx.AsyncClient, gul: Phone) -> None:
    """No photo, a name in place of a file, a file in place of a text, a body without parts: each is refused."""
    chat = {"chat_id": str(GUL.id)}
    for calling in (
        raw.post("sendPhoto", data=chat),
        raw.post("sendPhoto", data=chat | {"photo": "AgACAgIAAx"}),
        raw.post("sendPhoto", data=chat, files={"photo": png(9, 9), "caption": b"x"}),
        raw.post("sendMessage", data=chat, files={"text": b"x"}),
        raw.post("sendPhoto", content=b"--x--", headers={"content-type": BOUNDARY}),
        raw.post("sendPhoto", content=b"--x\r\n\r\n5\r\n--x--\r\n", headers={"content-type": BOUNDARY}),
    ):
        answer = await calling
        assert answer.status_code == 400, answer.text
    assert len(gul.messages) == 1


async def test_any_bytes_come_through(raw: httpx.AsyncClient, telegram: EmulatedTelegram, gul: Phone) -> None:
    """Line ends, boundaries' dashes and every byte there is are no matter to a body of parts."""
    for seed in range(200):
        made_up = random.Random(seed)
        sent = made_up.randbytes(made_up.randrange(2_000)) + made_up.choice([b"", b"\r\n", b"\r", b"\n--", b"\0"])
        words = {"chat_id": str(GUL.id), "caption": "سلام\r\n🙂"}
        await raw.post("sendPhoto", data=words, files={"photo": ("a.png", sent, "image/png")})
        params = telegram.calls[-1].params
        assert (params["photo"].content, params["caption"]) == (sent, "سلام\r\n🙂")
