"""The Bot API's methods, each as strict as the server: types, limits, and the words of its refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.channels.emulator.chat import NOTHING, Chat, ShownMessage
from bot.channels.emulator.errors import ApiError, bad_request
from bot.channels.emulator.html_text import Formatted, parse_html, plain, utf16
from bot.channels.emulator.markup import Rows, read_markup
from bot.channels.emulator.media import FILES
from bot.channels.emulator.multipart import Upload
from bot.channels.emulator.photos import read_photo
from bot.channels.emulator.telegram import EmulatedTelegram

Params = Mapping[str, Any]
LONGEST_TEXT, LONGEST_CAPTION, LONGEST_TOAST, LONGEST_POLL = 4096, 1024, 200, 50
LARGEST_DOCUMENT = 50 * 1024 * 1024
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
    if telegram.webhook:
        raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    limit, timeout = min(max(params.get("limit", 100), 1), 100), min(params.get("timeout", 0), LONGEST_POLL)
    return await telegram.updates.poll(params.get("offset", 0), limit, timeout, params.get("allowed_updates"))


async def send_message(telegram: EmulatedTelegram, params: Params) -> object:
    """Send a text."""
    chat = telegram.chat_to_write_to(params["chat_id"])
    return _show(telegram, chat, ShownMessage(0, False, _text(params), telegram.clock()), params)


async def send_venue(telegram: EmulatedTelegram, params: Params) -> object:
    """Send a named place."""
    chat = telegram.chat_to_write_to(params["chat_id"])
    place = {name: params[name] for name in ("latitude", "longitude", "title", "address")}
    if not -90 <= place["latitude"] <= 90 or not -180 <= place["longitude"] <= 180:  # noqa: PLR2004  degrees
        raise bad_request("wrong latitude or longitude specified")
    if not place["title"].strip() or not place["address"].strip():
        raise bad_request("venue title and address must be non-empty")
    point = {"latitude": place["latitude"], "longitude": place["longitude"]}
    venue = {"location": point, "title": place["title"], "address": place["address"]}
    content = {"venue": venue, "location": point}
    shown = ShownMessage(0, False, NOTHING, telegram.clock(), location=place, content=content)
    return _show(telegram, chat, shown, params)


async def send_photo(telegram: EmulatedTelegram, params: Params) -> object:
    """Send a picture from a file in the body, with a caption."""
    chat, photo, caption = telegram.chat_to_write_to(params["chat_id"]), read_photo(params["photo"]), _caption(params)
    shown = ShownMessage(0, False, caption, telegram.clock(), photo=photo, content={"photo": photo.as_json()})
    return _show(telegram, chat, shown, params)


async def send_document(telegram: EmulatedTelegram, params: Params) -> object:
    """Send a file from the body, with a caption."""
    chat, document, caption = telegram.chat_to_write_to(params["chat_id"]), params["document"], _caption(params)
    if not document.content:
        raise bad_request("file must be non-empty")
    if len(document.content) > LARGEST_DOCUMENT:
        raise ApiError(413, "Request Entity Too Large")
    content = {"document": document.as_json()}
    shown = ShownMessage(0, False, caption, telegram.clock(), document=document, content=content)
    return _show(telegram, chat, shown, params)


async def edit_text(telegram: EmulatedTelegram, params: Params) -> object:
    """Change a message of the bot's."""
    message, chat = _own(telegram, params)
    if message.content:
        raise bad_request("there is no text in the message to edit")
    formatted, rows = _text(params), _inline(params.get("reply_markup"))
    if (formatted, rows) == (message.formatted, message.rows):
        raise bad_request(_UNCHANGED)
    message.formatted, message.rows, message.edited = formatted, rows, True
    return _edited(telegram, chat, message)


async def edit_markup(telegram: EmulatedTelegram, params: Params) -> object:
    """Change the buttons of a message of the bot's."""
    message, chat = _own(telegram, params)
    rows = _inline(params.get("reply_markup"))
    if rows == message.rows:
        raise bad_request(_UNCHANGED)
    message.rows = rows
    return _edited(telegram, chat, message)


def _edited(telegram: EmulatedTelegram, chat: Chat, message: ShownMessage) -> dict[str, object]:
    chat.changed()
    now = {"edit_date": int(telegram.clock().timestamp())}
    return message.as_json(chat.person, telegram.bot) | now


