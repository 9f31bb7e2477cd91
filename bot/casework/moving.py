"""The one way a case changes: compare and set by the machine's table, and a line of history for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.casework.errors import AlreadyMoved, HeldByAnother, NoSuchCase
from bot.casework.machine import TRANSITIONS, Act
from bot.casework.model import Case, CaseRef, FocalPointId, Stage
from bot.casework.ports import Books


def case_of(books: Books, ref: CaseRef, person: FocalPointId) -> Case:
    """The case, if it is this focal point's to see; raises NoSuchCase."""
    case = books.cases.find_for(ref, person)
    if case is None:
        raise NoSuchCase
    return case


def moved(
    books: Books, ref: CaseRef, act: Act, now: datetime, *, by: str = "", event: str = "", **changes: Any
) -> bool:
    """Make a transition if the case still stands where the machine allows it; whether it did."""
    transition = TRANSITIONS[act]
    if transition.to is not None:
        changes.setdefault("stage", transition.to)
    done = books.cases.change(ref, transition.while_in, **changes)
    if done:
        books.cases.record(ref, event or act, by, now.date())
    return done


def move(
    books: Books, ref: CaseRef, act: Act, person: FocalPointId, now: datetime, *, event: str = "", **changes: Any
) -> Case:
    """A focal point's transition of a case that nobody else holds; raises NoSuchCase, AlreadyMoved or HeldByAnother,
    and has written nothing then. The case comes back as it is now, even where that act took it out of their sight."""
    before = case_of(books, ref, person)
    if not moved(books, ref, act, now, by=person, event=event, unless_held_by_other_than=person, **changes):
        raise _refusal(books, ref, person, act)
    return books.cases.find(ref) or before


def _refusal(books: Books, ref: CaseRef, person: FocalPointId, act: Act) -> AlreadyMoved:
    case = books.cases.find(ref)
    if case and case.stage in TRANSITIONS[act].while_in and case.holder not in (None, person):
        return HeldByAnother(ref, case.stage)
    return AlreadyMoved(ref, case.stage if case else Stage.closed)
