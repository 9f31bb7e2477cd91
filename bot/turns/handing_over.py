"""Sends what was handed over to the other system: once each, at its own time, and tells whoever handed it over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.casework.handing_over import was_not_reached, was_refused, was_taken, was_taken_back
from bot.casework.handover import Refusal
from bot.casework.model import Case, FocalPointId
from bot.casework.ports import WaitingHandOver
from bot.casework.primero import PrimeroMapping
from bot.storage.signing import Signer
from bot.storage.store import Store, StoredBooks
from bot.turns.letters import Parcel

log = logging.getLogger(__name__)

LOOKS_EVERY = 15.0


@dataclass(frozen=True)
class Office:
    """What is needed to hand a case over: the words of the other system, our signature, whether a site is known."""

    mapping: PrimeroMapping
    signer: Signer
    can_send: bool


class Declined(Exception):
    """The other system will not take it as it is; `fields` are those of ours that it named."""

    def __init__(self, refusal: Refusal, fields: tuple[str, ...] = ()) -> None:
        super().__init__("declined")
        self.refusal, self.fields = refusal, fields


class NotReached(Exception):
    """It did not answer, or is not ready; `after` is how long it asked us to wait, if it did."""

    def __init__(self, after: timedelta = timedelta()) -> None:
        super().__init__("not reached")
        self.after = after


class Recipient(Protocol):
    """Another system; raises Declined or NotReached."""

    async def take(self, body: bytes) -> None: ...


Clock = Callable[[], datetime]
Parcels = list[tuple[str, Parcel]]
Tell = Callable[[StoredBooks, FocalPointId, Case], Parcels]
"""Writes the notice for whoever handed a case over, within the transaction in which its end is written down."""
_End = Callable[[StoredBooks, datetime], Case | None]


class HandOverSender:
    """Looks for what is due and sends it; all that it knows is in the database, so that a crash loses nothing."""

    def __init__(
        self, store: Store, recipient: Recipient, clock: Clock, tell: Tell, take: Callable[[Parcels], None]
    ) -> None:
        self._store, self._recipient, self._clock = store, recipient, clock
        self._tell, self._take = tell, take

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.send_due()
            except Exception as failure:  # a database that is locked or full
                log.error("hand-overs missed a turn: %s", type(failure).__name__)
            await asyncio.sleep(LOOKS_EVERY)

    async def send_due(self) -> None:
        """Send all that is due, one after another; one that fails does not keep the next."""
        self._take(await asyncio.to_thread(self._forget_what_is_over))
        for name, waiting in await asyncio.to_thread(self._due):
            end = await self._sent(name, waiting)
            self._take(await asyncio.to_thread(self._write, waiting, end))

    def _forget_what_is_over(self) -> Parcels:
        """What belongs to a case that was erased, or taken back by whoever reported it, is never sent, due or not."""
        parcels: Parcels = []
        with self._store.transaction() as books:
            for name, waiting in list(books.handovers.waiting()):
                if books.cases.find(waiting.ref) is None:
                    books.handovers.done(name)
                elif case := was_taken_back(books, name, waiting, self._clock()):
                    parcels += self._tell(books, waiting.person, case)
        return parcels

    def _due(self) -> list[tuple[str, WaitingHandOver]]:
        now = self._clock()
        with self._store.transaction() as books:
            return [(name, waiting) for name, waiting in books.handovers.waiting() if waiting.not_before <= now]

    async def _sent(self, name: str, waiting: WaitingHandOver) -> _End:
        try:
            await self._recipient.take(waiting.body)
        except Declined as declined:
            refusal, fields = declined.refusal, declined.fields
            return lambda books, now: was_refused(books, name, waiting, refusal, fields, now)
        except NotReached as trouble:
            after = trouble.after
            return lambda books, now: was_not_reached(books, name, waiting, after, now)
        return lambda books, now: was_taken(books, name, waiting, now)

    def _write(self, waiting: WaitingHandOver, end: _End) -> Parcels:
        with self._store.transaction() as books:
            case = end(books, self._clock())
            return self._tell(books, waiting.person, case) if case else []
