"""Cases on their way to another system: what is kept with a case under its own key, and what waits to be sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from bot.casework.handover import HandedOver
from bot.casework.model import CaseRef, FocalPointId
from bot.casework.ports import WaitingHandOver
from bot.storage import schema
from bot.storage.errors import SealBroken
from bot.storage.rows import random_key, seal_shape, unseal_shape

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """A letter as it is sealed: nothing of it, its case and its times included, is in the clear."""

    ref: CaseRef
    person: FocalPointId
    body: str
    since: float
    not_before: float
    tries: int


class StoredHandOvers:
    """Hand-overs inside one transaction (casework.ports.HandOverBook)."""

    def __init__(self, connection: Connection, key_of: Callable[[CaseRef], bytes], post_key: bytes) -> None:
        self._db, self._key_of, self._post_key = connection, key_of, post_key

    def find(self, ref: CaseRef) -> HandedOver | None:
        """What became of handing a case over; None where nobody did."""
        table = schema.handovers
        sealed = self._db.execute(select(table.c.sealed).where(table.c.case_ref == ref)).scalar_one_or_none()
        return unseal_shape(self._key_of(ref), sealed, f"handovers:{ref}", HandedOver) if sealed else None

    def keep(self, ref: CaseRef, handed: HandedOver) -> None:
        """In the place of what stood there."""
        table = schema.handovers
        sealed = seal_shape(self._key_of(ref), handed, f"handovers:{ref}")
        self._db.execute(delete(table).where(table.c.case_ref == ref))
        self._db.execute(insert(table).values(case_ref=ref, sealed=sealed))

    def queue(self, waiting: WaitingHandOver) -> str:
        """Send it when its time has come; its random name."""
        name = random_key()
        self._write(name, waiting)
        return name

    def postpone(self, name: str, waiting: WaitingHandOver) -> None:
        """Try again later; a letter that is gone stays gone."""
        if self.done(name):
            self._write(name, waiting)

    def done(self, name: str) -> bool:
        """Forget a letter: it was taken, or never will be. Whether it was still there."""
        table = schema.handover_post
        return self._db.execute(delete(table).where(table.c.id == name)).rowcount == 1

    def forget(self, ref: CaseRef) -> None:
        """Take what waits of a case out of the post: it is never sent."""
        for name, waiting in list(self.waiting()):
            if waiting.ref == ref:
                self.done(name)

    def waiting(self) -> Iterator[tuple[str, WaitingHandOver]]:
        """Every letter still to be sent, the oldest first. One that does not open is passed over."""
        opened = (
            (row.id, self._open(row.id, row.sealed)) for row in self._db.execute(select(schema.handover_post)).all()
        )
        read = [(name, waiting) for name, waiting in opened if waiting]
        yield from sorted(read, key=lambda each: each[1].since)

    def count(self) -> int:
        """How many wait."""
        return int(self._db.execute(select(func.count()).select_from(schema.handover_post)).scalar_one())

    def _write(self, name: str, waiting: WaitingHandOver) -> None:
        times = {"since": waiting.since.timestamp(), "not_before": waiting.not_before.timestamp()}
        letter = _Waiting(waiting.ref, waiting.person, waiting.body.decode(), tries=waiting.tries, **times)
        sealed = seal_shape(self._post_key, letter, f"handover_post:{name}")
        self._db.execute(insert(schema.handover_post).values(id=name, sealed=sealed))

    def _open(self, name: str, sealed: bytes) -> WaitingHandOver | None:
        try:
            letter = unseal_shape(self._post_key, sealed, f"handover_post:{name}", _Waiting)
        except (SealBroken, msgspec.DecodeError):
            log.error("a hand-over in the post does not open")
            return None
        since, not_before = _moment(letter.since), _moment(letter.not_before)
        return WaitingHandOver(letter.ref, letter.person, letter.body.encode(), since, not_before, letter.tries)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
