"""What a coordinator does: invites and confirms, sees who is enrolled in their areas, revokes; never outside them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.casework.enrolling import invite_focal_point, revoke_focal_point
from bot.casework.errors import CoordinatingDenied, Denial
from bot.casework.keeping import Told
from bot.casework.model import Accused, FocalPointId
from bot.casework.ports import Books, Enrolment, Invitation
from bot.casework.routing import EVERYWHERE, FocalPoint, Role

ANSWER_WITHIN = timedelta(days=7)
"""How long a test message may go unanswered before the contact counts as dead."""
_LABEL_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LABEL_LENGTH = 5

Provinces = Mapping[str, str]
"""The province of each district there is."""


def label_of(person: FocalPointId) -> str:
    """Five letters and digits by which a coordinator and the person themself tell one from another.

    Made of the random id: it says nothing of anybody, and needs no column.
    """
    digest = hashlib.sha256(person.encode()).digest()
    return "".join(_LABEL_LETTERS[byte % len(_LABEL_LETTERS)] for byte in digest[:_LABEL_LENGTH])


def answers_for(areas: frozenset[str], asked: frozenset[str], provinces: Provinces) -> bool:
    """Whether every one of the areas asked for lies within `areas`; none asked for is none of anybody's."""
    if EVERYWHERE in areas:
        return bool(asked)
    return bool(asked) and all(each in areas or provinces.get(each) in areas for each in asked)


def coordinator_of(books: Books, person: FocalPointId) -> FocalPoint:
    """The coordinator as enrolled at this moment; raises CoordinatingDenied for anybody else."""
    found = books.roster.find(person)
    if found is None or found.role != Role.coordinator:
        raise CoordinatingDenied(Denial.not_theirs)
    return found


def invite_as_coordinator(
    books: Books,
    person: FocalPointId,
    role: Role,
    areas: frozenset[str],
    provinces: Provinces,
    now: datetime,
    *,
    office: Accused | None = None,
) -> tuple[str, tuple[FocalPointId, ...]]:
    """A one-time token that waits for a second coordinator, and those who may confirm it.

    Raises CoordinatingDenied outside their areas, and where there is no second coordinator.
    """
    me = coordinator_of(books, person)
    if not answers_for(me.areas, areas, provinces):
        raise CoordinatingDenied(Denial.not_theirs)
    others = tuple(each.id for each in _coordinators_for(books, areas, provinces) if each.id != person)
    if not others:
        raise CoordinatingDenied(Denial.nobody_confirms)
    return invite_focal_point(books, role, areas, now, office, invited_by=person), others


def waiting_invitations(
    books: Books, person: FocalPointId, provinces: Provinces, now: datetime
) -> tuple[Invitation, ...]:
    """The invitations within their areas that nobody has confirmed."""
    me = coordinator_of(books, person)
    return tuple(each for each in books.roster.waiting(now) if answers_for(me.areas, each.areas, provinces))


def confirm_invitation(
    books: Books, person: FocalPointId, token_hash: bytes, provinces: Provinces, now: datetime
) -> Invitation:
    """Let a colleague's invitation work; raises CoordinatingDenied for one's own, and for one no longer waiting."""
    invitation = _waiting(books, person, token_hash, provinces, now)
    if invitation.invited_by == person:
        raise CoordinatingDenied(Denial.own)
    if not books.roster.confirm(token_hash, now):
        raise CoordinatingDenied(Denial.gone)
    return invitation


def refuse_invitation(
    books: Books, person: FocalPointId, token_hash: bytes, provinces: Provinces, now: datetime
) -> Invitation:
    """Make an invitation worthless before anybody confirmed it; whoever invited may take it back so too."""
    invitation = _waiting(books, person, token_hash, provinces, now)
    if not books.roster.refuse(token_hash):
        raise CoordinatingDenied(Denial.gone)
    return invitation


def people_of(books: Books, person: FocalPointId, provinces: Provinces) -> tuple[Enrolment, ...]:
    """Everybody enrolled within a coordinator's areas, by area and role."""
    me = coordinator_of(books, person)
    theirs = (each for each in books.roster.enrolments() if answers_for(me.areas, each.person.areas, provinces))
    order = list(Role)
    return tuple(sorted(theirs, key=lambda each: (sorted(each.person.areas), order.index(each.person.role))))


def person_of(books: Books, person: FocalPointId, label: str, provinces: Provinces) -> Enrolment:
    """The one of that label within a coordinator's areas, not they themself; raises CoordinatingDenied."""
    if label == label_of(person):
        raise CoordinatingDenied(Denial.own)
    for each in people_of(books, person, provinces):
        if label_of(each.person.id) == label:
            return each
    raise CoordinatingDenied(Denial.gone)


def revoke_as_coordinator(
    books: Books, person: FocalPointId, label: str, provinces: Provinces, now: datetime
) -> tuple[Enrolment, tuple[Told, ...]]:
    """End somebody's access at once; who it was, and whom to tell of which case that waits again."""
    whom = person_of(books, person, label, provinces)
    return whom, revoke_focal_point(books, whom.person.id, now)


def is_dead(enrolment: Enrolment, today: date) -> bool:
    """Whether this contact cannot be reached: the chat refuses us, or a test message has gone unanswered for a week."""
    asked = enrolment.asked_on
    return enrolment.is_blocked or (asked is not None and today - asked >= ANSWER_WITHIN)


def dead_contacts(books: Books, today: date) -> frozenset[FocalPointId]:
    """Everybody enrolled who cannot be reached."""
    return frozenset(each.person.id for each in books.roster.enrolments() if is_dead(each, today))


def _waiting(books: Books, person: FocalPointId, token_hash: bytes, provinces: Provinces, now: datetime) -> Invitation:
    for each in waiting_invitations(books, person, provinces, now):
        if each.token_hash == token_hash:
            return each
    raise CoordinatingDenied(Denial.gone)


def _coordinators_for(books: Books, areas: frozenset[str], provinces: Provinces) -> list[FocalPoint]:
    everyone = books.roster.everyone()
    return [each for each in everyone if each.role == Role.coordinator and answers_for(each.areas, areas, provinces)]
