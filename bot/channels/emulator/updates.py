"""The queue of updates for the bot, by getUpdates' rules for offsets and rival polls."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.emulator.errors import ApiError

RIVAL = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """Updates wait here, in order, until a poll with a higher offset confirms them."""

    def __init__(self, first: int) -> None:
        self._numbers = itertools.count(first)
        self._waiting: deque[dict[str, Any]] = deque()
        self._owed: set[int] = set()
        self._kinds: frozenset[str] = frozenset()
        self._poll, self._ended_by, self._hung_up = 0, RIVAL, False
        self._arrived = asyncio.Event()
        self.open_polls = 0

    def put(self, update: Mapping[str, Any]) -> int:
        """Queue an update; its number. One of a kind the bot does not ask for goes nowhere."""
        number = next(self._numbers)
        if not self._kinds or self._kinds & set(update):
            self._waiting.append({"update_id": number, **update})
            self._arrived.set()
        return number

    def repeat(self, update: Mapping[str, Any]) -> None:
        """Deliver an update once more under its old number, even when it was confirmed already."""
        self._owed.add(update["update_id"])
        self._waiting.append(dict(update))
        self._arrived.set()

    def pending(self) -> tuple[Mapping[str, Any], ...]:
        """What is not confirmed."""
        return tuple(self._waiting)

    def forget_all(self) -> None:
        """Drop what waits."""
        self._waiting.clear()

    async def poll(
        self, offset: int, limit: int, timeout: float, kinds: Iterable[str] | None = None
    ) -> list[dict[str, Any]]:
        """Long polling: what is below the offset is forgotten; a newer poll ends an older one with 409.

        `kinds` are the allowed_updates from now on; None leaves them as they were.
        """
        if kinds is not None:
            self._kinds = frozenset(map(str, kinds))
        self._confirm(offset)
        mine = self._supersede(RIVAL)
        self.open_polls += 1
        try:
            await self._wait(mine, timeout)
        finally:
            self.open_polls -= 1
        if mine != self._poll:
            raise ApiError(409, f"Conflict: {self._ended_by}")
        return self._take(limit)

    def end_poll(self, because: str) -> None:
        """Let a waiting poll fail with 409."""
        self._supersede(because)

    def hang_up(self) -> None:
        """Answer polls at once from now on, so that a server can close."""
        self._hung_up = True
        self._arrived.set()

    def pick_up(self) -> None:
        """Let polls wait again."""
        self._hung_up = False

    def _supersede(self, because: str) -> int:
        self._poll += 1
        self._ended_by = because
        self._arrived.set()
        return self._poll

    async def _wait(self, mine: int, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while mine == self._poll and not self._waiting and not self._hung_up and loop.time() < until:
            self._arrived.clear()
            try:
                async with asyncio.timeout_at(until):
                    await self._arrived.wait()
            except TimeoutError:
                return

    def _take(self, limit: int) -> list[dict[str, Any]]:
        taken = list(itertools.islice(self._waiting, limit))
        self._owed -= {update["update_id"] for update in taken}
        return taken

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = deque(self._waiting, maxlen=-offset)
            self._waiting = deque(self._waiting)
            return
        self._waiting = deque(each for each in self._waiting if self._is_due(each["update_id"], offset))

    def _is_due(self, number: int, offset: int) -> bool:
        return number >= offset or number in self._owed
