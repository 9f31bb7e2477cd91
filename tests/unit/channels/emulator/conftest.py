"""The real library's Bot against the emulator, in process and over a socket."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from PIL import Image
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.channels.emulator.chat import Person
from bot.channels.emulator.http import in_process_transport, serve
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram

TOKEN = "7000000001:" + "TESTtokenTESTtokenTESTtokenTESTtok1"
GUL = Person(5_550_001_234, "Gul", "Planted", "gul_planted", "ur")


def png(width: int, height: int) -> bytes:
    """A white picture of this size."""
    written = io.BytesIO()
    Image.new("L", (width, height), 255).save(written, "PNG")
    return written.getvalue()


@dataclass
class Watch:
    """A clock that a test moves."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 9, 30, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        """Let time go by."""
        self.now += time


@pytest.fixture
def watch() -> Watch:
    """The emulator's clock."""
    return Watch()


@pytest.fixture
def telegram(watch: Watch) -> EmulatedTelegram:
    """A fresh Telegram."""
    return EmulatedTelegram(TOKEN, clock=watch)


@pytest.fixture
def gul(telegram: EmulatedTelegram) -> Phone:
    """The phone of somebody who has started the bot; nothing waits for the bot."""
    phone = telegram.phone(GUL)
    phone.write("/start")
    telegram.updates.forget_all()
    return phone


@asynccontextmanager
async def connected(base: str, token: str = TOKEN, *, read: float = 5.0, **client: object) -> AsyncIterator[Bot]:
    """A Bot that has not introduced itself yet."""

    def request() -> HTTPXRequest:
        return HTTPXRequest(connection_pool_size=8, read_timeout=read, httpx_kwargs=dict(client))

    bot = Bot(token, base_url=f"{base}/bot", request=request(), get_updates_request=request())
    try:
        yield bot
    finally:
        await bot.shutdown()
        for each in bot._request:
            await each.shutdown()


@asynccontextmanager
async def in_process(telegram: EmulatedTelegram, read: float = 5.0) -> AsyncIterator[Bot]:
    """A Bot in the emulator's own event loop."""
    async with connected("https://nowhere.invalid", read=read, transport=in_process_transport(telegram)) as bot:
        yield bot


@pytest.fixture(params=["in process", "over a socket"])
async def bot(request: pytest.FixtureRequest, telegram: EmulatedTelegram) -> AsyncIterator[Bot]:
    """The library's Bot, once each way."""
    if request.param == "in process":
        async with in_process(telegram) as near:
            yield near
        return
    async with serve(telegram) as url, connected(url) as far:
        yield far


@pytest.fixture
async def near(telegram: EmulatedTelegram) -> AsyncIterator[Bot]:
    """The library's Bot in process, for what cannot depend on the wire."""
    async with in_process(telegram) as bot:
        yield bot


@pytest.fixture
async def raw(telegram: EmulatedTelegram) -> AsyncIterator[httpx.AsyncClient]:
    """A plain HTTP client at the bot's address, for what the library would never send."""
    base = f"https://nowhere.invalid/bot{TOKEN}/"
    async with httpx.AsyncClient(transport=in_process_transport(telegram), base_url=base) as client:
        yield client


async def until(holds: Callable[[], bool]) -> None:
    """Let the event loop turn until a condition holds; TimeoutError after five seconds."""
    async with asyncio.timeout(5):
        while not holds():
            await asyncio.sleep(0.001)
