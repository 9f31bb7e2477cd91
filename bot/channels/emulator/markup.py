"""Keyboards, checked as the server checks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.emulator.errors import bad_request
from bot.channels.emulator.html_text import utf16

MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
MOST_CALLBACK_BYTES = 64
MOST_COPIED = 256
_STYLES = ("danger", "success", "primary")
_ACTIONS = ("callback_data", "url", "copy_text")
_KNOWN = {"text", "style", "icon_custom_emoji_id", *_ACTIONS}


@dataclass(frozen=True)
class ShownButton:
    """A button under a message."""

    text: str
    kind: str
    data: str
    style: str = ""

    def shown(self) -> dict[str, str]:
        """For the page."""
        copied = self.data if self.kind == "copy" else ""
        return {"text": self.text, "kind": self.kind, "copy": copied, "style": self.style}


Rows = tuple[tuple[ShownButton, ...], ...]


def inline_rows(markup: Mapping[str, Any]) -> Rows:
    """The rows of an inline keyboard; raises ApiError for whatever the server refuses."""
    rows = markup["inline_keyboard"]
    if set(markup) != {"inline_keyboard"} or not _is_rows(rows):
        raise bad_request("can't parse inline keyboard markup JSON object")
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return tuple(tuple(_button(each) for each in row) for row in rows if row)


def _is_rows(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, list) for row in rows)


def _button(each: Mapping[str, Any]) -> ShownButton:
    if not str(each.get("text", "")).strip():
        raise bad_request("inline keyboard button text can't be empty")
    if unknown := set(each) - _KNOWN:
        raise bad_request(f"unknown field {sorted(unknown)} in an inline keyboard button")
    actions = [name for name in _ACTIONS if name in each]
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are allowed one action each")
    style = str(each.get("style", ""))
    if style and style not in _STYLES:
        raise bad_request("invalid button style specified")
    return ShownButton(each["text"], *_action(actions[0], each), style)


def _action(name: str, each: Mapping[str, Any]) -> tuple[str, str]:
    if name == "callback_data":
        if not 1 <= len(each[name].encode()) <= MOST_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return "callback", each[name]
    if name == "copy_text":
        copied = each[name].get("text", "")
        if not 1 <= utf16(copied) <= MOST_COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return "copy", copied
    if not each["url"].startswith(("https://", "http://", "tg://")):
        raise bad_request("inline keyboard button URL is invalid")
    return "url", each["url"]


def reply_rows(markup: Mapping[str, Any]) -> list[list[dict[str, object]]]:
    """The rows of a reply keyboard."""
    rows: Sequence[Sequence[Any]] = markup["keyboard"]
    if not _is_rows(rows) or not any(rows):
        raise bad_request("reply keyboard is empty")
    named = [[each if isinstance(each, dict) else {"text": each} for each in row] for row in rows]
    if any(not str(each.get("text", "")).strip() for row in named for each in row):
        raise bad_request("keyboard button text can't be empty")
    return [
        [{"text": each["text"], "request_location": bool(each.get("request_location"))} for each in row]
        for row in named
    ]
