"""Telegram's updates become letters, and screens become keyboards; what nobody said becomes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove, Update

from bot.channels.telegram.translation import to_letter, to_markup
from bot.dialogue.incoming import Commanded, Incoming, MediaKind, Pressed, Said, SentMedia, SharedPoint
from bot.dialogue.outgoing import Button, Message
from bot.turns.letters import Letter

GUL: dict[str, Any] = {"id": 5_550_001_234, "is_bot": False, "first_name": "Gul"}
PRIVATE: dict[str, Any] = {"id": GUL["id"], "type": "private", "first_name": "Gul"}
BOT: dict[str, Any] = {"id": 1, "is_bot": True, "first_name": "Amaan", "username": "AmaanBot"}
FILE: dict[str, Any] = {"file_id": "f", "file_unique_id": "u"}
FILM: dict[str, Any] = FILE | {"width": 9, "height": 9, "duration": 3}
POINT: dict[str, Any] = {"latitude": 34.1, "longitude": 72.4}


def _update(**fields: Any) -> Update:
    return Update.de_json({"update_id": 7, **fields}, None)


def _message(*, chat: dict[str, Any] = PRIVATE, **content: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "from": GUL, "chat": chat, **content}


def _heard(**content: Any) -> Incoming | None:
    letter = to_letter(_update(message=_message(**content)))
    if letter is None:
        return None
    assert (letter.chat, letter.update, letter.message) == (GUL["id"], 7, 3)
    return letter.incoming


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/start", Commanded("start")),
        ("/start abc_DEF-1", Commanded("start", "abc_DEF-1")),
        ("/START@AmaanBot  abc ", Commanded("start", "abc")),
        ("/status@AmaanBot", Commanded("status")),
        ("/x", Commanded("x")),
        ("/", Said("/")),
        ("start", Said("start")),
        (" /start", Said(" /start")),
        ("سلام", Said("سلام")),
    ],
)
def test_words_and_commands(text: str, heard: Incoming) -> None:
    """A command is known by its slash, in any case, with or without the bot's name; all else was said."""
    assert _heard(text=text) == heard


def test_a_command_on_a_line_of_its_own() -> None:
    """What follows a command on the next line is not part of its name."""
    assert _heard(text="/start\nabc") == Commanded("start", "abc")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [FILE | {"width": 9, "height": 9}]}, MediaKind.photo),
        ({"video": FILM}, MediaKind.photo),
        ({"animation": FILM, "document": FILE}, MediaKind.photo),
        ({"voice": FILE | {"duration": 3}}, MediaKind.voice),
        ({"audio": FILE | {"duration": 3}}, MediaKind.voice),
        ({"video_note": FILE | {"duration": 3, "length": 9}}, MediaKind.voice),
        ({"document": FILE}, MediaKind.file),
        ({"contact": {"phone_number": "+920000000000", "first_name": "x"}}, MediaKind.contact),
        ({"location": POINT | {"live_period": 900}}, MediaKind.live_location),
        ({"dice": {"value": 3, "emoji": "🎲"}}, MediaKind.other),
        ({"story": {"id": 1, "chat": PRIVATE}}, MediaKind.other),
    ],
)
def test_what_is_not_words(content: dict[str, Any], kind: MediaKind) -> None:
    """Each kind is told apart, so that we can say what we do with it."""
    assert _heard(**content) == SentMedia(kind)


def test_a_caption_is_not_lost() -> None:
    """The words under a picture were said."""
    photo = [FILE | {"width": 9, "height": 9}]
    assert _heard(photo=photo, caption="He is hurt") == SentMedia(MediaKind.photo, Said("He is hurt"))


def test_a_pin_and_a_venue_are_points() -> None:
    """A venue is a point whose name we do not need; zero degrees are degrees."""
    assert _heard(location=POINT) == SharedPoint(34.1, 72.4)
    assert _heard(location=POINT, venue={"location": POINT, "title": "a", "address": "b"}) == SharedPoint(34.1, 72.4)
    assert _heard(location={"latitude": 0.0, "longitude": 0.0}) == SharedPoint(0.0, 0.0)