async def delete_message(telegram: EmulatedTelegram, params: Params) -> object:
    """Delete one message of either side, within 48 hours."""
    chat = telegram.chat_to_write_to(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _delete(telegram, chat, [message])
    return True


async def delete_messages(telegram: EmulatedTelegram, params: Params) -> object:
    """Delete up to 100; those that are gone are passed over, and one that is too old spoils the call."""
    chat, ids = telegram.chat_to_write_to(params["chat_id"]), params["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:  # noqa: PLR2004  the documented limit
        raise bad_request("too many message identifiers specified")
    if not all(type(message_id) is int for message_id in ids):
        raise bad_request("invalid message identifier specified")
    _delete(telegram, chat, [chat.messages[each] for each in dict.fromkeys(ids) if each in chat.messages])
    return True


def _delete(telegram: EmulatedTelegram, chat: Chat, messages: Sequence[ShownMessage]) -> None:
    if any(telegram.clock() - message.sent_at > DELETABLE_FOR for message in messages):
        raise bad_request("message can't be deleted for everyone")
    for message in messages:
        del chat.messages[message.message_id]
    chat.changed()


async def answer_callback(telegram: EmulatedTelegram, params: Params) -> object:
    """End a press."""
    if utf16(params.get("text", "")) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer_query(params["callback_query_id"])
    telegram.toasts.append(params.get("text", ""))
    return True


async def set_commands(telegram: EmulatedTelegram, params: Params) -> object:
    """Set the list of commands in one language."""
    commands, language = params["commands"], params.get("language_code", "")
    if len(commands) > 100:  # noqa: PLR2004  the documented limit
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        name, description = (each.get("command"), each.get("description")) if isinstance(each, dict) else ("", "")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(name)):
            raise bad_request("BOT_COMMAND_INVALID")
        if not isinstance(description, str) or not 1 <= len(description.strip()) <= 256:  # noqa: PLR2004  as documented
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    telegram.commands[language] = commands
    return True


async def set_webhook(telegram: EmulatedTelegram, params: Params) -> object:
    """Kept, and getUpdates refuses until it is deleted; nothing is posted to it."""
    url = params["url"]
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token", "")):
        raise bad_request("secret token contains unallowed characters")
    _point_updates_at(telegram, url, params)
    telegram.updates.end_poll("terminated by setWebhook request")
    return True


async def delete_webhook(telegram: EmulatedTelegram, params: Params) -> object:
    """Back to polling."""
    _point_updates_at(telegram, "", params)
    return True


def _point_updates_at(telegram: EmulatedTelegram, url: str, params: Params) -> None:
    telegram.webhook = url
    if params.get("drop_pending_updates"):
        telegram.updates.forget_all()


async def get_file(telegram: EmulatedTelegram, params: Params) -> object:
    """There so that a test can see that it is never asked for; nothing can be downloaded."""
    if params["file_id"] not in FILES:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": "photos/file_0.jpg"}


def _formatted(source: str, params: Params) -> Formatted:
    mode = params.get("parse_mode", "").lower()
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    return parse_html(source) if mode else plain(source)


def _caption(params: Params) -> Formatted:
    """Measured as it is read: tags and references count for nothing."""
    formatted = _formatted(params.get("caption", ""), params)
    if utf16(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _text(params: Params) -> Formatted:
    formatted = _formatted(params["text"], params)
    if not formatted.text:
        raise bad_request("text must be non-empty" if params["text"] else "message text is empty")
    if utf16(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def _own(telegram: EmulatedTelegram, params: Params) -> tuple[ShownMessage, Chat]:
    chat = telegram.chat_to_write_to(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message.mine or not message.editable:
        raise bad_request("message can't be edited")
    return message, chat


def _inline(raw: Params | None) -> Rows:
    markup = read_markup(raw)
    if not markup.is_inline:
        raise bad_request("inline keyboard expected")
    return markup.rows


def _show(telegram: EmulatedTelegram, chat: Chat, shown: ShownMessage, params: Params) -> dict[str, object]:
    markup = read_markup(params.get("reply_markup"))
    if markup.reply or markup.removes:
        chat.reply_keyboard = markup.reply
    shown.rows, shown.editable = markup.rows, markup.is_inline
    shown.protected = params.get("protect_content", False)
    shown.message_id = telegram.next_message_id()
    chat.messages[shown.message_id] = shown
    chat.changed()
    return shown.as_json(chat.person, telegram.bot)


_FILES = frozenset({"photo", "document"})
_CHAT: Mapping[str, type] = {"chat_id": int}
_MESSAGE: Mapping[str, type] = {"chat_id": int, "message_id": int}
_TEXT: Mapping[str, type] = {"parse_mode": str, "reply_markup": dict, "link_preview_options": dict}
_SENDING: Mapping[str, type] = {"protect_content": bool, "disable_notification": bool, "reply_markup": dict}

_WEBHOOK: Mapping[str, type] = {
    "secret_token": str,
    "max_connections": int,
    "allowed_updates": list,
    "ip_address": str,
    "drop_pending_updates": bool,
}

METHODS: Mapping[str, Method] = {
    "getMe": Method(get_me, {}, {}),
    "getUpdates": Method(get_updates, {}, {"offset": int, "limit": int, "timeout": int, "allowed_updates": list}),
    "sendMessage": Method(send_message, {**_CHAT, "text": str}, {**_TEXT, **_SENDING}),
    "sendVenue": Method(
        send_venue, {**_CHAT, "latitude": float, "longitude": float, "title": str, "address": str}, _SENDING
    ),
    "sendPhoto": Method(send_photo, {**_CHAT, "photo": Upload}, {"caption": str, "parse_mode": str, **_SENDING}),
    "sendDocument": Method(
        send_document,
        {**_CHAT, "document": Upload},
        {"caption": str, "parse_mode": str, "disable_content_type_detection": bool, **_SENDING},
    ),
    "editMessageText": Method(edit_text, {**_MESSAGE, "text": str}, _TEXT),
    "editMessageReplyMarkup": Method(edit_markup, _MESSAGE, {"reply_markup": dict}),
    "deleteMessage": Method(delete_message, _MESSAGE, {}),
    "deleteMessages": Method(delete_messages, {**_CHAT, "message_ids": list}, {}),
    "answerCallbackQuery": Method(answer_callback, {"callback_query_id": str}, {"text": str, "show_alert": bool}),
    "setMyCommands": Method(set_commands, {"commands": list}, {"language_code": str, "scope": dict}),
    "setWebhook": Method(set_webhook, {"url": str}, _WEBHOOK),
    "deleteWebhook": Method(delete_webhook, {}, {"drop_pending_updates": bool}),
    "getFile": Method(get_file, {"file_id": str}, {}),
}


def typed(method: Method, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as their types; one that is unknown, missing or of another type is refused."""
    known = {**method.required, **method.optional}
    if unknown := set(raw) - set(known):
        raise bad_request(f"unknown parameters {sorted(unknown)}")
    if missing := set(method.required) - set(raw):
        first = min(missing)
        raise bad_request(f"there is no {first} in the request" if first in _FILES else f"{first} is empty")
    found = {name: _typed(name, known[name], value) for name, value in raw.items()}
    said = {name: value for name, value in found.items() if not isinstance(value, Upload)}
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return found


def _typed(name: str, kind: type, value: Any) -> Any:
    if kind is str:
        return _string(name, value)
    if kind is Upload or isinstance(value, Upload):
        return _file(name, kind, value)
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        raise bad_request("chat not found" if name == "chat_id" else f"can't parse {name}") from None
    if kind is float and type(found) is int:
        return _number(name, found)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise bad_request("chat not found" if name == "chat_id" else f"{name} has the wrong type")
    return found


def _file(name: str, kind: type, value: Any) -> Upload:
    if kind is not Upload:
        raise bad_request(f"{name} has the wrong type")
    if not isinstance(value, Upload):
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    return value


def _string(name: str, value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise bad_request(f"{name} must be of type String")
    return str(value)


def _number(name: str, whole: int) -> float:
    try:
        return float(whole)
    except OverflowError:
        raise bad_request(f"{name} is too large") from None


async def call(telegram: EmulatedTelegram, name: str, raw: Mapping[str, Any]) -> object:
    """Carry one call out; raises ApiError."""
    method = METHODS.get(name)
    if method is None:
        raise ApiError(404, "Not Found: method not found")
    return await method.do(telegram, typed(method, raw))
