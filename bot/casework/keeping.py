"""What time does to cases: the ladder is climbed, and what is over is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.casework.counting import count_answered
from bot.casework.filing import reached, starting_rung
from bot.casework.handling import OPEN_STAGES, UNANSWERED_STAGES
from bot.casework.measures import Answered
from bot.casework.model import Case, FocalPointId, Stage
from bot.casework.ports import Books
from bot.casework.routing import Whereabouts, route_case
from bot.casework.tiers import acknowledge_by

Places = Callable[[Case], Whereabouts]
"""Where a case belongs, by the directory of today."""
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
        if ladder:  # a place without one was counted as uncovered when the report came in
            count_answered(books, case, Answered.never, now)
        return ()
    moved = books.cases.change(case.ref, UNANSWERED_STAGES, rung=rung, due_at=acknowledge_by(case.tier, now))
    if moved:
        books.cases.record(case.ref, f"escalated:{rung}", "", now.date())
    return ladder[rung] if moved else ()


def route_orphans(books: Books, places: Places, now: datetime) -> tuple[tuple[Case, tuple[FocalPointId, ...]], ...]:
    """Route anew what nobody enrolled can see: a place covered since, or people who have gone; whom to tell of what."""
    return tuple((case, told) for case in books.cases.orphans() if (told := _adopt(books, case, places(case), now)))


def _adopt(books: Books, case: Case, where: Whereabouts, now: datetime) -> tuple[FocalPointId, ...]:
    ladder = route_case(where, books.cases.report(case.ref).child.accused, books.roster.everyone())
    if not ladder:
        return ()
    rung, due_at = starting_rung(ladder, case.tier), acknowledge_by(case.tier, now)
    stage = Stage.waiting if case.stage == Stage.acknowledged else case.stage
    books.cases.reroute(case.ref, ladder)
    books.cases.change(case.ref, OPEN_STAGES, stage=stage, rung=rung, holder=None, due_at=due_at)
    books.cases.record(case.ref, "routed anew", "", now.date())
    return reached(ladder, rung)


def purge_closed(books: Books, now: datetime) -> int:
    """Destroy the keys, then the rows, of cases closed longer ago than the retention period."""
    over = books.cases.closed_until((now - CASE_RETENTION).date())
    for ref in over:
        books.cases.purge(ref)
    return len(over)
