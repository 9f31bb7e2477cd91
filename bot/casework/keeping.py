"""What time does to cases: the ladder is climbed, and what is over is destroyed."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.casework.handling import UNANSWERED_STAGES
from bot.casework.model import Case, FocalPointId
from bot.casework.ports import Books
from bot.casework.tiers import acknowledge_by

CASE_RETENTION = timedelta(days=90)
"""How long a closed case is kept; announced to the reporter before a report is sent."""


def escalate_overdue(books: Books, now: datetime) -> tuple[tuple[Case, tuple[FocalPointId, ...]], ...]:
    """Climb one rung for each case nobody has acknowledged in time; returns whom to tell of which case."""
    return tuple((case, told) for case in books.cases.due(now) if (told := _climb(books, case, now)))


def _climb(books: Books, case: Case, now: datetime) -> tuple[FocalPointId, ...]:
    ladder = books.cases.ladder(case.ref)
    rung = case.rung + 1
    if rung >= len(ladder):
        books.cases.change(case.ref, UNANSWERED_STAGES, due_at=None)
        books.cases.record(case.ref, "nobody acknowledged", "", now.date())
        return ()
    moved = books.cases.change(case.ref, UNANSWERED_STAGES, rung=rung, due_at=acknowledge_by(case.tier, now))
    if moved:
        books.cases.record(case.ref, f"escalated:{rung}", "", now.date())
    return ladder[rung] if moved else ()


def purge_closed(books: Books, now: datetime) -> int:
    """Destroy the keys, then the rows, of cases closed longer ago than the retention period."""
    over = books.cases.closed_until((now - CASE_RETENTION).date())
    for ref in over:
        books.cases.purge(ref)
    return len(over)
