"""Each method, called by the library itself, does what Telegram's does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from bot.channels.emulator.chat import Person
from bot.channels.emulator.methods import METHODS
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.unit.channels.emulator.conftest import GUL, Watch, png

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
PIN = ReplyKeyboardMarkup([[KeyboardButton("Send my place", request_location=True)]], one_time_keyboard=True)
Calling = Callable[[Bot], Awaitable[object]]


async def test_every_method_answers_the_library(bot: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """What the library sends is understood, and what comes back it can read, for each method there is."""
    me = await bot.get_me()
    assert (me.username, me.is_bot) == ("AmaanBot", True)
    sent = await bot.send_message(GUL.id, "<b>Salam</b> 🙂", parse_mode=ParseMode.HTML, reply_markup=BUTTON)
    assert (sent.text, sent.chat.id, sent.entities[0].type) == ("Salam 🙂", GUL.id, "bold")
    assert sent.reply_markup == BUTTON
    edited = await bot.edit_message_text("New", GUL.id, sent.message_id, reply_markup=BUTTON)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert await bot.edit_message_reply_markup(GUL.id, sent.message_id, reply_markup=None)
    venue = await bot.send_venue(GUL.id, 34.12, 72.47, "Office", "Swabi")
    assert venue.venue is not None
    assert (venue.venue.title, venue.venue.location.latitude) == ("Office", 34.12)
    photo = await bot.send_photo(GUL.id, png(90, 60), "<b>Map</b>", parse_mode=ParseMode.HTML, reply_markup=BUTTON)
    assert (photo.caption, photo.photo[0].width, photo.photo[0].height) == ("Map", 90, 60)
    file = await bot.send_document(GUL.id, b"{}", "<b>Read</b>", filename="a.json", parse_mode=ParseMode.HTML)
    assert file.document is not None
    assert (file.document.file_name, file.document.file_size, file.caption) == ("a.json", 2, "Read")
    assert await bot.delete_message(GUL.id, sent.message_id)
    assert await bot.delete_messages(GUL.id, [venue.message_id, 4_000])
    gul.write("More")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.text == "More"
    assert await bot.answer_callback_query(telegram.open_query(), "Done")
    assert await bot.set_my_commands([BotCommand("start", "Begin")], language_code="ur")
    assert await bot.set_webhook("https://example.org/hook", secret_token="s", drop_pending_updates=True)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_file("p")).file_path
    assert {call.method for call in telegram.calls} == set(METHODS)
    assert not [call for call in telegram.calls if call.error]


async def test_a_method_that_is_not_there_is_not_found(near: Bot) -> None:
    """A method the bot was never meant to call does not pass silently."""
    with pytest.raises(Exception, match="Not Found"):
        await near.send_dice(GUL.id)


async def test_what_cannot_be_written_to(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """Nobody, somebody who never started the bot, and somebody who blocked it, each get Telegram's own refusal."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await near.send_message(42, "Salam")
    telegram.phone(Person(43, "Silent"))
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await near.send_message(43, "Salam")
    gul.block()
    for calling in (near.send_message(GUL.id, "Salam"), near.send_venue(GUL.id, 1, 1, "a", "b")):
        with pytest.raises(Forbidden, match="blocked by the user"):
            await calling
    gul.unblock()
    assert await near.send_message(GUL.id, "Salam")


async def test_an_edit_that_changes_nothing_is_refused(near: Bot, gul: Phone) -> None:
    """The same text and buttons again are refused; `strong` for `b` and blanks at the ends are still the same."""
    sent = await near.send_message(GUL.id, "<b>Salam</b>", parse_mode=ParseMode.HTML, reply_markup=BUTTON)
    for same in ("<b>Salam</b>", "<strong>Salam</strong>\n"):
        with pytest.raises(BadRequest, match="not modified"):
            await near.edit_message_text(same, GUL.id, sent.message_id, parse_mode="HTML", reply_markup=BUTTON)
    with pytest.raises(BadRequest, match="not modified"):
        await near.edit_message_reply_markup(GUL.id, sent.message_id, reply_markup=BUTTON)
    await near.edit_message_text("<b>Salam</b>", GUL.id, sent.message_id, parse_mode="HTML")
    assert gul.last.rows == ()
    with pytest.raises(BadRequest, match="not modified"):
        await near.edit_message_reply_markup(GUL.id, sent.message_id)


async def test_what_cannot_be_edited(near: Bot, gul: Phone) -> None:
    """The person's own message, a venue, one that is gone, one that came with a reply keyboard; nor to such a one."""
    venue = await near.send_venue(GUL.id, 1, 1, "Office", "Swabi")
    plain = await near.send_message(GUL.id, "Salam")
    refused = {gul.messages[0].message_id: "can't be edited", venue.message_id: "no text", 4_000: "not found"}
    for message_id, why in refused.items():
        with pytest.raises(BadRequest, match=why):
            await near.edit_message_text("New", GUL.id, message_id)
    for markup in (PIN, ReplyKeyboardRemove(), ForceReply()):
        kept = await near.send_message(GUL.id, "Salam", reply_markup=markup)
        with pytest.raises(BadRequest, match="can't be edited"):
            await near.edit_message_text("New", GUL.id, kept.message_id)
        with pytest.raises(BadRequest, match="nline keyboard expected"):
            await near.edit_message_reply_markup(GUL.id, plain.message_id, reply_markup=markup)  # type: ignore[arg-type]


