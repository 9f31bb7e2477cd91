"""A phone does only what a person can do in the app, and its updates are what the library expects."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram import Update as TelegramUpdate
from telegram.constants import ZERO_DATE

from bot.channels.emulator.errors import Blocked, NotOnScreen
from bot.channels.emulator.media import MEDIA
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.channels.telegram.translation import to_letter
from bot.dialogue.incoming import Commanded, MediaKind, Pressed, Said, SentMedia, SharedPoint
from tests.unit.channels.emulator.conftest import GUL

KINDS = {
    "photo": MediaKind.photo,
    "video": MediaKind.photo,
    "animation": MediaKind.photo,
    "voice": MediaKind.voice,
    "audio": MediaKind.voice,
    "video_note": MediaKind.voice,
    "document": MediaKind.file,
    "contact": MediaKind.contact,
    "sticker": MediaKind.other,
}


def _rows(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"s|{label}|")] for label in labels])


async def _only(bot: Bot, telegram: EmulatedTelegram) -> TelegramUpdate:
    (update,) = await bot.get_updates(timeout=0)
    telegram.updates.forget_all()
    return update


async def test_only_what_is_shown_can_be_pressed(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A label that is not there, no longer there, or there twice is NotOnScreen, which lists what is."""
    sent = await near.send_message(GUL.id, "Sure?", reply_markup=_rows("Yes", "No", "Not now"))
    for wanted in ("Maybe", "N"):
        with pytest.raises(NotOnScreen) as missing:
            gul.press(wanted)
        assert missing.value.shown == ("Yes", "No", "Not now")
    gul.press("No")
    letter = to_letter(await _only(near, telegram))
    assert letter is not None
    assert (letter.chat, letter.message, letter.incoming) == (GUL.id, sent.message_id, Pressed("No", "", "s"))
    await near.edit_message_reply_markup(GUL.id, sent.message_id)
    with pytest.raises(NotOnScreen):
        gul.press("No")
    assert telegram.pending() == ()


