"""Faults reach the bot as the library's own exceptions, before or after the effect."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.channels.emulator.http import serve
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.unit.channels.emulator.conftest import GUL, connected, in_process


@pytest.mark.parametrize("after_delivery", [False, True])
@pytest.mark.parametrize("status", [429, 500, 502])
async def test_a_busy_server(
    bot: Bot, telegram: EmulatedTelegram, gul: Phone, status: int, after_delivery: bool
) -> None:
    """429 is RetryAfter with its seconds, 5xx with an HTML page is NetworkError; once, and then all is well."""
    telegram.faults.add(method="sendMessage", status=status, retry_after=7, after_delivery=after_delivery)
    with pytest.raises(RetryAfter if status == 429 else NetworkError) as struck:
        await bot.send_message(GUL.id, "Salam")
    if isinstance(struck.value, RetryAfter):
        assert struck.value.retry_after == timedelta(seconds=7)
    assert gul.shows("Salam") is after_delivery
    assert await bot.send_message(GUL.id, "Salam")


@pytest.mark.parametrize("after_delivery", [False, True])
async def test_a_connection_that_is_cut(bot: Bot, telegram: EmulatedTelegram, gul: Phone, after_delivery: bool) -> None:
    """A reset is NetworkError, whether or not the message arrived."""
    telegram.faults.add(method="sendMessage", after_delivery=after_delivery)
    with pytest.raises(NetworkError) as struck:
        await bot.send_message(GUL.id, "Salam")
    assert not isinstance(struck.value, TimedOut)
    assert gul.shows("Salam") is after_delivery


@pytest.mark.parametrize("after_delivery", [False, True])
@pytest.mark.parametrize("wire", ["in process", "over a socket"])
async def test_a_server_that_says_nothing(
    telegram: EmulatedTelegram, gul: Phone, wire: str, after_delivery: bool
) -> None:
    """Silence is TimedOut after the bot's own patience, and afterwards nothing is under way."""
    telegram.faults.add(method="sendMessage", hang=60.0, after_delivery=after_delivery)
    if wire == "in process":
        async with in_process(telegram, read=0.05) as bot:
            await _times_out(bot)
    else:
        async with serve(telegram) as url, connected(url, read=0.05) as bot:
            await _times_out(bot)
            await telegram.wait_quiet(timeout=3, quiet=0.001)
    await telegram.wait_quiet(timeout=3, quiet=0.001)
    assert gul.shows("Salam") is after_delivery


async def _times_out(bot: Bot) -> None:
    with pytest.raises(TimedOut):
        await bot.send_message(GUL.id, "Salam")


async def test_polling_can_fail_too(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A fault in getUpdates loses no update; one in any method strikes whatever comes first."""
    gul.write("kept")
    telegram.faults.add(method="getUpdates", status=502)
    telegram.faults.add(method="getUpdates", after_delivery=True)
    telegram.faults.add(status=500)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await near.get_updates(timeout=0)
    assert [update.message.text for update in await near.get_updates(timeout=0) if update.message] == ["kept"]


async def test_how_often_a_fault_strikes(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """`times` is kept, `probability` repeats itself by the seed, and `clear` ends all of them."""
    telegram.faults.add(method="sendMessage", status=500, times=2)
    telegram.faults.add(method="getMe", status=500, times=99)
    assert [await _fails(near) for _ in range(3)] == [True, True, False]
    telegram.faults.clear()
    assert await near.get_me()
    runs = [[_draws(seed) for seed in (3, 4)] for _ in range(2)]
    assert runs[0] == runs[1]
    assert 20 < sum(runs[0][0]) < 80


async def _fails(bot: Bot) -> bool:
    try:
        await bot.send_message(GUL.id, "Salam")
    except NetworkError:
        return True
    return False


def _draws(seed: int) -> list[bool]:
    faults = EmulatedTelegram("1:x", seed=seed).faults
    faults.add(status=500, times=1_000, probability=0.5)
    return [faults.draw("sendMessage") is not None for _ in range(100)]


def test_a_fault_of_no_known_kind(telegram: EmulatedTelegram) -> None:
    """A fault with a field that does not exist is a mistake of the test's."""
    with pytest.raises(TypeError):
        telegram.faults.add(stats=500)
