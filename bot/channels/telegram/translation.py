"""Telegram's world to ours and back: updates to letters, screens to keyboards. No id goes further than a letter."""

from __future__ import annotations

from typing import Any

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram import Message as TelegramMessage
from telegram.constants import ChatType

from bot.dialogue.incoming import Commanded, Incoming, MediaKind, Pressed, Said, SentMedia, SharedPoint
from bot.dialogue.outgoing import Button, Message, Picture
from bot.turns.letters import Letter

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None
_SEPARATOR = "|"
_WORDS = ("text", "caption")
_MEDIA = {
    "photo": MediaKind.photo,
    "voice": MediaKind.voice,
    "audio": MediaKind.voice,
    "video_note": MediaKind.voice,
    "video": MediaKind.photo,
    "animation": MediaKind.photo,
    "document": MediaKind.file,
    "contact": MediaKind.contact,
}


def to_letter(update: Update) -> Letter | None:
    """The letter of an update; None for what nobody said: joins, blocks, groups, channels."""
    query = update.callback_query
    message = update.message or update.edited_message
    if query and query.message and query.message.chat.type == ChatType.PRIVATE:
        return Letter(query.message.chat.id, update.update_id, query.message.message_id, _pressed(query.data or ""))
    if message is None or message.chat.type != ChatType.PRIVATE or _is_live_location_moving(update):
        return None
    incoming = _incoming(message)
    return Letter(message.chat.id, update.update_id, message.message_id, incoming) if incoming else None


def without_people(raw: Any) -> Any:
    """The shape of an update, and its words: of every other value only the kind, as it may say whose it is."""
    if isinstance(raw, dict):
        return {
            name: value if name in _WORDS and isinstance(value, str) else without_people(value)
            for name, value in raw.items()
        }
    return [without_people(each) for each in raw] if isinstance(raw, list) else type(raw).__name__


def _pressed(payload: str) -> Pressed:
    screen, action, argument = ([*payload.split(_SEPARATOR, 2), "", ""])[:3]
    return Pressed(action, argument, screen)


def _incoming(message: TelegramMessage) -> Incoming | None:
    if message.text:
        text = _sound(message.text)
        return _command(text) or Said(text)
    if message.location:
        if "live_period" in message.location.to_dict():  # the attribute itself warns of a coming change
            return SentMedia(MediaKind.live_location)
        return SharedPoint(message.location.latitude, message.location.longitude)
    for field, kind in _MEDIA.items():
        if getattr(message, field):
            return SentMedia(kind, Said(_sound(message.caption)) if message.caption else None)
    return None if _is_service(message) else SentMedia(MediaKind.other)


def _is_live_location_moving(update: Update) -> bool:
    """A live location moves, and ends, by edits; it was declined when it began, and its end is no pin."""
    return bool(update.edited_message and update.edited_message.location)


def _sound(text: str) -> str:
    """A text that can be written down: half a surrogate pair, which no app sends, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _is_service(message: TelegramMessage) -> bool:
    """Notes of Telegram's own, such as a pinned message or a changed timer."""
    return bool(message.pinned_message or message.message_auto_delete_timer_changed)


def _command(text: str) -> Commanded | None:
    if not text.startswith("/") or len(text) == 1:
        return None
    name, *argument = text[1:].split(maxsplit=1) or [""]
    return Commanded(name.partition("@")[0].lower(), "".join(argument).strip())


def to_inline(shown: Message | Picture, screen: str) -> InlineKeyboardMarkup | None:
    """The buttons under a message or a picture, if there are any."""
    keyboard = [[_button(button, screen) for button in row] for row in shown.rows]
    return InlineKeyboardMarkup(keyboard) if keyboard else None


def to_markup(message: Message, screen: str) -> Markup:
    """The keyboard of a message."""
    if inline := to_inline(message, screen):
        return inline
    if message.location_label:
        pin = KeyboardButton(message.location_label, request_location=True)
        return ReplyKeyboardMarkup([[pin]], resize_keyboard=True, one_time_keyboard=True)
    return ReplyKeyboardRemove() if message.drops_keyboard else None


def _button(button: Button, screen: str) -> InlineKeyboardButton:
    if button.copy:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    payload = _SEPARATOR.join(("" if button.always else screen, button.action, button.argument))
    return InlineKeyboardButton(button.label, callback_data=payload, style=button.style or None)