async def test_a_reply_keyboard_stays_until_it_is_removed(near: Bot, gul: Phone) -> None:
    """The keyboard under the writing line is the chat's, not the message's."""
    await near.send_message(GUL.id, "Where?", reply_markup=PIN)
    await near.send_message(GUL.id, "Anywhere", reply_markup=BUTTON)
    rows = [[{"text": "Send my place", "request_location": True}]]
    assert gul.snapshot()["reply_keyboard"] == {"rows": rows}
    await near.send_message(GUL.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert gul.snapshot()["reply_keyboard"] is None


async def test_deletion_takes_one_to_a_hundred(near: Bot, gul: Phone) -> None:
    """deleteMessages takes 1 to 100 ids, those of both sides, and passes over what is gone."""
    sent = [(await near.send_message(GUL.id, str(number))).message_id for number in range(3)]
    for count in (0, 101):
        with pytest.raises(BadRequest, match="identifiers"):
            await near.delete_messages(GUL.id, range(1, 1 + count))
    first = gul.messages[0].message_id
    assert await near.delete_messages(GUL.id, [first, *sent[:2], sent[0], *range(5_000, 5_096)])
    assert [message.message_id for message in gul.messages] == sent[2:]
    with pytest.raises(BadRequest, match="to delete not found"):
        await near.delete_message(GUL.id, first)


async def test_nothing_older_than_48_hours_is_deleted(near: Bot, gul: Phone, watch: Watch) -> None:
    """At 48 hours a message can still go, a second later not; one that is too old keeps the others too."""
    old = await near.send_message(GUL.id, "old")
    watch.pass_by(timedelta(hours=48))
    new = await near.send_message(GUL.id, "new")
    assert await near.delete_message(GUL.id, gul.messages[0].message_id)
    watch.pass_by(timedelta(seconds=1))
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await near.delete_message(GUL.id, old.message_id)
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await near.delete_messages(GUL.id, [new.message_id, old.message_id])
    assert [message.text for message in gul.messages] == ["old", "new"]


async def test_a_press_is_answered_once_and_in_time(
    near: Bot, telegram: EmulatedTelegram, gul: Phone, watch: Watch
) -> None:
    """The second answer, a late one, and one to a press that never was, are refused."""
    await near.send_message(GUL.id, "Sure?", reply_markup=BUTTON)
    gul.press("Yes")
    (update,) = await near.get_updates(timeout=0)
    assert update.callback_query is not None
    with pytest.raises(BadRequest, match=r"(?i)too_long"):
        await update.callback_query.answer("x" * 201)
    assert await update.callback_query.answer("ok")
    assert telegram.toasts == ["ok"]
    with pytest.raises(BadRequest, match="too old"):
        await update.callback_query.answer()
    late = telegram.open_query()
    watch.pass_by(timedelta(seconds=16))
    for query in (late, "4000"):
        with pytest.raises(BadRequest, match="too old"):
            await near.answer_callback_query(query)


@pytest.mark.parametrize(
    ("calling", "why"),
    [
        (lambda bot: bot.send_venue(GUL.id, 91, 1, "a", "b"), "wrong latitude"),
        (lambda bot: bot.send_venue(GUL.id, 1, -181, "a", "b"), "wrong latitude"),
        (lambda bot: bot.send_venue(GUL.id, 1, 1, " ", "b"), "non-empty"),
        (lambda bot: bot.send_document(GUL.id, "unknown"), "wrong remote file identifier"),
        (lambda bot: bot.send_document(GUL.id, b""), "non-empty"),
        (lambda bot: bot.send_document(GUL.id, b"x", "y" * 1025), "caption is too long"),
        (lambda bot: bot.send_document(GUL.id, b"x", parse_mode="Markdown", caption="y"), "unsupported parse_mode"),
        (lambda bot: bot.send_document(GUL.id, b"x", thumbnail=b"y"), "unknown parameters"),
        (lambda bot: bot.set_my_commands([("Start", "x")]), "COMMAND_INVALID"),
        (lambda bot: bot.set_my_commands([("start", "")]), "DESCRIPTION_INVALID"),
        (lambda bot: bot.set_my_commands([("start", "x" * 257)]), "DESCRIPTION_INVALID"),
        (lambda bot: bot.set_my_commands([("start", "x")] * 101), "TOO_MUCH"),
        (lambda bot: bot.set_my_commands([("start", "x")], language_code="urd"), "language code"),
        (lambda bot: bot.set_webhook("http://example.org"), "HTTPS URL"),
        (lambda bot: bot.set_webhook("https://example.org", secret_token="?"), "unallowed characters"),
        (lambda bot: bot.get_file("unknown"), "wrong file_id"),
        (lambda bot: bot.send_message("nobody", "x"), "chat not found"),
        (lambda bot: bot.send_message(GUL.id, "x", parse_mode="Markdown"), "unsupported parse_mode"),
        (lambda bot: bot.send_message(GUL.id, "x", message_thread_id=3), "unknown parameters"),
    ],
)
async def test_what_the_server_refuses(near: Bot, gul: Phone, calling: Calling, why: str) -> None:
    """A parameter out of its documented bounds is refused, with a reason."""
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await calling(near)
