"""The Bot API's methods, each as strict as the server: types, limits, and the words of its refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.channels.emulator.chat import NOTHING, Chat, ShownMessage
from bot.channels.emulator.errors import ApiError, bad_request
from bot.channels.emulator.html_text import Formatted, parse_html, plain, utf16
from bot.channels.emulator.markup import inline_rows, reply_rows
from bot.channels.emulator.telegram import EmulatedTelegram

Params = Mapping[str, Any]
LONGEST_TEXT, LONGEST_TOAST = 4096, 200
DELETABLE_FOR = timedelta(hours=48)
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@dataclass(frozen=True)
class Method:
    """One method: what it does, and the parameters it takes with their types."""

    do: Callable[[EmulatedTelegram, Params], Awaitable[object]]
    required: Mapping[str, type]
    optional: Mapping[str, type]


async def get_me(telegram: EmulatedTelegram, params: Params) -> object:
    """Who the bot is."""
    flags = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries", "has_main_web_app")
    return telegram.bot | dict.fromkeys((*flags, "can_connect_to_business"), False)


async def get_updates(telegram: EmulatedTelegram, params: Params) -> object:
    """Long polling."""
    limit = params.get("limit", 100)
    return await telegram.updates(params.get("offset"), min(max(limit, 1), 100), params.get("timeout", 0))


async def send_message(telegram: EmulatedTelegram, params: Params) -> object:
    """Send a text."""
    chat = telegram.chat_to_write_to(params["chat_id"])
    shown = ShownMessage(0, False, _text(params), telegram.clock(), protected=params.get("protect_content", False))
    return _show(telegram, chat, shown, params.get("reply_markup"))


async def send_venue(telegram: EmulatedTelegram, params: Params) -> object:
    """Send a named place."""
    chat = telegram.chat_to_write_to(params["chat_id"])
    place = {name: params[name] for name in ("latitude", "longitude", "title", "address")}
    if not -90 <= place["latitude"] <= 90 or not -180 <= place["longitude"] <= 180:  # noqa: PLR2004  degrees
        raise bad_request("bad coordinates specified")
    if not place["title"] or not place["address"]:
        raise bad_request("venue title and address must be non-empty")
    result = _show(telegram, chat, ShownMessage(0, False, NOTHING, telegram.clock(), location=place), None)
    point = {"latitude": place["latitude"], "longitude": place["longitude"]}
    return result | {
        "location": point,
        "venue": {"location": point, "title": place["title"], "address": place["address"]},
    }


async def edit_text(telegram: EmulatedTelegram, params: Params) -> object:
    """Change a message of the bot's."""
    message, chat = _own(telegram, params)
    formatted, rows = _text(params), _inline(params.get("reply_markup"))
    if (formatted, rows) == (message.formatted, message.rows):
        raise bad_request(_UNCHANGED)
    message.formatted, message.rows, message.edited = formatted, rows, True
    chat.changed()
    return _result(telegram, chat, message)


async def edit_markup(telegram: EmulatedTelegram, params: Params) -> object:
    """Change the buttons of a message of the bot's."""
    message, chat = _own(telegram, params)
    rows = _inline(params.get("reply_markup"))
    if rows == message.rows:
        raise bad_request(_UNCHANGED)
    message.rows = rows
    chat.changed()
    return _result(telegram, chat, message)


async def delete_message(telegram: EmulatedTelegram, params: Params) -> object:
    """Delete one message of either side, within 48 hours."""
    chat = telegram.chat_to_write_to(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if telegram.clock() - message.sent_at > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message.message_id]
    chat.changed()
    return True


async def delete_messages(telegram: EmulatedTelegram, params: Params) -> object:
    """Delete up to 100; those that are gone or too old are passed over."""
    chat, ids = telegram.chat_to_write_to(params["chat_id"]), params["message_ids"]
    if not 1 <= len(ids) <= 100:  # noqa: PLR2004  the documented limit
        raise bad_request("too many message identifiers specified" if ids else "message identifiers are not specified")
    for message_id in ids:
        message = chat.messages.get(message_id)
        if message and telegram.clock() - message.sent_at <= DELETABLE_FOR:
            del chat.messages[message_id]
    chat.changed()
    return True


async def answer_callback(telegram: EmulatedTelegram, params: Params) -> object:
    """End a press."""
    if utf16(params.get("text", "")) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer_query(params["callback_query_id"])
    telegram.toasts.append(params.get("text", ""))
    return True


async def set_commands(telegram: EmulatedTelegram, params: Params) -> object:
    """Set the list of commands in one language."""
    commands = params["commands"]
    for each in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= 256:  # noqa: PLR2004  the documented limit
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.commands[params.get("language_code", "")] = commands
    return True


async def set_webhook(telegram: EmulatedTelegram, params: Params) -> object:
    """Kept, and getUpdates refuses until it is deleted; nothing is posted to it."""
    telegram.webhook = params["url"]
    return True


