"""Buttons by the documented rules: bytes, labels, one action each, known styles."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest

from bot.channels.emulator.phone import Phone
from tests.unit.channels.emulator.conftest import GUL


def _one(label: str = "Yes", **action: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, **action)]])


@pytest.mark.parametrize(
    "markup",
    [
        _one(callback_data="x" * 64),
        _one(callback_data="ا" * 32),
        _one(callback_data="x", style="danger"),
        _one(copy_text=CopyTextButton("🙂" * 128)),
        _one(url="https://example.org/path?x=1"),
        _one(url="example.org"),
        _one(url="tg://resolve?domain=AmaanBot"),
        InlineKeyboardMarkup([[InlineKeyboardButton(str(each), callback_data="x") for each in range(8)]] * 12),
        InlineKeyboardMarkup([]),
    ],
)
async def test_buttons_that_are_accepted(near: Bot, gul: Phone, markup: InlineKeyboardMarkup) -> None:
    """Up to every limit, a keyboard is shown as it was sent."""
    sent = await near.send_message(GUL.id, "Choose", reply_markup=markup)
    assert gul.last.labels() == [button.text for row in markup.inline_keyboard for button in row]
    assert sent.reply_markup == (markup if markup.inline_keyboard else None)


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (_one(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (_one(callback_data="ا" * 33), "BUTTON_DATA_INVALID"),
        (_one(callback_data=""), "Text buttons are unallowed"),
        (_one(), "Text buttons are unallowed"),
        (_one("", callback_data="x"), "text can't be empty"),
        (_one(" ", callback_data="x"), "text can't be empty"),
        (_one(callback_data="x", url="https://example.org"), "Exactly one action"),
        (_one(callback_data="x", copy_text=CopyTextButton("y")), "Exactly one action"),
        (_one(callback_data="x", style="pink"), "style"),
        (_one(copy_text=CopyTextButton("")), "COPY_TEXT_INVALID"),
        (_one(copy_text=CopyTextButton("🙂" * 129)), "COPY_TEXT_INVALID"),
        (_one(url="not-a-url"), "Wrong HTTP URL"),
        (_one(url="javascript:alert(1)"), "Wrong HTTP URL"),
        (_one(switch_inline_query="x"), "unknown field"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")] * 9]), "too long"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")] * 8] * 13), "too long"),
        (ReplyKeyboardMarkup([["x", " "]]), "text can't be empty"),
        (ReplyKeyboardMarkup([["x"]], input_field_placeholder="x" * 65), "placeholder"),
    ],
)
async def test_buttons_that_are_refused(near: Bot, gul: Phone, markup: InlineKeyboardMarkup, why: str) -> None:
    """One step over a limit, the whole message is refused and nothing is shown."""
    before = gul.snapshot()
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await near.send_message(GUL.id, "Choose", reply_markup=markup)
    assert gul.snapshot() == before


@pytest.mark.parametrize(
    "markup",
    [
        [],
        "text",
        {"inline_keyboard": "x"},
        {"inline_keyboard": [{}]},
        {"inline_keyboard": [["x"]]},
        {"inline_keyboard": [[{"text": 3, "callback_data": "x"}]]},
        {"inline_keyboard": [[{"callback_data": "x"}]]},
        {"inline_keyboard": [[{"text": "x", "callback_data": 3}]]},
        {"inline_keyboard": [[{"text": "x", "callback_data": "\ud800"}]]},
        {"inline_keyboard": [[{"text": "x", "copy_text": "y"}]]},
        {"inline_keyboard": [[{"text": "x", "callback_data": "x", "style": ["danger"]}]]},
        {"inline_keyboard": [], "resize_keyboard": True},
        {"keyboard": []},
        {"keyboard": [["x"]], "resize_keyboard": "yes"},
        {"keyboard": [[{"text": "x", "request_location": 1}]]},
        {"keyboard": [[{"text": "x", "request_location": True, "request_contact": True}]]},
        {"remove_keyboard": "yes"},
        {"remove_keyboard": False},
        {"unknown": True},
    ],
)
async def test_a_keyboard_of_the_wrong_shape(raw: httpx.AsyncClient, gul: Phone, markup: object) -> None:
    """A keyboard the library would never send is refused with 400, as a form and as JSON."""
    form = {"chat_id": str(GUL.id), "text": "x", "reply_markup": json.dumps(markup)}
    for answer in (
        await raw.post("sendMessage", data=form),
        await raw.post("sendMessage", content=json.dumps({**form, "reply_markup": markup}), headers=JSON),
    ):
        assert answer.status_code == 400
        assert answer.json()["ok"] is False


JSON = {"content-type": "application/json"}
