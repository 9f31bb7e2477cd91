"""The update loop: each chat in order, chats side by side, and nothing acknowledged before it is committed.

The offset asked for next is the low-water mark: the smallest update that is not yet carried out. Whatever is above it
comes again after a crash, and its mark in the database keeps it from being carried out twice.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.errors import AlreadyPolled, TokenRejected
from bot.channels.telegram.translation import to_letter, without_people
from bot.storage.errors import is_unwritable
from bot.turns.letters import Letter
from bot.turns.shell import Shell

log = logging.getLogger(__name__)

TRIES = 3
LONG_POLL = timedelta(seconds=30)
_ALLOWED = ["message", "edited_message", "callback_query"]
_PAUSE_WHILE_BUSY = 0.05
_LONGEST_PAUSE = 1.0
_PAUSE_AFTER_TROUBLE = 1.0
_PAUSE_WHILE_UNWRITABLE = 2.0
_LONGEST_GOODBYE = 2.0


class Polling:
    """Fetches updates and hands them to the shell, until stopped."""

    def __init__(self, bot: Bot, shell: Shell, busy: Callable[[int], Awaitable[None]]) -> None:
        self._bot, self._shell, self._tell_busy = bot, shell, busy
        self._tail: dict[int, asyncio.Task[bool]] = {}
        self._open: set[int] = set()
        self._done: set[int] = set()
        self._next = 0
        self._pause = _PAUSE_WHILE_BUSY
        self._stopping = asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Fetch no more; what was fetched is finished first."""
        self._stopping.set()

    async def run(self) -> None:
        """Fetch until stopped. Raises TokenRejected or AlreadyPolled, which no waiting mends."""
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            while not self._stopping.is_set():
                fetching = asyncio.ensure_future(self._fetch())
                await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not fetching.done():
                    fetching.cancel()
                    await asyncio.gather(fetching, return_exceptions=True)
                    break
                fetching.result()
        finally:
            stopping.cancel()
            await asyncio.gather(*self._tail.values(), return_exceptions=True)
            for errand in self._errands:
                errand.cancel()
            await asyncio.gather(*self._errands, return_exceptions=True)
        await self._acknowledge()

    def is_idle(self) -> bool:
        """Whether everything fetched so far has been carried out."""
        return not self._open

    async def _fetch(self) -> None:
        wait = timedelta(0) if self._open else LONG_POLL
        try:
            updates = await self._bot.get_updates(offset=self._next or None, timeout=wait, allowed_updates=_ALLOWED)
        except InvalidToken:
            raise TokenRejected from None
        except Conflict:
            raise AlreadyPolled from None
        except RetryAfter as busy:
            pause = busy.retry_after
            await asyncio.sleep(pause.total_seconds() if isinstance(pause, timedelta) else pause)
            return
        except TelegramError as trouble:
            log.warning("could not fetch updates: %s", type(trouble).__name__)
            await asyncio.sleep(_PAUSE_AFTER_TROUBLE)
            return
        except Exception as failure:  # the library could not read one of them, and then gives out none
            log.error("an update cannot be read: %s", type(failure).__name__)
            updates = await self._readable()
        is_fruitful = any([self._take(update) for update in updates])
        if self._open:
            await self._breathe(is_fruitful=is_fruitful)
        self._next = self._low_water()

    async def _readable(self) -> tuple[Update, ...]:
        """What can be read of what waits; each that cannot is set aside, or it would stop the bot for ever."""
        read: list[Update] = []
        try:
            for raw in await self._fetch_raw():
                try:
                    read.append(Update.de_json(raw, self._bot))
                except Exception:
                    await self._shell.set_aside_unread(raw["update_id"], json.dumps(without_people(raw)).encode())
                    self._done.add(raw["update_id"])
        except Exception as trouble:
            log.warning("could not fetch updates one by one: %s", type(trouble).__name__)
            await asyncio.sleep(_PAUSE_AFTER_TROUBLE)
        return tuple(read)

    async def _fetch_raw(self) -> list[dict[str, Any]]:
        found: Any = await self._bot.request.post(f"{self._bot.base_url}/getUpdates?offset={self._next}&timeout=0")
        return list(found)

    async def _breathe(self, *, is_fruitful: bool) -> None:
        """Until something is carried out, or a moment, longer each time there is nothing new: Telegram counts calls."""
        self._pause = _PAUSE_WHILE_BUSY if is_fruitful else min(2 * self._pause, _LONGEST_PAUSE)
        await asyncio.wait(set(self._tail.values()), timeout=self._pause, return_when=asyncio.FIRST_COMPLETED)

    def _take(self, update: Update) -> bool:
        """Whether it is new."""
        number = update.update_id
        if number in self._open or number in self._done:
            return False
        try:
            letter = to_letter(update)
        except Exception as failure:
            log.error("an update could not be translated: %s", type(failure).__name__)
            self._open.add(number)
            self._errand(self._shelve(update))
            return True
        if update.callback_query:
            self._errand(self._stop_spinner(update))
        if letter is None:
            self._done.add(number)
            return True
        self._open.add(number)
        before = self._tail.get(letter.chat)
        task = asyncio.create_task(self._in_order(before, letter, update))
        self._tail[letter.chat] = task
        return True

    async def _in_order(self, before: asyncio.Task[bool] | None, letter: Letter, update: Update) -> bool:
        """Whether it was carried out. One that was not stays open, and what the same chat wrote after it does too."""
        if before and not await before:
            return False
        if not await self._carry(letter, update):
            return False
        self._open.discard(letter.update)
        self._done.add(letter.update)
        if self._tail.get(letter.chat) is asyncio.current_task():
            del self._tail[letter.chat]
        return True

    async def _carry(self, letter: Letter, update: Update) -> bool:
        """Try three times, then set it aside; while nothing can be written, say so and go on trying until stopped."""
        tries, was_told = 0, False
        while True:
            try:
                if tries < TRIES:
                    await self._shell.take(letter)
                else:
                    await self._shell.set_aside(letter)
            except Exception as failure:
                cannot_write = is_unwritable(failure)
                tries += not cannot_write
                log.error("an update failed (try %d): %s", tries, type(failure).__name__)
            else:
                return True
            if not was_told and (cannot_write or tries > TRIES):
                was_told = True
                self._errand(self._tell_busy(letter.chat))
            if await self._is_stopped_within(_PAUSE_WHILE_UNWRITABLE if cannot_write else 0.1 * 2 ** min(tries, 6)):
                return False

    async def _is_stopped_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._stopping.wait()
        except TimeoutError:
            return False

    def _low_water(self) -> int:
        """The smallest update not yet carried out; what lies below it need not be remembered."""
        mark = min(self._open) if self._open else max(self._done, default=self._next - 1) + 1
        self._done = {number for number in self._done if number >= mark}
        return mark

    async def _acknowledge(self) -> None:
        """Tell Telegram on the way out what was carried out, so that it does not come again."""
        try:
            async with asyncio.timeout(_LONGEST_GOODBYE):
                await self._bot.get_updates(offset=self._low_water(), timeout=0, limit=1, allowed_updates=_ALLOWED)
        except (TelegramError, TimeoutError):
            return

    def _errand(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _shelve(self, update: Update) -> None:
        """Set aside what could not be translated; until that is committed it stays unacknowledged."""
        raw = json.dumps(without_people(update.to_dict())).encode()
        await self._shell.set_aside_unread(update.update_id, raw)
        self._open.discard(update.update_id)
        self._done.add(update.update_id)

    async def _stop_spinner(self, update: Update) -> None:
        """Answer the press; the query may be too old by now, which harms nobody."""
        try:
            if update.callback_query:
                await update.callback_query.answer()
        except TelegramError:
            return
