"""The emulator as a server: bodies that make no sense, ports that are taken, an end without noise."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
from collections.abc import Mapping
from contextlib import AsyncExitStack

import httpx
import pytest

from bot.channels.emulator.errors import PortTaken
from bot.channels.emulator.http import serve
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.unit.channels.emulator.conftest import GUL, TOKEN, connected, until

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
GOOD = json.dumps({"chat_id": GUL.id, "text": "Salam"}).encode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, b"{"),
        (JSON, b"[]"),
        (JSON, b""),
        (JSON, b'"x"'),
        (JSON, b"\xff\xfe"),
        (JSON, b"[" * 100_000),
        (JSON, b'{"chat_id": {}, "text": "x"}'),
        (JSON, b'{"chat_id": true, "text": "x"}'),
        (JSON, b'{"chat_id": 5550001234, "text": ["x"]}'),
        (JSON, b'{"chat_id": 5550001234, "text": "\\ud800"}'),
        (JSON, b'{"chat_id": 5550001234}'),
        (FORM, b"chat_id=5550001234&text=%ff"),
        (FORM, b"chat_id=5550001234&text=x&reply_markup={"),
        (FORM, b"chat_id=5550001234&text=x&reply_markup=" + b"[" * 100_000),
        (FORM, b"\xff"),
        (FORM, GOOD),
        ("text/plain", GOOD),
        ("multipart/form-data; boundary=x", GOOD),
        ("", GOOD),
    ],
)
async def test_a_body_that_makes_no_sense(raw: httpx.AsyncClient, gul: Phone, kind: str, body: bytes) -> None:
    """A body that is broken, or no form and no JSON, is a 400 with a reason."""
    answer = await raw.post("sendMessage", content=body, headers={"content-type": kind} if kind else {})
    assert answer.status_code == 400
    assert answer.json()["description"].startswith("Bad Request: ")
    assert len(gul.messages) == 1


async def test_parameters_come_any_way(raw: httpx.AsyncClient, gul: Phone) -> None:
    """In the address, as a form, as JSON with nulls, all three are the same."""
    words: Mapping[str, str] = {"chat_id": str(GUL.id), "text": "Salam"}
    for answer in (
        await raw.get("sendMessage", params=words),
        await raw.post("sendMessage", data=words),
        await raw.post("sendMessage", json={**words, "reply_markup": None}),
        await raw.post("sendMessage", json={"text": "Salam"}, params={"chat_id": GUL.id}),
        await raw.post("sendMessage", content=GOOD, headers={"content-type": "application/json; charset=utf-8"}),
    ):
        assert answer.json()["result"]["text"] == "Salam"


async def test_numbers_that_are_none(raw: httpx.AsyncClient, gul: Phone) -> None:
    """Not-a-number, infinity and numbers beyond all bounds are refused."""
    place = {"chat_id": str(GUL.id), "longitude": "1", "title": "a", "address": "b"}
    for latitude in ("NaN", "Infinity", "1" + "0" * 400, "x", "true"):
        answer = await raw.post("sendVenue", data={**place, "latitude": latitude})
        assert answer.status_code == 400


async def test_a_taken_port_is_named(telegram: EmulatedTelegram) -> None:
    """A port somebody listens on is PortTaken with its number; free again, it is served at once."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as taken:
            async with serve(telegram, port=port):
                pass
        assert taken.value.port == port
    async with serve(telegram, port=port) as url:
        assert url == f"http://127.0.0.1:{port}"
        with pytest.raises(PortTaken):
            async with serve(telegram, port=port):
                pass
    async with serve(telegram, port=port) as again, connected(again) as bot:
        assert (await bot.get_me()).is_bot


async def test_an_address_that_is_not_here_is_no_taken_port(telegram: EmulatedTelegram) -> None:
    """Only a taken port is called one."""
    with pytest.raises(OSError, match="assign"):
        async with serve(telegram, host="192.0.2.1"):
            pass


async def test_closing_ends_a_waiting_poll_and_leaves_nothing_open(telegram: EmulatedTelegram) -> None:
    """With a poll waiting for 50 seconds the server still closes at once, and the garbage collector finds nothing."""
    async with asyncio.timeout(5), AsyncExitStack() as later:
        async with serve(telegram) as url:
            bot = await later.enter_async_context(connected(url, read=60))
            poll = asyncio.create_task(bot.get_updates(timeout=50))
            await until(lambda: telegram.updates.open_polls == 1)
            started = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - started < 0.9
        assert await poll == ()
    gc.collect()


async def test_what_fails_inside_still_closes_the_server(telegram: EmulatedTelegram) -> None:
    """An error in the block comes out as it is, and the port is free again."""
    with pytest.raises(ZeroDivisionError):
        async with serve(telegram) as url:
            raise ZeroDivisionError
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{url}/bot{TOKEN}/getMe")
