"""`amaan run`: the real bot, by long polling, until it is told to stop."""

from __future__ import annotations

import asyncio
import sys

from bot.bootstrap import built
from bot.channels.telegram.errors import AlreadyPolled, TokenRejected, Unreachable
from bot.config import Settings
from bot.refusals import Refusal
from bot.stopping import stop_word


async def run_bot(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM; raises Refusal where it cannot."""
    if not settings.token:
        raise Refusal(
            "There is no bot token yet.",
            "In Telegram, write /newbot to @BotFather; it gives you a token. Then: AMAAN_TOKEN=<token> amaan run "
            "(or put it in a file and name the file in AMAAN_TOKEN_FILE).",
            "To try everything without a token: make try, or amaan demo.",
        )
    try:
        async with built(settings) as amaan, amaan.running() as polling:
            stop = stop_word()
            sys.stdout.write("The bot is running (Ctrl+C ends it)\n")
            sys.stdout.flush()
            stopped = asyncio.ensure_future(stop.wait())
            await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if polling.done():
                polling.result()
    except TokenRejected:
        raise Refusal("Telegram does not know this token.", "Look at AMAAN_TOKEN, or ask @BotFather for it.") from None
    except AlreadyPolled:
        raise Refusal("Another program is already running this bot.", "Stop it first: only one may fetch.") from None
    except Unreachable as trouble:
        raise Refusal(
            f"The Bot API at {settings.api_base_url} does not answer ({trouble.kind}).",
            "Look at the network, or at --api-base-url (AMAAN_API_BASE_URL).",
        ) from None
