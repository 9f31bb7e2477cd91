"""One simulated Telegram: its chats, the queue of updates, and the door every API call comes through."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.channels.emulator.chat import Chat, Person
from bot.channels.emulator.errors import ApiError, bad_request
from bot.channels.emulator.faults import Faults
from bot.channels.emulator.phone import Phone

QUERY_VALID = timedelta(seconds=15)
CALLS_KEPT = 20_000


@dataclass(frozen=True)
class Call:
    """An API call that was made, and the error it got, if any."""

    method: str
    params: Mapping[str, Any]
    error: str = ""


def _now() -> datetime:
    return datetime.now(UTC)


class EmulatedTelegram:
    """A Telegram of one bot."""

    def __init__(
        self, token: str, bot_username: str = "AmaanBot", clock: Callable[[], datetime] = _now, seed: int = 0
    ) -> None:
        self.token, self.clock = token, clock
        self.bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Amaan", "username": bot_username}
        self.faults = Faults(seed)
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.chats: dict[int, Chat] = {}
        self.toasts: list[str] = []
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.webhook = ""
        self._phones: dict[int, Phone] = {}
        self._message_ids = itertools.count(1)
        self._update_ids = itertools.count(random.Random(seed).randrange(10**8))  # noqa: S311  any start will do
        self._updates: deque[dict[str, Any]] = deque()
        self._queries: dict[str, datetime] = {}
        self._query_ids = itertools.count(1)
        self._poll = 0
        self._arrived = asyncio.Event()
        self.under_way = 0
        self.touched = 0

    def phone(self, person: Person) -> Phone:
        """That person's phone."""
        if person.id not in self._phones:
            self.chats[person.id] = Chat(person)
            self._phones[person.id] = Phone(self, self.chats[person.id])
        return self._phones[person.id]

    def next_message_id(self) -> int:
        """Message ids only ever grow."""
        return next(self._message_ids)

    def push(self, update: Mapping[str, Any]) -> int:
        """Queue an update for the bot; its number."""
        number = next(self._update_ids)
        self._updates.append({"update_id": number, **update})
        self._touch()
        return number

    def repeat(self, update: Mapping[str, Any]) -> None:
        """Deliver an update once more, under its old number, as Telegram may."""
        self._updates.append(dict(update))
        self._touch()

    def pending(self) -> tuple[Mapping[str, Any], ...]:
        """Updates the bot has not acknowledged."""
        return tuple(self._updates)

    def open_query(self) -> str:
        """A fresh callback query id."""
        query = str(next(self._query_ids))
        self._queries[query] = self.clock()
        return query

    def answer_query(self, query: str) -> None:
        """Answer a press once, and in time."""
        asked_at = self._queries.pop(query, None)
        if asked_at is None or self.clock() - asked_at > QUERY_VALID:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")

    async def updates(self, offset: int | None, limit: int, timeout: float) -> list[dict[str, Any]]:
        """Long polling: what is below the offset is forgotten; a newer poll ends an older one with 409."""
        if self.webhook:
            raise ApiError(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
            )
        self._poll += 1
        mine = self._poll
        self._confirm(offset)
        self._arrived.set()
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            if mine != self._poll:
                raise ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            left = deadline - asyncio.get_running_loop().time()
            if self._updates or left <= 0:
                return list(itertools.islice(self._updates, limit))
            self._arrived.clear()
            await self._wait_for_arrival(left)

    async def _wait_for_arrival(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        except TimeoutError:
            return

    def _confirm(self, offset: int | None) -> None:
        if offset is None:
            return
        if offset < 0:
            while len(self._updates) > -offset:
                self._updates.popleft()
            return
        self._updates = deque(each for each in self._updates if each["update_id"] >= offset)

    def chat_to_write_to(self, chat_id: int) -> Chat:
        """The chat, if the bot may write to it."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.is_blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not chat.has_started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    async def wait_quiet(self, timeout: float = 10.0, quiet: float = 0.08) -> None:
        """Wait until all updates are acknowledged, no call is under way, and nothing happened for a while."""
        async with asyncio.timeout(timeout):
            while True:
                before = self.touched
                await asyncio.sleep(quiet)
                if not self._updates and not self.under_way and before == self.touched:
                    return

    def _touch(self) -> None:
        self.touched += 1
        self._arrived.set()
