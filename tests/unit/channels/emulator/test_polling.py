"""getUpdates by its documented rules: offsets, limits, waiting, rivals."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken

from bot.channels.emulator.http import serve
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from tests.unit.channels.emulator.conftest import connected, until


def _texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text for update in updates if update.message]


async def test_what_is_not_confirmed_comes_again(bot: Bot, gul: Phone) -> None:
    """Without an offset, or with one that is lower, the same updates come again, in their order."""
    first = gul.write("one")
    gul.write("two")
    for offset in (None, 0, first - 5, first):
        assert _texts(await bot.get_updates(offset, timeout=0)) == ["one", "two"]


async def test_an_offset_forgets_what_is_below_it(bot: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """What lies below the offset never comes again, not even for a lower offset."""
    first, second = gul.write("one"), gul.write("two")
    assert _texts(await bot.get_updates(second, timeout=0)) == ["two"]
    assert _texts(await bot.get_updates(first, timeout=0)) == ["two"]
    assert await bot.get_updates(second + 1, timeout=0) == ()
    assert telegram.pending() == ()


async def test_a_negative_offset_counts_from_the_end(near: Bot, gul: Phone) -> None:
    """-2 keeps the two newest and forgets the others."""
    for text in ("one", "two", "three"):
        gul.write(text)
    assert _texts(await near.get_updates(-2, timeout=0)) == ["two", "three"]
    assert _texts(await near.get_updates(timeout=0)) == ["two", "three"]
    assert _texts(await near.get_updates(-9, timeout=0)) == ["two", "three"]


async def test_a_limit_is_kept(near: Bot, gul: Phone) -> None:
    """At most `limit` updates at once, and never more than a hundred."""
    for number in range(103):
        gul.write(str(number))
    assert _texts(await near.get_updates(limit=2, timeout=0)) == ["0", "1"]
    assert len(await near.get_updates(limit=500, timeout=0)) == 100


async def test_only_kinds_that_were_asked_for_come(near: Bot, gul: Phone) -> None:
    """allowed_updates holds until it is changed, and an empty list means nearly all again."""
    await near.get_updates(timeout=0, allowed_updates=["callback_query"])
    gul.write("unheard")
    assert await near.get_updates(timeout=0) == ()
    await near.get_updates(timeout=0, allowed_updates=[])
    gul.write("heard")
    assert _texts(await near.get_updates(timeout=0)) == ["heard"]


async def test_a_long_poll_wakes_at_once(bot: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A waiting poll answers when something is written, not when its time is up."""
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await until(lambda: telegram.updates.open_polls == 1)
    gul.write("Salam")
    async with asyncio.timeout(2):
        assert _texts(await poll) == ["Salam"]


async def test_a_long_poll_ends_empty(near: Bot, telegram: EmulatedTelegram) -> None:
    """Nothing by the end of the time is an empty answer, no error."""
    assert await telegram.updates.poll(0, 100, 0.02) == []
    assert await near.get_updates(timeout=0) == ()


async def test_a_second_poll_ends_the_first(bot: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """Two bots on one token: the older poll gets Conflict, and the newer one the updates."""
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await until(lambda: telegram.updates.open_polls == 1)
    second = asyncio.create_task(bot.get_updates(timeout=50))
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first
    gul.write("Salam")
    assert _texts(await second) == ["Salam"]


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """setWebhook ends a waiting poll and forbids others, until deleteWebhook."""
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await until(lambda: telegram.updates.open_polls == 1)
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="setWebhook"):
        await poll
    gul.write("kept")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    assert _texts(await bot.get_updates(timeout=0)) == ["kept"]


async def test_a_cancelled_poll_loses_nothing(bot: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A poll given up by the bot takes no update with it, and the next one is not in conflict."""
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await until(lambda: telegram.updates.open_polls == 1)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    gul.write("kept")
    assert _texts(await bot.get_updates(timeout=0)) == ["kept"]


async def test_a_repeated_update_comes_even_when_confirmed(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """`repeat` delivers exactly once more, whatever offset the bot has reached."""
    number = gul.write("twice")
    update = telegram.pending()[0]
    assert await near.get_updates(number + 1, timeout=0) == ()
    telegram.repeat(update)
    assert _texts(await near.get_updates(number + 1, timeout=0)) == ["twice"]
    assert await near.get_updates(number + 1, timeout=0) == ()


@pytest.mark.parametrize("token", ["7000000001:" + "wrong" * 7, "nonsense"])
async def test_a_wrong_token_is_rejected(telegram: EmulatedTelegram, token: str) -> None:
    """Another token, well formed or not, is InvalidToken for every method."""
    async with serve(telegram) as url, connected(url, token) as bot:
        for calling in (bot.get_me(), bot.get_updates(timeout=0), bot.send_message(1, "x")):
            with pytest.raises(InvalidToken):
                await calling
    assert not telegram.calls


async def test_quiet_is_waited_for(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """It is quiet once the bot has acknowledged; until then the wait says what is not."""
    await telegram.wait_quiet(timeout=2, quiet=0.001)
    number = gul.write("Salam")
    with pytest.raises(TimeoutError, match="1 updates are not acknowledged"):
        await telegram.wait_quiet(timeout=0.02, quiet=0.001)
    await near.get_updates(number + 1, timeout=0)
    await telegram.wait_quiet(timeout=2, quiet=0.001)
    with pytest.raises(TimeoutError, match="idle: False"):
        await telegram.wait_quiet(timeout=0.02, quiet=0.001, is_idle=lambda: False)


async def test_quiet_waits_for_a_call_under_way(near: Bot, telegram: EmulatedTelegram, gul: Phone) -> None:
    """A call that hangs is not quiet, and once it is given up it is."""
    telegram.faults.add(method="sendMessage", hang=30.0)
    sending = asyncio.create_task(near.send_message(gul.person.id, "Salam"))
    await until(lambda: telegram.under_way == 1)
    with pytest.raises(TimeoutError, match="1 calls are under way"):
        await telegram.wait_quiet(timeout=0.02, quiet=0.001)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    await telegram.wait_quiet(timeout=2, quiet=0.001)
