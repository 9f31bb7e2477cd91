"""Plays a transcript through the whole application, line by line."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from bot.casework.routing import Role
from bot.clock import tick
from services_directory import Status
from tests.conversations.deeds import Deeds, until_quiet
from tests.conversations.phones import Phones
from tests.conversations.transcript import Kind, Line
from tests.world import World

HARMLESS = ("bot was blocked", "message is not modified", "message can't be deleted")
"""What Telegram may refuse: words for somebody who blocked us, taking buttons off that are gone already, taking back
what has stood for two days, where a transcript leaps over the ten minutes after which it goes."""
PAKISTAN = timezone(timedelta(hours=5))


@dataclass
class Clock:
    """The application's time, which a transcript can put forward."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Player:
    """One transcript's run."""

    def __init__(self, world: World, clock: Clock) -> None:
        self._world, self._clock = world, clock
        self._phones = Phones(world.telegram)
        self._deeds = Deeds(world.telegram, self._phones)
        self._checks: list[tuple[str, Callable[[str, re.Match[str]], Awaitable[None]]]] = [
            (r"enrolled as (\w+) of (\S+)", self._enrol),
            (r"(\d+) (minutes|hours|days) later", self._wait),
            (r"the next (\d+) o'clock", self._until),
            (r"complaints that wait: (\d+)", self._complaints),
            (r"suspended: (\S+)", self._suspended),
            (r"(\w+): (\d+)", self._count),
            (r"at most (\d+) taps", self._taps),
            (r"no longer shows (.*)", self._gone),
            (r"the screen is empty but for (.*)", self._empty),
        ]

    async def play(self, lines: tuple[Line, ...]) -> None:
        """Raises AssertionError with the number of the line that does not hold."""
        for line in lines:
            try:
                await self._play(line)
            except (AssertionError, TimeoutError, LookupError) as failure:
                raise AssertionError(
                    f"line {line.number}: {line.who}{line.kind} {line.text}\n{failure!s:.4000}"
                ) from None
        errors = {call.error for call in self._world.telegram.calls if call.error}
        refused = {error for error in errors if not any(each in error for each in HARMLESS)}
        assert not refused, f"Telegram refused: {refused}"

    async def _play(self, line: Line) -> None:
        watched = self._phones[line.who]
        match line.kind:
            case Kind.does:
                self._phones.look_away()
                self._deeds.do(watched, line.text)
                await self._settle()
            case Kind.sees:
                assert line.text in watched.news(), f"the news is:\n{watched.news()}"
            case Kind.sees_not:
                seen = watched.news()
                assert line.text not in seen if line.text else not seen, f"the news is:\n{seen}"
            case Kind.holds:
                await self._check(line)

    async def _settle(self) -> None:
        await until_quiet(self._world.amaan.is_idle, self._world.telegram)
        self._phones.look()

    async def _check(self, line: Line) -> None:
        for pattern, check in self._checks:
            if found := re.fullmatch(pattern, line.text):
                await check(line.who, found)
                return
        raise AssertionError("nothing here knows how to check this")

    async def _enrol(self, who: str, asked: re.Match[str]) -> None:
        token = self._world.amaan.invite(Role(asked[1]), frozenset({asked[2]}))
        self._phones.look_away()
        self._phones[who].phone.open_link(token)
        await self._settle()

    async def _wait(self, _who: str, span: re.Match[str]) -> None:
        """Time passes, and the clock of the application ticks."""
        await self._leap(timedelta(**{span[2]: int(span[1])}))

    async def _until(self, _who: str, hour: re.Match[str]) -> None:
        """The country's own hour, today or tomorrow."""
        now = self._clock().astimezone(PAKISTAN)
        then = now.replace(hour=int(hour[1]), minute=0, second=0)
        await self._leap((then if then > now else then + timedelta(days=1)) - now)

    async def _leap(self, span: timedelta) -> None:
        self._clock.ahead += span
        self._phones.look_away()
        await tick(self._world.amaan.shell, self._clock())
        await self._settle()

    async def _count(self, _who: str, counted: re.Match[str]) -> None:
        """So many rows in a table."""
        with closing(sqlite3.connect(self._world.settings.data / "amaan.sqlite3")) as database:
            (found,) = database.execute(f"SELECT count(*) FROM {counted[1]}").fetchone()  # noqa: S608  our own names
        assert found == int(counted[2]), f"there are {found}"

    async def _complaints(self, _who: str, counted: re.Match[str]) -> None:
        """So many in the directory's store, of all services together."""
        found = sum(service.complaints for service in self._world.amaan.directory.store.services())
        assert found == int(counted[1]), f"there are {found}"

    async def _suspended(self, _who: str, named: re.Match[str]) -> None:
        """It is, and the running directory knows it, without waiting for its next look at the store."""
        directory = self._world.amaan.directory
        directory.refresh()
        assert directory.service(named[1]).status is Status.SUSPENDED

    async def _taps(self, who: str, most: re.Match[str]) -> None:
        assert self._phones[who].taps <= int(most[1]), f"it took {self._phones[who].taps}"

    async def _gone(self, who: str, words: re.Match[str]) -> None:
        assert words[1] not in self._phones[who].all_shown()

    async def _empty(self, who: str, words: re.Match[str]) -> None:
        shown = self._phones[who].all_shown()
        assert shown == words[1], f"the screen shows:\n{shown}"