def test_an_edited_text_is_heard_again() -> None:
    """Who corrects a message means what it says now."""
    letter = to_letter(_update(edited_message=_message(text="Swabi", edit_date=2)))
    assert letter == Letter(GUL["id"], 7, 3, Said("Swabi"))


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_groups_and_channels_are_not_listened_to(kind: str) -> None:
    """A report can only come from a private chat."""
    chat = {"id": -100, "type": kind, "title": "x"}
    message = _message(chat=chat, text="/start")
    assert to_letter(_update(message=message)) is None
    assert to_letter(_update(edited_message=message | {"edit_date": 2})) is None
    assert to_letter(_update(channel_post=message)) is None
    assert to_letter(_update(callback_query=_press("a|b|c", message))) is None


def _press(data: str | None, message: dict[str, Any] | None) -> dict[str, Any]:
    query = {"id": "1", "from": GUL, "chat_instance": "1", "data": data, "message": message}
    return {name: value for name, value in query.items() if value is not None}


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": _message(text="x")},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
    ],
)
def test_notes_of_telegrams_own_are_passed_over(content: dict[str, Any]) -> None:
    """Nobody said that a message was pinned."""
    assert _heard(**content) is None


def test_other_updates_are_passed_over() -> None:
    """Blocking, and whatever else is no message and no press, makes no letter."""
    member = {"user": BOT, "status": "member"}
    kicked = {"user": BOT, "status": "kicked", "until_date": 0}
    change = {"chat": PRIVATE, "from": GUL, "date": 1, "old_chat_member": member, "new_chat_member": kicked}
    assert to_letter(_update(my_chat_member=change)) is None
    assert to_letter(_update()) is None
    assert to_letter(_update(callback_query=_press("a|b|c", None))) is None


@pytest.mark.parametrize(
    ("payload", "pressed"),
    [
        ("s1|go|", Pressed("go", "", "s1")),
        ("s1|go|a|b", Pressed("go", "a|b", "s1")),
        ("|clear|", Pressed("clear")),
        ("s1", Pressed("", "", "s1")),
        ("", Pressed("")),
        (None, Pressed("")),
    ],
)
def test_presses(payload: str | None, pressed: Pressed) -> None:
    """A payload splits into screen, action and argument; one that is broken still makes a press."""
    message = {"message_id": 3, "date": 1, "chat": PRIVATE, "from": BOT, "text": "x"}
    gone = {"message_id": 3, "date": 0, "chat": PRIVATE}
    for shown in (message, gone):
        assert to_letter(_update(callback_query=_press(payload, shown))) == Letter(GUL["id"], 7, 3, pressed)


def test_buttons_come_back_as_presses() -> None:
    """A screen's button carries its screen; one that is always good does not; one that copies tells us nothing."""
    row = (Button("Go", "go", "a|b", style="danger"), Button("Clear", "clear", always=True), Button("Copy", copy="12"))
    markup = to_markup(Message("x", rows=(row,)), "s1")
    assert isinstance(markup, InlineKeyboardMarkup)
    go, clear, copy = markup.inline_keyboard[0]
    assert (go.text, go.callback_data, go.style) == ("Go", "s1|go|a|b", "danger")
    assert clear.callback_data == "|clear|"
    assert copy.copy_text is not None
    assert (copy.copy_text.text, copy.callback_data) == ("12", None)


def test_keyboards_for_a_place() -> None:
    """Asking for a pin shows a keyboard of one button, and it goes when we say so; otherwise there is none."""
    asking = to_markup(Message("Where?", location_label="Here"), "")
    assert isinstance(asking, ReplyKeyboardMarkup)
    assert asking.keyboard[0][0].request_location
    assert isinstance(to_markup(Message("x", drops_keyboard=True), ""), ReplyKeyboardRemove)
    assert to_markup(Message("x"), "") is None
