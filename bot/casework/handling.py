"""What a focal point does with a case: open, acknowledge, ask, close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.counting import count_answered, count_closed
from bot.casework.errors import AlreadyMoved, NoSuchCase
from bot.casework.filing import starting_rung
from bot.casework.measures import Answered
from bot.casework.model import Author, Case, CaseRef, FocalPointId, Outcome, RelayMessage, Report, Stage
from bot.casework.ports import Books
from bot.casework.routing import Ladder
from bot.casework.tiers import TIER_CLOCKS

OPEN_STAGES = (Stage.waiting, Stage.reopened, Stage.acknowledged)
UNANSWERED_STAGES = (Stage.waiting, Stage.reopened)
AFTER_ITS_CLOCK = "after its clock"


@dataclass(frozen=True)
class OpenedCase:
    """A case as its focal point reads it; there is nothing of the reporter in it."""

    case: Case
    report: Report
    messages: tuple[RelayMessage, ...]


def open_case(books: Books, ref: CaseRef, person: FocalPointId, now: datetime) -> OpenedCase:
    """Read a case; raises NoSuchCase when it is not this focal point's to read."""
    case = _case_of(books, ref, person)
    books.cases.record(ref, "opened", person, now.date())
    return OpenedCase(case, books.cases.report(ref), books.cases.relayed(ref))


def acknowledge_case(books: Books, ref: CaseRef, person: FocalPointId, now: datetime) -> Case:
    """Take a case on and stop its clock; of two who press at once one wins, the other gets AlreadyMoved."""
    case = _case_of(books, ref, person)
    answered = _answered(case, books.cases.ladder(ref), now)
    moved = books.cases.change(
        ref,
        UNANSWERED_STAGES,
        stage=Stage.acknowledged,
        holder=person,
        due_at=None,
        answered=answered or AFTER_ITS_CLOCK,
    )
    _record_or_refuse(books, ref, moved, "acknowledged", person, now)
    if answered:
        count_answered(books, case, answered, now)
    return _case_of(books, ref, person)


def ask_reporter(books: Books, ref: CaseRef, person: FocalPointId, text: str, now: datetime) -> None:
    """Put a question in the reporter's mailbox; asking is acting, so it acknowledges as well."""
    case = _case_of(books, ref, person)
    if case.stage == Stage.closed:
        raise AlreadyMoved(ref, case.stage)
    if case.stage in UNANSWERED_STAGES:
        acknowledge_case(books, ref, person, now)
    books.cases.relay(ref, RelayMessage(Author.focal_point, text, now.date()))
    books.cases.record(ref, "asked", person, now.date())


def close_case(books: Books, ref: CaseRef, person: FocalPointId, outcome: Outcome, now: datetime) -> Case:
    """Close a case with one of the seven outcomes; raises AlreadyMoved when it is closed already."""
    case = _case_of(books, ref, person)
    answered = _answered(case, books.cases.ladder(ref), now) if case.stage in UNANSWERED_STAGES else None
    moved = books.cases.change(
        ref,
        OPEN_STAGES,
        stage=Stage.closed,
        holder=person,
        outcome=outcome,
        closed_on=now.date(),
        due_at=None,
    )
    _record_or_refuse(books, ref, moved, f"closed:{outcome}", person, now)
    count_closed(books, case, outcome, now)
    if answered:  # closing what nobody had acknowledged acknowledges it
        count_answered(books, case, answered, now)
    return _case_of(books, ref, person)


def _case_of(books: Books, ref: CaseRef, person: FocalPointId) -> Case:
    case = books.cases.find_for(ref, person)
    if case is None:
        raise NoSuchCase
    return case


def _record_or_refuse(books: Books, ref: CaseRef, moved: bool, event: str, person: str, now: datetime) -> None:
    if moved:
        books.cases.record(ref, event, person, now.date())
        return
    case = books.cases.find(ref)
    raise AlreadyMoved(ref, case.stage if case else Stage.closed)


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