async def delete_webhook(telegram: EmulatedTelegram, params: Params) -> object:
    """Back to polling."""
    telegram.webhook = ""
    return True


async def get_file(telegram: EmulatedTelegram, params: Params) -> object:
    """There so that a test can see that it is never asked for."""
    return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": "photos/file_0.jpg"}


def _text(params: Params) -> Formatted:
    mode = params.get("parse_mode")
    if mode not in (None, "HTML"):
        raise bad_request("unsupported parse_mode")
    formatted = parse_html(params["text"]) if mode else plain(params["text"])
    if not formatted.text.strip():
        raise bad_request("message text is empty")
    if utf16(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def _own(telegram: EmulatedTelegram, params: Params) -> tuple[ShownMessage, Chat]:
    chat = telegram.chat_to_write_to(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.mine:
        raise bad_request("message can't be edited")
    return message, chat


def _inline(markup: Params | None) -> Any:
    if markup is None:
        return ()
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return inline_rows(markup)


def _show(telegram: EmulatedTelegram, chat: Chat, shown: ShownMessage, markup: Params | None) -> dict[str, Any]:
    if markup and "inline_keyboard" in markup:
        shown.rows = inline_rows(markup)
    elif markup and "keyboard" in markup:
        chat.reply_keyboard = reply_rows(markup)
    elif markup and markup.get("remove_keyboard"):
        chat.reply_keyboard = None
    elif markup:
        raise bad_request("can't parse reply keyboard markup JSON object")
    shown.message_id = telegram.next_message_id()
    chat.messages[shown.message_id] = shown
    chat.changed()
    return _result(telegram, chat, shown)


def _result(telegram: EmulatedTelegram, chat: Chat, shown: ShownMessage) -> dict[str, Any]:
    date = int(shown.sent_at.timestamp())
    result = {"message_id": shown.message_id, "date": date, "chat": chat.person.as_chat(), "from": telegram.bot}
    return result | ({"text": shown.text, "entities": list(shown.formatted.entities)} if shown.text else {})


_CHAT: Mapping[str, type] = {"chat_id": int}
_MESSAGE: Mapping[str, type] = {"chat_id": int, "message_id": int}
_TEXT: Mapping[str, type] = {"parse_mode": str, "reply_markup": dict, "link_preview_options": dict}
_SENDING: Mapping[str, type] = {"protect_content": bool, "disable_notification": bool, "reply_markup": dict}

METHODS: Mapping[str, Method] = {
    "getMe": Method(get_me, {}, {}),
    "getUpdates": Method(get_updates, {}, {"offset": int, "limit": int, "timeout": int, "allowed_updates": list}),
    "sendMessage": Method(send_message, {**_CHAT, "text": str}, {**_TEXT, **_SENDING}),
    "sendVenue": Method(
        send_venue, {**_CHAT, "latitude": float, "longitude": float, "title": str, "address": str}, _SENDING
    ),
    "editMessageText": Method(edit_text, {**_MESSAGE, "text": str}, _TEXT),
    "editMessageReplyMarkup": Method(edit_markup, _MESSAGE, {"reply_markup": dict}),
    "deleteMessage": Method(delete_message, _MESSAGE, {}),
    "deleteMessages": Method(delete_messages, {**_CHAT, "message_ids": list}, {}),
    "answerCallbackQuery": Method(answer_callback, {"callback_query_id": str}, {"text": str, "show_alert": bool}),
    "setMyCommands": Method(set_commands, {"commands": list}, {"language_code": str, "scope": dict}),
    "setWebhook": Method(
        set_webhook, {"url": str}, {"secret_token": str, "max_connections": int, "allowed_updates": list}
    ),
    "deleteWebhook": Method(delete_webhook, {}, {"drop_pending_updates": bool}),
    "getFile": Method(get_file, {"file_id": str}, {}),
}


def typed(method: Method, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as their types; one that is unknown, missing or of another type is refused."""
    known = {**method.required, **method.optional}
    if unknown := set(raw) - set(known):
        raise bad_request(f"unknown parameters {sorted(unknown)}")
    if missing := set(method.required) - set(raw):
        raise bad_request(f"{sorted(missing)[0]} is empty")
    return {name: _typed(name, known[name], value) for name, value in raw.items()}


def _typed(name: str, kind: type, value: Any) -> Any:
    if kind is str:
        return str(value)
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise bad_request(f"can't parse {name}") from None
    if kind is float and isinstance(found, int):
        found = float(found)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise bad_request(f"{name} has the wrong type")
    return found


async def call(telegram: EmulatedTelegram, name: str, raw: Mapping[str, Any]) -> object:
    """Carry one call out; raises ApiError."""
    method = METHODS.get(name)
    if method is None:
        raise ApiError(404, "Not Found")
    return await method.do(telegram, typed(method, raw))
