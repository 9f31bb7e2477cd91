"""Handing a case over to another system: asked for by its focal point, sent once, and its end written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.casework.handling import act_on
from bot.casework.handover import (
    AlreadyHandedOver,
    Body,
    Decision,
    HandedOver,
    HandOverState,
    Refusal,
    canonical,
    case_body,
)
from bot.casework.machine import Act
from bot.casework.model import Case, CaseRef, FocalPointId, Outcome
from bot.casework.moving import case_of
from bot.casework.ports import Books, WaitingHandOver
from bot.casework.primero import PrimeroMapping

TRIED_FOR = timedelta(days=1)
"""How long another system that does not answer is tried."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
_UNDER_WAY = (HandOverState.waiting, HandOverState.sent)


@dataclass(frozen=True)
class Wanted:
    """One press of a focal point's: which case, who pressed, what was decided, the district by name.

    `fresh` is a new random UUID; a case that has one already keeps it.
    """

    ref: CaseRef
    person: FocalPointId
    decision: Decision
    district: str
    fresh: str


def hand_over(books: Books, wanted: Wanted, mapping: PrimeroMapping, now: datetime) -> HandedOver:
    """Put a case in the post to the other system; what a second press finds is AlreadyHandedOver.

    Raises NoSuchCase, AlreadyMoved, ConsentMissing, ValueNotChosen or ValueUnknown; then nothing is written.
    """
    case, known = case_of(books, wanted.ref, wanted.person), books.handovers.find(wanted.ref)
    if known and known.state in _UNDER_WAY:
        raise AlreadyHandedOver(known)
    uuid, body = _body(books, case, wanted, mapping, known, now)
    handed = replace(known or HandedOver(uuid), state=HandOverState.waiting, on=now.date(), refusal=None, fields=())
    _record(books, wanted, handed, "handover:asked", now)
    books.handovers.queue(WaitingHandOver(wanted.ref, wanted.person, canonical(body), since=now, not_before=now))
    return handed


def make_file(books: Books, wanted: Wanted, mapping: PrimeroMapping, now: datetime) -> Body:
    """The same body for a file, as often as it is asked for; raises as `hand_over` does."""
    case, known = case_of(books, wanted.ref, wanted.person), books.handovers.find(wanted.ref)
    uuid, body = _body(books, case, wanted, mapping, known, now)
    _record(books, wanted, replace(known or HandedOver(uuid), file_on=now.date()), "handover:file", now)
    return body


def was_taken_back(books: Books, name: str, waiting: WaitingHandOver, now: datetime) -> Case | None:
    """The case, for telling, if whoever reported took the report back before it was sent; it is not sent any more."""
    case = books.cases.find(waiting.ref)
    is_so = case is not None and case.outcome == Outcome.withdrawn
    return _end(books, name, waiting, HandOverState.taken_back, now) if is_so else None


def was_taken(books: Books, name: str, waiting: WaitingHandOver, now: datetime) -> Case | None:
    """The other system has it; the case, None where it was erased meanwhile."""
    return _end(books, name, waiting, HandOverState.sent, now)


def was_refused(
    books: Books, name: str, waiting: WaitingHandOver, why: Refusal, fields: tuple[str, ...], now: datetime
) -> Case | None:
    """The other system will never take it as it is; the case, for telling whoever handed it over."""
    return _end(books, name, waiting, HandOverState.refused, now, why, fields)


def was_not_reached(
    books: Books, name: str, waiting: WaitingHandOver, at_least: timedelta, now: datetime
) -> Case | None:
    """It is tried again after a pause that doubles; given up, and the case returned for telling, after a day."""
    if now - waiting.since >= TRIED_FOR:
        return _end(books, name, waiting, HandOverState.given_up, now)
    tries = waiting.tries + 1
    pause = max(min(FIRST_PAUSE * 2 ** min(waiting.tries, 10), LONGEST_PAUSE), min(at_least, LONGEST_PAUSE))
    books.handovers.postpone(name, replace(waiting, tries=tries, not_before=now + pause))
    return None


def _body(
    books: Books, case: Case, wanted: Wanted, mapping: PrimeroMapping, known: HandedOver | None, now: datetime
) -> tuple[str, Body]:
    uuid = known.uuid if known else wanted.fresh
    report = books.cases.report(case.ref)
    body = case_body(case, report, wanted.decision, mapping, uuid=uuid, district=wanted.district, on=now.date())
    return uuid, body


def _record(books: Books, wanted: Wanted, handed: HandedOver, event: str, now: datetime) -> None:
    """What was done, and on whose consents, as the focal point says they were given."""
    act_on(books, wanted.ref, Act.hand_over, wanted.person, now, event=event)  # refuses before anything is written
    for consent, by in wanted.decision.consents.given().items():
        books.cases.record(wanted.ref, f"{consent}:{by}", wanted.person, now.date())
    books.handovers.keep(wanted.ref, handed)


def _end(
    books: Books,
    name: str,
    waiting: WaitingHandOver,
    state: HandOverState,
    now: datetime,
    refusal: Refusal | None = None,
    fields: tuple[str, ...] = (),
) -> Case | None:
    if not books.handovers.done(name):  # two senders, or a clock that jumped: the first has written it down
        return None
    case = books.cases.find(waiting.ref)
    known = books.handovers.find(waiting.ref) if case else None
    if case is None or known is None:
        return None
    books.handovers.keep(waiting.ref, replace(known, state=state, on=now.date(), refusal=refusal, fields=fields))
    books.cases.record(waiting.ref, f"handover:{state}", "", now.date())
    return case
