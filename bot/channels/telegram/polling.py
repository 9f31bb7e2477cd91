"""The update loop: each chat in order, chats side by side, and nothing acknowledged before it is committed.

The offset asked for next is the low-water mark: the smallest update that is not yet carried out. Whatever is above it
comes again after a crash, and its mark in the database keeps it from being carried out twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.errors import AlreadyPolled, TokenRejected
from bot.channels.telegram.translation import to_letter
from bot.turns.letters import Letter
from bot.turns.shell import Shell

log = logging.getLogger(__name__)

TRIES = 3
LONG_POLL = timedelta(seconds=30)
_ALLOWED = ["message", "edited_message", "callback_query"]
_PAUSE_WHILE_BUSY = 0.05
_PAUSE_AFTER_TROUBLE = 1.0
_PAUSE_WHILE_UNWRITABLE = 5.0


class Polling:
    """Fetches updates and hands them to the shell, until stopped."""

    def __init__(self, bot: Bot, shell: Shell, busy: Callable[[int], Awaitable[None]]) -> None:
        self._bot, self._shell, self._tell_busy = bot, shell, busy
        self._tail: dict[int, asyncio.Task[None]] = {}
        self._open: set[int] = set()
        self._done: set[int] = set()
        self._next = 0
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
            await asyncio.gather(*self._tail.values(), *self._errands, return_exceptions=True)
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
        for update in updates:
            self._take(update)
        if self._open:
            await asyncio.wait(set(self._tail.values()), timeout=_PAUSE_WHILE_BUSY)
        self._next = self._low_water()

    def _take(self, update: Update) -> None:
        number = update.update_id
        if number in self._open or number in self._done:
            return
        letter = to_letter(update)
        if update.callback_query:
            self._errand(self._stop_spinner(update))
        if letter is None:
            self._done.add(number)
            return
        self._open.add(number)
        before = self._tail.get(letter.chat)
        task = asyncio.create_task(self._in_order(before, letter, update))
        self._tail[letter.chat] = task

    async def _in_order(self, before: asyncio.Task[None] | None, letter: Letter, update: Update) -> None:
        if before:
            await asyncio.wait({before})
        try:
            await self._carry(letter, update)
        finally:
            self._open.discard(letter.update)
            self._done.add(letter.update)
            if self._tail.get(letter.chat) is asyncio.current_task():
                del self._tail[letter.chat]

    async def _carry(self, letter: Letter, update: Update) -> None:
        """Try three times; then apologise and set it aside; while nothing can be written, say so and keep trying."""
        for attempt in range(1, TRIES + 1):
            try:
                await self._shell.take(letter)
            except Exception as failure:
                log.error("an update failed (try %d): %s", attempt, type(failure).__name__)
                await asyncio.sleep(0.1 * 2**attempt)
            else:
                return
        await self._give_up(letter, update)

    async def _give_up(self, letter: Letter, update: Update) -> None:
        was_told = False
        while True:
            try:
                await self._shell.set_aside(letter, update.to_json().encode())
            except Exception as failure:
                log.error("an update could not even be set aside: %s", type(failure).__name__)
            else:
                return
            if not was_told:
                was_told = True
                await self._tell_busy(letter.chat)
            await asyncio.sleep(_PAUSE_WHILE_UNWRITABLE)
            try:
                await self._shell.take(letter)
            except Exception as failure:
                log.error("an update still fails: %s", type(failure).__name__)
            else:
                return

    def _low_water(self) -> int:
        """The smallest update not yet carried out; what lies below it need not be remembered."""
        mark = min(self._open) if self._open else max(self._done, default=self._next - 1) + 1
        self._done = {number for number in self._done if number >= mark}
        return mark

    async def _acknowledge(self) -> None:
        """Tell Telegram on the way out what was carried out, so that it does not come again."""
        try:
            await self._bot.get_updates(offset=self._low_water(), timeout=0, limit=1, allowed_updates=_ALLOWED)
        except TelegramError:
            return

    def _errand(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _stop_spinner(self, update: Update) -> None:
        """Answer the press; the query may be too old by now, which harms nobody."""
        try:
            if update.callback_query:
                await update.callback_query.answer()
        except TelegramError:
            return
