"""One simulated Telegram: its chats, the updates for the bot, and who may be written to."""

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
from bot.channels.emulator.updates import Updates

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
        self.updates = Updates(random.Random(seed).randrange(10**6, 10**8))  # noqa: S311  any start will do
        self._phones: dict[int, Phone] = {}
        self._message_ids = itertools.count(1)
        self._queries: dict[str, datetime] = {}
        self._query_ids = itertools.count(1)
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
        self.touched += 1
        return self.updates.put(update)

    def repeat(self, update: Mapping[str, Any]) -> None:
        """Deliver an update once more, under its old number, as Telegram may."""
        self.touched += 1
        self.updates.repeat(update)

    def pending(self) -> tuple[Mapping[str, Any], ...]:
        """Updates the bot has not acknowledged."""
        return self.updates.pending()

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

    async def wait_quiet(
        self, timeout: float = 10.0, quiet: float = 0.03, is_idle: Callable[[], bool] = lambda: True
    ) -> None:
        """Wait until all updates are acknowledged, no call is under way, nothing happened for `quiet` seconds,
        and the bot itself, where it can be asked, `is_idle`. Raises TimeoutError, which says what was not quiet."""
        try:
            async with asyncio.timeout(timeout):
                while not (await self._was_still_for(quiet) and is_idle()):
                    pass
        except TimeoutError:
            left = f"{len(self.pending())} updates are not acknowledged, {self.under_way} calls are under way"
            raise TimeoutError(f"not quiet within {timeout} s: {left}; idle: {is_idle()}") from None

    async def _was_still_for(self, seconds: float) -> bool:
        before = self.touched
        await asyncio.sleep(seconds)
        return not self.pending() and not self.under_way and before == self.touched
