"""Whether somebody is told of a case now or with the next digest; nobody is told of the same step twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from bot.casework.model import Case, FocalPointId, Stage, Tier
from bot.casework.ports import Books
from bot.casework.routing import FocalPoint

MOST_SINGLY_AN_HOUR = 10


def is_urgent(case: Case) -> bool:
    """Urgent cases are told of at any hour, each on its own."""
    return case.tier <= Tier.T1


def those_to_tell_now(
    books: Books, people: Iterable[FocalPointId], case: Case, step: str, now: datetime, zone: tzinfo
) -> tuple[FocalPoint, ...]:
    """Of these people those who get a notice of their own now; the others' wait for their digest.

    `step` names what happened ("filed", "rung 2"); an empty one is told every time, as each message is.
    """
    enrolled = (person for id_ in people if (person := books.roster.find(id_)))
    new = [each for each in enrolled if not step or books.pages.is_new(case.ref, each.id, f"{case.round}:{step}")]
    return tuple(each for each in new if _is_told_now(books, each, case, now, zone))


def digests(books: Books, now: datetime, zone: tzinfo) -> tuple[tuple[FocalPoint, int], ...]:
    """Whose digest is due, and of how many cases it speaks."""
    due = []
    for id_ in books.pages.held():
        person = books.roster.find(id_)
        if person is None or _must_wait(books, person, now, zone):
            continue
        if count := books.pages.release(id_, now):
            due.append((person, count))
    return tuple(due)


def urgent_digests(books: Books) -> tuple[tuple[FocalPoint, tuple[Case, ...]], ...]:
    """Who is to be told now of the urgent cases that did not get a notice of their own, and of which.

    They wait for nothing but the clock's next tick: a flood makes one message of many, and none of them late.
    """
    due = []
    for id_ in books.pages.held():
        person = books.roster.find(id_)
        found = [books.cases.find_for(ref, id_) for ref in books.pages.release_urgent(id_)] if person else []
        cases = tuple(case for case in found if case and case.stage != Stage.closed)
        if person and cases:
            due.append((person, cases))
    return tuple(due)


def _is_told_now(books: Books, person: FocalPoint, case: Case, now: datetime, zone: tzinfo) -> bool:
    if not is_urgent(case) and _must_wait(books, person, now, zone):
        books.pages.hold(person.id, case.ref)
        return False
    if case.is_slow:
        books.pages.hold(person.id, case.ref)
        return False
    books.pages.count(person.id, now)
    return True


def _must_wait(books: Books, person: FocalPoint, now: datetime, zone: tzinfo) -> bool:
    return _is_quiet(person, now, zone) or books.pages.told_this_hour(person.id, now) >= MOST_SINGLY_AN_HOUR


def _is_quiet(person: FocalPoint, now: datetime, zone: tzinfo) -> bool:
    return person.quiet is not None and person.quiet.holds(now.astimezone(zone).hour)
