"""What time does to cases: the ladder is climbed, and what is over is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.casework.counting import count_answered
from bot.casework.filing import reached, starting_rung
from bot.casework.machine import UNANSWERED_STAGES, Act
from bot.casework.measures import Answered
from bot.casework.model import Case, FocalPointId
from bot.casework.moving import moved
from bot.casework.ports import Books
from bot.casework.routing import LADDER, Ladder, Whereabouts, route_case
from bot.casework.tiers import acknowledge_by, act_by

Places = Callable[[Case], Whereabouts]
"""Where a case belongs, by the directory of today."""
CASE_RETENTION = timedelta(days=90)
"""How long a closed case is kept; announced to the reporter before a report is sent."""


Told = tuple[Case, tuple[FocalPointId, ...]]
"""A case as it is now, and whom to tell of it."""


def escalate_overdue(books: Books, now: datetime) -> tuple[Told, ...]:
    """Climb one rung for each case nobody has acknowledged, or acted on, in time; whom to tell of which case."""
    return tuple(told for case in books.cases.due(now) if (told := _climb(books, case, now)))


def climb_past_unreachable(books: Books, now: datetime) -> tuple[Told, ...]:
    """Climb at once, as far as somebody can be reached, for each case that nobody reachable was told of."""
    told: list[Told] = []
    for _rung in LADDER:
        if not (unheard := books.cases.unheard()):
            break
        told += [climbed for case in unheard if (climbed := _climb(books, case, now))]
    return tuple(told)


def _climb(books: Books, case: Case, now: datetime) -> Told | None:
    """At the top the clock stops; whoever took it on is reminded there too."""
    ladder, rung = books.cases.ladder(case.ref), case.rung + 1
    is_top = rung >= len(ladder)
    next_due = acknowledge_by if case.stage in UNANSWERED_STAGES else act_by
    changes: dict[str, Any] = {"due_at": None} if is_top else {"rung": rung, "due_at": next_due(case.tier, now)}
    event = f"nobody did: {case.stage}" if is_top else f"escalated:{rung}"
    if not moved(books, case.ref, Act.escalate, now, event=event, **changes):
        return None
    if is_top and ladder and case.stage in UNANSWERED_STAGES:  # a place without one was counted when the report came in
        count_answered(books, case, Answered.never, now)
    reminded = (case.holder,) if case.holder else ()
    told = (*reminded, *(() if is_top else ladder[rung]))
    climbed = books.cases.find(case.ref)
    return (climbed, told) if climbed and told else None


def route_orphans(books: Books, places: Places, now: datetime) -> tuple[Told, ...]:
    """Route anew what nobody enrolled can see: a place covered since, or people who have gone; whom to tell of what."""
    return tuple(told for case in books.cases.orphans() if (told := _adopt(books, case, places(case), now)))


def _adopt(books: Books, case: Case, where: Whereabouts, now: datetime) -> Told | None:
    ladder = route_case(where, books.cases.report(case.ref).child.accused, books.roster.everyone())
    if not ladder:
        return None
    books.cases.reroute(case.ref, ladder)
    return begin_anew(books, case, ladder, starting_rung(ladder, case.tier), now)


def begin_anew(books: Books, case: Case, ladder: Ladder, rung: int, now: datetime) -> Told | None:
    """A case nobody holds any more waits again, with a fresh clock; whom to tell."""
    anew: dict[str, Any] = {
        "rung": rung,
        "holder": None,
        "round": case.round + 1,
        "due_at": acknowledge_by(case.tier, now),
    }
    moved(books, case.ref, Act.route_anew, now, event="routed anew", **anew)
    found = books.cases.find(case.ref)
    return (found, reached(ladder, rung)) if found else None


def purge_closed(books: Books, now: datetime) -> int:
    """Destroy the keys, then the rows, of cases closed longer ago than the retention period."""
    over = books.cases.closed_until((now - CASE_RETENTION).date())
    for ref in over:
        books.handovers.forget(ref)
        books.cases.purge(ref)
    return len(over)
