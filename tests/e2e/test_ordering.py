"""Thirty people writing at once: each heard in order, all side by side, and nothing acknowledged early."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.casework.model import CaseRef
from bot.channels.emulator.chat import Person
from bot.channels.emulator.phone import Phone
from bot.channels.emulator.telegram import EmulatedTelegram
from bot.channels.emulator.updates import Updates
from bot.dialogue.incoming import Meaning
from tests.stores import database_of, raw_rows
from tests.world import TOKEN, World, running_world

CHATS, MESSAGES = 30, 8
SIDE_BY_SIDE = 10
"""At least so many chats must be in work at the same time."""


class Watched(Updates):
    """Looks at every poll whether all that is acknowledged by it was committed before."""

    def __init__(self, first: int, folder: Path) -> None:
        super().__init__(first)
        self._first, self._folder = first, folder
        self.offsets: list[int] = []
        self.early: list[int] = []

    async def poll(
        self, offset: int, limit: int, timeout: float, kinds: Iterable[str] | None = None
    ) -> list[dict[str, Any]]:
        """As the real one."""
        self.offsets.append(offset)
        if offset - self._first > self._committed():
            self.early.append(offset)
        return await super().poll(offset, limit, timeout, kinds)

    def _committed(self) -> int:
        with closing(sqlite3.connect(database_of(self._folder))) as raw:
            return int(raw.execute("SELECT count(*) FROM marks").fetchone()[0])


class Listener:
    """Stands in for the language model: takes its time, and remembers who was heard when."""

    def __init__(self) -> None:
        self.heard: dict[str, list[int]] = defaultdict(list)
        self.in_work: Counter[str] = Counter()
        self.most_at_once = self.most_of_one = 0

    async def understand(self, text: str) -> Meaning | None:
        """Nothing, after a moment."""
        found = re.fullmatch(r"Chat (\d+) says number (\d+)", text)
        if found:
            self.in_work[found[1]] += 1
            self.most_at_once = max(self.most_at_once, self.in_work.total())
            self.most_of_one = max(self.most_of_one, *self.in_work.values())
            await asyncio.sleep(0.03)
            self.heard[found[1]].append(int(found[2]))
            self.in_work[found[1]] -= 1
        return None


async def all_do(world: World, phones: list[Phone], act: str, *, writes: bool = False) -> None:
    """Everybody does the same at the same time."""
    for phone in phones:
        if writes:
            phone.write(act)
        else:
            phone.press(act)
    await world.telegram.wait_quiet(timeout=60, is_idle=world.amaan.is_idle)


async def test_thirty_chats_at_once(tmp_path: Path, capsys: Any) -> None:
    """Order within each chat, chats side by side, and no offset beyond what is committed."""
    telegram, listener = EmulatedTelegram(TOKEN), Listener()
    telegram.updates = watched = Watched(1000, tmp_path)
    phones = [telegram.phone(Person(5_550_200_000 + number, f"Writer{number}")) for number in range(CHATS)]
    async with running_world(tmp_path, telegram=telegram, understanding=listener.understand) as world:
        await all_do(world, phones, "/start", writes=True)
        for label in ("English", "Yes", "I am worried about a child"):
            await all_do(world, phones, label)
        for message in range(MESSAGES):
            for number, phone in enumerate(phones):
                phone.write(f"Chat {number} says number {message}")
        await telegram.wait_quiet(timeout=60, is_idle=world.amaan.is_idle)
        for label in ("A child being beaten or hurt", "No"):
            await all_do(world, phones, label)
        await all_do(world, phones, "Swabi", writes=True)
        for label in ("✔ Yes", "Continue", "Send"):
            await all_do(world, phones, label)
        with world.amaan.store.transaction() as books:
            refs = [CaseRef(row[0]) for row in raw_rows(tmp_path, "SELECT ref FROM cases")]
            narratives = sorted(books.cases.report(ref).narrative for ref in refs)
    with capsys.disabled():
        print(f"\n{CHATS} chats, {len(watched.offsets)} polls, {listener.most_at_once} at once")  # noqa: T201
    expected = ["\n".join(f"Chat {number} says number {each}" for each in range(MESSAGES)) for number in range(CHATS)]
    assert narratives == sorted(expected)
    assert all(heard == sorted(heard) for heard in listener.heard.values())
    assert listener.most_of_one == 1
    assert listener.most_at_once >= SIDE_BY_SIDE
    assert not watched.early
    assert watched.offsets == sorted(watched.offsets)
