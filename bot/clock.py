"""What time does: the ladder is climbed, and what is over is destroyed. Time comes in as an argument."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.casework.keeping import escalate_overdue, purge_closed
from bot.dialogue.replies.casework import notice_of_escalation
from bot.storage.store import StoredBooks
from bot.turns.carrying import notices
from bot.turns.letters import Act
from bot.turns.shell import Shell

log = logging.getLogger(__name__)

TICK_SECONDS = 60.0


@dataclass(frozen=True)
class Purged:
    """How much of each was destroyed."""

    cases: int
    drafts: int
    trails: int
    marks: int
    invitations: int
    keys: int


def purge(shell: Shell, now: datetime) -> Purged:
    """Destroy what is over: cases closed 90 days ago, drafts of a day, trails, marks, links, daily keys."""
    with shell.store.transaction() as books:
        return Purged(
            cases=purge_closed(books, now),
            drafts=books.drafts.purge(now),
            trails=books.trails.purge(now),
            marks=books.marks.purge(now),
            invitations=books.roster.forget_old_invitations(now),
            keys=sum(ring.destroy_old(now.date()) for ring in shell.store.daily_keys()),
        )


def escalate(shell: Shell, now: datetime) -> int:
    """Climb the ladder for what nobody acknowledged in time; how many cases climbed."""
    with shell.store.transaction() as books:
        climbed = escalate_overdue(books, now)
        acts = [act for case, people in climbed for act in _told(shell, books, people, case)]
        parcels = shell.tell(acts, books)
    shell.post.take(parcels)
    return len(climbed)


def _told(shell: Shell, books: StoredBooks, people: object, case: object) -> list[tuple[int, Act]]:
    return list(notices(books, shell.guide, people, case, notice_of_escalation))  # type: ignore[arg-type]


async def tick_for_ever(shell: Shell, clock: Callable[[], datetime]) -> None:
    """Escalate and purge once a minute; a failure waits for the next minute."""
    while True:
        try:
            now = clock()
            await asyncio.to_thread(escalate, shell, now)
            await asyncio.to_thread(purge, shell, now)
        except Exception as failure:
            log.error("the clock missed a tick: %s", type(failure).__name__)
        await asyncio.sleep(TICK_SECONDS)
