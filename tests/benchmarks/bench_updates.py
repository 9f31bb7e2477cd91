"""What an update costs: the whole application beside a bare echo bot, over the same library and emulator, in turns."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.channels.emulator.chat import Person
from bot.channels.emulator.http import in_process_transport
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.channels.telegram.connection import connected
from tests.world import TOKEN, open_menu, running_world

CHATS, UPDATES, ROUNDS = 20, 10, 5
Settle = Callable[[], Awaitable[None]]


def main() -> None:
    """Print the median cost of an update in either bot, and their ratio."""
    echo, amaan = [], []
    for _ in range(ROUNDS):
        echo.append(asyncio.run(_timed(_echo_bot)))
        amaan.append(asyncio.run(_timed(_amaan)))
    ratios = [ours / bare for ours, bare in zip(amaan, echo, strict=True)]
    _say(f"{CHATS} chats x {UPDATES} updates, {ROUNDS} rounds in turns, medians")
    _say(f"bare echo bot     {statistics.median(echo) * 1000:6.2f} ms an update")
    _say(f"Amaan, /help      {statistics.median(amaan) * 1000:6.2f} ms an update")
    _say(f"ratio             {statistics.median(ratios):6.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")
    delivered = asyncio.run(_from_phone_to_phone())
    _say(f"report to notice on the focal point's phone {delivered * 1000:6.0f} ms")


async def _timed(bot: Callable[[EmulatedTelegram], AsyncIterator[Settle]]) -> float:
    telegram = EmulatedTelegram(TOKEN)
    phones = [telegram.phone(Person(10_000 + each, "Somebody")) for each in range(CHATS)]
    async with asynccontextmanager(bot)(telegram) as settle:
        for phone in phones:
            phone.write("/help")
        await settle()
        started = time.perf_counter()
        for _ in range(UPDATES):
            for phone in phones:
                phone.write("/help")
        await settle()
        return (time.perf_counter() - started) / (CHATS * UPDATES)


async def _echo_bot(telegram: EmulatedTelegram) -> AsyncIterator[Settle]:
    """Fetches and answers; keeps nothing, promises nothing."""

    async def echo() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=5):
                offset = update.update_id + 1
                if update.message and update.message.text:
                    await bot.send_message(update.message.chat.id, update.message.text)

    async with connected(TOKEN, "https://nowhere.invalid", in_process_transport(telegram)) as bot:
        echoing = asyncio.create_task(echo())
        yield lambda: telegram.wait_quiet(timeout=60)
        echoing.cancel()
        await asyncio.gather(echoing, return_exceptions=True)


async def _amaan(telegram: EmulatedTelegram) -> AsyncIterator[Settle]:
    with tempfile.TemporaryDirectory() as folder:
        async with running_world(Path(folder), telegram=telegram) as world:
            yield lambda: telegram.wait_quiet(timeout=60, is_idle=world.amaan.is_idle)


async def _from_phone_to_phone() -> float:
    """Seconds from Send to the notice, the receipt's stretching at its price in earnest left out."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_world(Path(folder)) as world:
            reporter, focal_point = world.reporter(), await world.focal_point()
            await open_menu(world, reporter)
            reporter.press("I am worried about a child")
            await world.quiet()
            reporter.write("The boy next door is beaten every night.")
            await world.quiet()
            for button in ("A child being beaten or hurt", "No", "Skip", "Continue"):
                reporter.press(button)
                await world.quiet()
            started = time.perf_counter()
            reporter.press("Send")
            await focal_point.wait_for("New urgent report")
            return time.perf_counter() - started


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
