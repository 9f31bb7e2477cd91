"""python-telegram-bot's Bot over a Bot API server, or over whatever transport stands in its place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from httpx import AsyncBaseTransport
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.errors import TokenRejected, Unreachable

CONNECTIONS = 32


@asynccontextmanager
async def connected(token: str, api_base_url: str, transport: AsyncBaseTransport | None = None) -> AsyncIterator[Bot]:
    """A Bot that has said who it is; raises TokenRejected or Unreachable."""
    bot = _bot(token, api_base_url, transport)
    try:
        await bot.initialize()
    except InvalidToken:
        await bot.shutdown()
        raise TokenRejected from None
    except TelegramError as trouble:
        await bot.shutdown()
        raise Unreachable(type(trouble).__name__) from None
    try:
        yield bot
    finally:
        await bot.shutdown()


def _bot(token: str, api_base_url: str, transport: AsyncBaseTransport | None) -> Bot:
    def request(connections: int) -> HTTPXRequest:
        chosen = {"transport": transport} if transport else {}
        return HTTPXRequest(connections, httpx_kwargs=chosen, read_timeout=20.0, connect_timeout=10.0)

    return Bot(
        token,
        base_url=f"{api_base_url}/bot",
        base_file_url=f"{api_base_url}/file/bot",
        request=request(CONNECTIONS),
        get_updates_request=request(2),
    )
