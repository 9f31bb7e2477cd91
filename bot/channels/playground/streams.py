"""What the phones show, as server-sent events: one event a change, the newest snapshot only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack, aclosing
from functools import partial

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from bot.channels.emulator.phone import Phone

HEARTBEAT_SECONDS = 15.0
_RETRY = "retry: 1000\n\n"
_HEARTBEAT = ": still here\n\n"


class Streams:
    """The open streams of all pages; `end` lets each finish, so that a server can stop at once."""

    def __init__(self, phones: Mapping[str, Phone], links: Mapping[str, str], heartbeat_seconds: float) -> None:
        self._phones, self._links, self._heartbeat_seconds = phones, links, heartbeat_seconds
        self._open: set[asyncio.Event] = set()
        self._has_ended = False

    def end(self) -> None:
        """End all streams, now and later ones."""
        self._has_ended = True
        for woken in self._open:
            woken.set()

    async def events(self) -> AsyncGenerator[str, None]:
        """First all phones, then each that changes; a comment when nothing does."""
        stale, woken = dict.fromkeys(self._phones), asyncio.Event()
        with ExitStack() as watching:
            watching.callback(self._open.discard, woken)
            self._open.add(woken)
            for role, phone in self._phones.items():
                watching.callback(phone.on_change(partial(_mark, stale, role, woken)))
            yield _RETRY
            woken.set()
            while await self._goes_on(woken):
                if not stale:
                    yield _HEARTBEAT
                for role in tuple(stale):
                    del stale[role]
                    yield self._event(role)

    async def _goes_on(self, woken: asyncio.Event) -> bool:
        """Wait for a change or the heartbeat; False when all is over."""
        try:
            async with asyncio.timeout(self._heartbeat_seconds):
                await woken.wait()
        except TimeoutError:
            pass
        woken.clear()
        return not self._has_ended

    def _event(self, role: str) -> str:
        start = f"/start {self._links.get(role, '').rpartition('start=')[2]}".strip()
        shown = {"role": role, "start": start, "snapshot": self._phones[role].snapshot()}
        return f"event: phone\ndata: {json.dumps(shown, ensure_ascii=False, separators=(',', ':'))}\n\n"


def _mark(stale: dict[str, None], role: str, woken: asyncio.Event) -> None:
    stale[role] = None
    woken.set()


class EventStream(StreamingResponse):
    """Closes its generator when the page goes away, so that nobody watches a phone for nobody."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[str, None]) -> None:
        super().__init__(events)
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""
        async with aclosing(self._events):
            await super().__call__(scope, receive, send)
