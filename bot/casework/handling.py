"""What a focal point does with a case: open, acknowledge, take over, ask, note, judge its urgency, close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.casework.counting import count_answered, count_closed, count_no_report
from bot.casework.errors import AlreadyMoved
from bot.casework.filing import starting_rung
from bot.casework.handover import HandedOver
from bot.casework.machine import UNANSWERED_STAGES, Act
from bot.casework.measures import Answered, NoReport
from bot.casework.model import (
    Author,
    Case,
    CaseRef,
    FocalPointId,
    Happened,
    Note,
    Outcome,
    Referral,
    RelayMessage,
    Report,
    Stage,
    Tier,
)
from bot.casework.moving import case_of, move, moved
from bot.casework.ports import Books
from bot.casework.routing import Ladder
from bot.casework.tiers import TIER_CLOCKS, acknowledge_by, act_by

AFTER_ITS_CLOCK = "after its clock"


@dataclass(frozen=True)
class OpenedCase:
    """A case as its focal point reads it; there is nothing of the reporter in it."""

    case: Case
    report: Report
    messages: tuple[RelayMessage, ...]
    notes: tuple[Note, ...] = ()
    referrals: tuple[Referral, ...] = ()
    history: tuple[Happened, ...] = ()
    handed: HandedOver | None = None


def open_case(books: Books, ref: CaseRef, person: FocalPointId, now: datetime) -> OpenedCase:
    """Read a case; raises NoSuchCase when it is not this focal point's to read."""
    case = case_of(books, ref, person)
    books.cases.record(ref, "opened", person, now.date())
    cases, papers = books.cases, books.papers
    return OpenedCase(
        case,
        cases.report(ref),
        papers.relayed(ref),
        papers.notes(ref),
        papers.referrals(ref),
        cases.history(ref),
        books.handovers.find(ref),
    )


def acknowledge_case(books: Books, ref: CaseRef, person: FocalPointId, now: datetime) -> Case:
    """Take a case on; of two who press at once one wins, the other gets AlreadyMoved. The clock to act starts."""
    case = case_of(books, ref, person)
    answered, due_at = _answered(case, books.cases.ladder(ref), now), act_by(case.tier, now)
    kept = answered or AFTER_ITS_CLOCK
    taken = move(books, ref, Act.acknowledge, person, now, holder=person, due_at=due_at, answered=kept)
    if answered:
        count_answered(books, case, answered, now)
    return taken


def take_over_case(books: Books, ref: CaseRef, person: FocalPointId, held_by: str, now: datetime) -> Case:
    """Take a case from whoever was seen to hold it (the beginning of their id); raises AlreadyMoved if it is no longer
    so. Returns the case as it was, whose holder is to be told."""
    case = case_of(books, ref, person)
    holder = case.holder or ""
    is_so = bool(held_by) and holder.startswith(held_by) and holder != person
    if not is_so or not moved(books, ref, Act.take_over, now, by=person, while_held_by=holder, holder=person):
        raise AlreadyMoved(ref, case.stage)
    return case


def ask_reporter(books: Books, ref: CaseRef, person: FocalPointId, text: str, now: datetime) -> Case:
    """Put a question in the reporter's mailbox."""
    case = act_on(books, ref, Act.ask, person, now)
    books.papers.relay(ref, RelayMessage(Author.focal_point, text, now.date()))
    return case


def act_on(books: Books, ref: CaseRef, act: Act, person: FocalPointId, now: datetime, *, event: str = "") -> Case:
    """Something was done about a case, so its clock stops; acting on what nobody took on takes it on as well."""
    if case_of(books, ref, person).stage in UNANSWERED_STAGES:
        acknowledge_case(books, ref, person, now)
    return move(books, ref, act, person, now, event=event, due_at=None)


def write_note(books: Books, ref: CaseRef, person: FocalPointId, text: str, now: datetime) -> Case:
    """Keep a note for those who act on the case; the reporter never reads it."""
    case = case_of(books, ref, person)
    books.papers.note(ref, Note(person, text, now.date()))
    books.cases.record(ref, "noted", person, now.date())
    return case


def set_tier(books: Books, ref: CaseRef, person: FocalPointId, tier: Tier, now: datetime) -> Case:
    """Judge the urgency anew: only a focal point may lower it. A clock that runs starts again, by the new tier."""
    case = case_of(books, ref, person)
    next_due = acknowledge_by if case.stage in UNANSWERED_STAGES else act_by
    due_at = next_due(tier, now) if case.due_at else None
    return move(books, ref, Act.set_tier, person, now, event=f"urgency:{tier.name}", tier=int(tier), due_at=due_at)


def close_case(books: Books, ref: CaseRef, person: FocalPointId, outcome: Outcome, now: datetime) -> Case:
    """Close a case with one of the seven outcomes; raises AlreadyMoved when it is closed already."""
    case = case_of(books, ref, person)
    answered = _answered(case, books.cases.ladder(ref), now) if case.stage in UNANSWERED_STAGES else None
    now_closed = _close(books, ref, person, outcome, now, event=f"closed:{outcome}")
    count_closed(books, case, outcome, now)
    if answered:  # closing what nobody had acknowledged acknowledges it
        count_answered(books, case, answered, now)
    return now_closed


def dismiss_case(books: Books, ref: CaseRef, person: FocalPointId, why: NoReport, now: datetime) -> Case:
    """Close a case that was no report: a test, a prank, silence. It is counted apart from those that were."""
    dismissed = _close(books, ref, person, Outcome.unfounded, now, event=f"no report:{why.name}")
    count_no_report(books, why, now)
    return dismissed


def _close(books: Books, ref: CaseRef, person: FocalPointId, outcome: Outcome, now: datetime, *, event: str) -> Case:
    closed: dict[str, Any] = {"holder": person, "outcome": outcome, "closed_on": now.date(), "due_at": None}
    return move(books, ref, Act.close, person, now, event=event, **closed)


def _answered(case: Case, ladder: Ladder, now: datetime) -> Answered | None:
    """How long acknowledging took, as a bucket: the exact time is nobody's business afterwards.

    None once the clock of the last rung has run out: it was counted then that nobody had.
    """
    if case.due_at is None:
        return None
    within = TIER_CLOCKS[case.tier].acknowledge_within
    # Each rung climbed started the clock anew; what ran out before counts as well.
    clocks = 1 + (case.rung - starting_rung(ladder, case.tier) if case.stage == Stage.waiting else 0)
    taken = now - (case.due_at - clocks * within)
    return next((answered for answered, limit in _LIMITS if taken < limit), Answered.day_or_more)


_LIMITS = (
    (Answered.under_1_hour, timedelta(hours=1)),
    (Answered.under_3_hours, timedelta(hours=3)),
    (Answered.under_1_day, timedelta(days=1)),
)
