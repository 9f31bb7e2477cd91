"""The whole application: what runs at once, from the greeting to the last delivery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.casework.enrolling import invite_focal_point
from bot.casework.routing import Role
from bot.channels.telegram.polling import Polling
from bot.clock import Clock, follow_for_ever, tick_for_ever
from bot.storage.store import Store
from bot.turns.handing_over import HandOverSender
from bot.turns.postman import Postman
from bot.turns.shell import Shell
from nlu.supervisor import NluSupervisor
from services_directory.live import LiveDirectory


@dataclass(frozen=True)
class Amaan:
    """The whole application, built and not yet running."""

    shell: Shell
    postman: Postman
    polling: Polling
    greet: Callable[[], Awaitable[None]]
    store: Store
    directory: LiveDirectory
    clock: Clock
    nlu: NluSupervisor | None = None
    sender: HandOverSender | None = None

    def can_hear(self) -> bool:
        """Whether the language model is running, or may yet start."""
        return self.nlu is not None and self.nlu.problem in (None, "not_healthy_yet")

    def is_idle(self) -> bool:
        """Whether everything fetched is carried out and everything due is delivered."""
        return self.polling.is_idle() and self.postman.is_idle()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """Delivers, polls and ticks until left; what is under way is finished first. Yields the polling."""
        await self.greet()
        await self.postman.start()
        polling = asyncio.create_task(self.polling.run())
        ticking = asyncio.create_task(tick_for_ever(self.shell, self.clock))
        following = asyncio.create_task(follow_for_ever(self.directory.refresh))
        sending = asyncio.create_task(self.sender.run()) if self.sender else None
        try:
            yield polling
        finally:
            self.polling.stop()
            under_way = [task for task in (ticking, following, sending) if task]
            for task in under_way:
                task.cancel()
            await asyncio.gather(polling, *under_way, return_exceptions=True)
            await self.postman.stop()

    def invite(self, role: Role, areas: frozenset[str]) -> str:
        """A one-time token for somebody who is to act on reports."""
        with self.store.transaction() as books:
            return invite_focal_point(books, role, areas, self.clock())
