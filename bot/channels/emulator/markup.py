"""Keyboards, checked as the server checks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.emulator.errors import bad_request
from bot.channels.emulator.html_text import utf16

MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
MOST_CALLBACK_BYTES = 64
MOST_COPIED = 256
LONGEST_PLACEHOLDER = 64
_STYLES = ("danger", "success", "primary")
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_KINDS = {"callback_data": "callback", "url": "url", "copy_text": "copy"}
_ASKS = {"request_location", "request_contact"}
_FLAGS = {"is_persistent", "resize_keyboard", "one_time_keyboard", "selective"}
_URL = re.compile(r"(?i)(?:https?://)?(?:[\w-]+\.)+\w{2,}(?::\d+)?(?:[/?#]\S*)?|tg://\S+")


@dataclass(frozen=True)
class ShownButton:
    """A button under a message; `kind` is callback, url or copy."""

    text: str
    kind: str
    data: str
    style: str = ""

    def shown(self) -> dict[str, str]:
        """For the page."""
        copied = self.data if self.kind == "copy" else ""
        return {"text": self.text, "kind": self.kind, "copy": copied, "style": self.style}

    def as_json(self) -> dict[str, object]:
        """As the Bot API shows a button."""
        action = next(name for name, kind in _KINDS.items() if kind == self.kind)
        shown: dict[str, object] = {"text": self.text}
        shown[action] = {"text": self.data} if self.kind == "copy" else self.data
        return shown | ({"style": self.style} if self.style else {})


Rows = tuple[tuple[ShownButton, ...], ...]
ReplyRows = list[list[dict[str, object]]]


@dataclass(frozen=True)
class Markup:
    """A reply_markup that was accepted: an inline keyboard, or what it does to the reply keyboard."""

    rows: Rows = ()
    reply: ReplyRows | None = None
    removes: bool = False
    forces: bool = False

    @property
    def is_inline(self) -> bool:
        """Whether a message with it can be edited later."""
        return not (self.reply or self.removes or self.forces)


def read_markup(raw: Mapping[str, Any] | None) -> Markup:
    """Any reply_markup; raises ApiError for whatever the server refuses."""
    if not raw:
        return Markup()
    if "inline_keyboard" in raw:
        _only({"inline_keyboard"}, raw, "inline keyboard markup")
        return Markup(rows=_inline_rows(raw["inline_keyboard"]))
    if "keyboard" in raw:
        return Markup(reply=_reply_rows(raw))
    if _flag(raw, "remove_keyboard"):
        return Markup(removes=True)
    if _flag(raw, "force_reply"):
        return Markup(forces=True)
    raise bad_request("object expected as reply markup")


def _inline_rows(rows: object) -> Rows:
    checked = _rows(rows, "inline_keyboard", _inline_button)
    if sum(map(len, checked)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in checked):
        raise bad_request("reply markup is too long")
    return tuple(tuple(row) for row in checked)


def _rows(rows: object, name: str, button: Callable[[Any], Any]) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return [[button(each) for each in row] for row in rows if row]


def _inline_button(each: Any) -> ShownButton:
    what = "inline keyboard button"
    _check_looks(each, what)
    _only(_LOOKS | set(_KINDS), each, what)
    actions = [name for name in _KINDS if each.get(name)]
    if not actions:
        raise bad_request(f"can't parse {what}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse {what}: Exactly one action is allowed")
    return ShownButton(each["text"], *_action(actions[0], each[actions[0]]), each.get("style", ""))


def _check_looks(each: Any, what: str) -> None:
    if not isinstance(each, dict):
        raise bad_request(f"can't parse {what}: Expected an Object")
    if "text" not in each:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(each["text"], str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    if not each["text"].strip():
        raise bad_request(f"{what} text can't be empty")
    if "style" in each and each["style"] not in _STYLES:
        raise bad_request("invalid button style specified")


def _only(known: set[str], raw: Mapping[str, Any], what: str) -> None:
    """The server passes over what it does not know; here it is most likely a slip."""
    if unknown := set(raw) - known:
        raise bad_request(f"unknown field {min(unknown)!r} in {what}")


def _action(name: str, value: Any) -> tuple[str, str]:
    if name == "copy_text":
        copied = value.get("text") if isinstance(value, dict) else None
        if not isinstance(copied, str) or not 1 <= utf16(copied) <= MOST_COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return "copy", copied
    if not isinstance(value, str):
        raise bad_request(f'can\'t parse inline keyboard button: Field "{name}" must be of type String')
    if name == "callback_data" and len(value.encode()) > MOST_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if name == "url" and not _URL.fullmatch(value):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return _KINDS[name], value


def _reply_rows(raw: Mapping[str, Any]) -> ReplyRows:
    _only({"keyboard", "input_field_placeholder", *_FLAGS}, raw, "reply keyboard markup")
    for name in _FLAGS:
        _flag(raw, name)
    placeholder = raw.get("input_field_placeholder", "")
    if not isinstance(placeholder, str) or utf16(placeholder) > LONGEST_PLACEHOLDER:
        raise bad_request("invalid input field placeholder specified")
    rows = _rows(raw["keyboard"], "keyboard", _reply_button)
    if not rows:
        raise bad_request("reply keyboard is empty")
    return rows


def _reply_button(each: Any) -> dict[str, object]:
    if isinstance(each, str):
        each = {"text": each}
    _check_looks(each, "keyboard button")
    _only(_LOOKS | _ASKS, each, "keyboard button")
    if _flag(each, "request_contact") and _flag(each, "request_location"):
        raise bad_request("can't parse keyboard button: Exactly one action is allowed")
    return {"text": each["text"], "request_location": _flag(each, "request_location")}


def _flag(raw: Mapping[str, Any], name: str) -> bool:
    value = raw.get(name, False)
    if not isinstance(value, bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return value