async def test_the_newest_message_is_pressed_first(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """The same label on two messages is the newer one's, unless the message is named."""
    older, newer = [await near.send_message(GUL.id, text, reply_markup=_rows("Open")) for text in ("1", "2")]
    for press, message in ((None, newer), (older.message_id, older)):
        gul.press("Open", press)
        update = await _only(near, telegram)
        assert update.callback_query is not None
        assert isinstance(update.callback_query.message, Message)
        assert update.callback_query.message.text == message.text
        assert update.callback_query.message.reply_markup == _rows("Open")


async def test_an_unclear_label_is_not_looked_for_further_up(near: Bot, gul: Phone) -> None:
    """Where two labels of the newest message fit, no older button is pressed instead."""
    await near.send_message(GUL.id, "1", reply_markup=_rows("No"))
    await near.send_message(GUL.id, "2", reply_markup=_rows("Not now", "North"))
    with pytest.raises(NotOnScreen):
        gul.press("No")


async def test_a_place_on_the_screen_can_be_pressed(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """By row and column; beside the keyboard it is NotOnScreen."""
    sent = await near.send_message(GUL.id, "Sure?", reply_markup=_rows("Yes", "No"))
    gul.press_at(sent.message_id, 1, 0)
    letter = to_letter(await _only(near, telegram))
    assert letter is not None
    assert letter.incoming == Pressed("No", "", "s")
    for place in ((sent.message_id, 2, 0), (sent.message_id, 0, -1), (4_000, 0, 0), (gul.messages[0].message_id, 0, 0)):
        with pytest.raises(NotOnScreen) as missing:
            gul.press_at(*place)
        assert missing.value.shown == ("Yes", "No")


async def test_a_button_that_copies_tells_the_bot_nothing(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """Copying and opening a link happen on the phone alone."""
    buttons = [
        InlineKeyboardButton("Copy", copy_text=CopyTextButton("1234")),
        InlineKeyboardButton("Page", url="https://example.org"),
    ]
    await near.send_message(GUL.id, "Code", reply_markup=InlineKeyboardMarkup([buttons]))
    gul.press("Copy")
    gul.press("Page")
    assert telegram.pending() == ()


async def test_a_press_on_what_is_gone(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A press that was under way when its message went comes with a message of date 0, and is still a letter."""
    sent = await near.send_message(GUL.id, "Sure?", reply_markup=_rows("Yes"))
    gul.press_stale(sent.message_id, "old|yes|")
    before = await _only(near, telegram)
    await near.delete_message(GUL.id, sent.message_id)
    gul.press_stale(sent.message_id, "old|yes|")
    after = await _only(near, telegram)
    assert before.callback_query is not None
    assert after.callback_query is not None
    assert isinstance(before.callback_query.message, Message)
    assert after.callback_query.message is not None
    assert after.callback_query.message.date == ZERO_DATE  # where the library keeps the server's 0
    for update in (before, after):
        letter = to_letter(update)
        assert letter is not None
        assert letter.incoming == Pressed("yes", "", "old")


async def test_a_blocked_bot_hears_nothing(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """Who blocked the bot neither writes nor presses, until it is unblocked."""
    await near.send_message(GUL.id, "Sure?", reply_markup=_rows("Yes"))
    gul.block()
    for act in (lambda: gul.write("x"), lambda: gul.press("Yes"), lambda: gul.edit(1, "x"), lambda: gul.open_link("x")):
        with pytest.raises(Blocked):
            act()
    assert telegram.pending() == ()
    gul.unblock()
    assert gul.write("x")


@pytest.mark.parametrize("kind", MEDIA)
async def test_each_medium_arrives_as_the_library_has_it(
    near: Bot, telegram: EmulatedTelegram, gul: Phone, kind: str
) -> None:
    """A photo is a photo to the library, and what we decline to the dialogue."""
    gul.send_media(kind)
    update = await _only(near, telegram)
    assert update.message is not None
    assert getattr(update.message, kind)
    letter = to_letter(update)
    assert letter is not None
    assert letter.incoming == SentMedia(KINDS[kind])


async def test_a_caption_is_words(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A caption comes with its picture, up to 1,024 units; a sticker has none."""
    gul.send_media("photo", "Look  ")
    letter = to_letter(await _only(near, telegram))
    assert letter is not None
    assert letter.incoming == SentMedia(MediaKind.photo, Said("Look"))
    for kind, caption in (("photo", "🙂" * 513), ("sticker", "x")):
        with pytest.raises(ValueError, match="caption"):
            gul.send_media(kind, caption)


async def test_places_and_words(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A pin, a live location, a command and an edited text arrive as what they are."""
    sent = gul.messages[0].message_id
    acts: list[tuple[Any, object]] = [
        (lambda: gul.share_location(34.1, 72.4), SharedPoint(34.1, 72.4)),
        (lambda: gul.share_location(34.1, 72.4, live=True), SentMedia(MediaKind.live_location)),
        (lambda: gul.open_link("abc"), Commanded("start", "abc")),
        (lambda: gul.write(" سلام "), Said("سلام")),
        (lambda: gul.edit(sent, "Salam"), Said("Salam")),
    ]
    for act, wanted in acts:
        act()
        letter = to_letter(await _only(near, telegram))
        assert letter is not None
        assert letter.incoming == wanted


async def test_commands_are_marked(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """Telegram marks a command, with or without the bot's name, and no lone slash."""
    marked = []
    for text in ("/start abc", "/x@AmaanBot", "/ start", "/سلام", "a /b"):
        gul.write(text)
        update = await _only(near, telegram)
        assert update.message is not None
        marked.append([each.length for each in update.message.entities])
    assert marked == [[6], [11], [], [], []]


def test_only_own_messages_are_edited(gul: Phone) -> None:
    """A pin, and what was never sent, cannot be edited."""
    gul.share_location(34.1, 72.4)
    for message_id in (gul.messages[-1].message_id, 4_000):
        with pytest.raises(NotOnScreen):
            gul.edit(message_id, "x")


async def test_the_screen_is_json_and_safe_to_show(near: Bot, gul: Phone) -> None:
    """Whatever stands on it, the snapshot is JSON, and its HTML holds no tag and no attribute of the writer's."""
    gul.write("<script>alert(1)</script> & \n2")
    gul.send_media("photo", "<img src=x onerror=alert(1)>")
    gul.share_location(34.1, 72.4)
    text = '<b>&lt;i&gt;</b> <a href="https://example.org/&quot;onclick=x">a</a>'
    await near.send_message(GUL.id, text, parse_mode="HTML", reply_markup=_rows("<b>"), protect_content=True)
    await near.send_venue(GUL.id, 34.1, 72.4, "Office", "Swabi")
    snapshot: Any = json.loads(json.dumps(gul.snapshot()))
    assert [message["html"] for message in snapshot["messages"]] == [
        "/start",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <br>2",
        "&lt;img src=x onerror=alert(1)&gt;",
        "",
        "<b>&lt;i&gt;</b> <a>a</a>",
        "",
    ]
    assert [message["protected"] for message in snapshot["messages"]][4]
    assert snapshot["messages"][5]["location"]["title"] == "Office"


async def test_waiting_for_a_text(near: Bot, gul: Phone) -> None:
    """It ends as soon as the text is shown, also when it is there already, and says what is shown when it never is."""
    waiting = asyncio.create_task(gul.wait_for("Salam"))
    counted = asyncio.create_task(gul.wait_for(lambda phone: len(phone.messages) == 2))
    await asyncio.sleep(0)
    await near.send_message(GUL.id, "Salam, Gul")
    async with asyncio.timeout(2):
        assert (await waiting).text == (await counted).text == (await gul.wait_for("Gul")).text == "Salam, Gul"
    with pytest.raises(AssertionError, match="Salam, Gul"):
        await gul.wait_for("Never", timeout=0.01)
    with pytest.raises(LookupError):
        _ = EmulatedTelegram("1:x").phone(GUL).last


def test_listeners_come_and_go(gul: Phone) -> None:
    """A listener is told of each change until it is taken off."""
    heard: list[int] = []
    stop = gul.on_change(lambda: heard.append(1))
    gul.write("one")
    stop()
    gul.write("two")
    assert heard == [1]
