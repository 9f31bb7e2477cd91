"""How somebody becomes a focal point: a one-time link, bound to a role and areas."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.casework.errors import InvitationRefused, InvitationWaits
from bot.casework.keeping import Told, begin_anew
from bot.casework.model import Accused, FocalPointId
from bot.casework.ports import Books, Invitation
from bot.casework.routing import FocalPoint, Role

INVITATION_VALID = timedelta(hours=72)


def invite_focal_point(
    books: Books,
    role: Role,
    areas: frozenset[str],
    now: datetime,
    office: Accused | None = None,
    *,
    invited_by: FocalPointId | None = None,
) -> str:
    """Make a one-time token (22 characters, 128 bits); only its hash is kept.

    `office` is the body they belong to, which gets no report in which that body is accused. What a coordinator invites
    (`invited_by`) waits for a second one; what the operator invites on the command line is confirmed.
    """
    token = secrets.token_urlsafe(16)
    books.roster.invite(
        Invitation(hash_of(token), role, areas, now + INVITATION_VALID, office, invited_by, invited_by is None)
    )
    return token


def enrol_focal_point(
    books: Books,
    token: str,
    language: str,
    now: datetime,
    *,
    fresh: FocalPointId,
    before: FocalPoint | None = None,
) -> FocalPoint:
    """Use a token up and enrol whoever brought it; raises InvitationRefused when it is no good.

    Raises InvitationWaits, and uses nothing up, while a second coordinator has not confirmed it.

    Whoever was enrolled `before` keeps the seats in open cases only where the new areas hold the old ones; moved to
    another district, they come as somebody new, and their old access ends.
    """
    invitation = books.roster.claim(hash_of(token), now)
    if invitation is None:
        is_waiting = any(each.token_hash == hash_of(token) for each in books.roster.waiting(now))
        raise InvitationWaits if is_waiting else InvitationRefused
    stays = before is not None and before.role == invitation.role and before.areas <= invitation.areas
    if before and not stays:
        for case, people in revoke_focal_point(books, before.id, now):
            for each in people:  # told with the next tick, as nobody here can send
                books.pages.hold(each, case.ref)
    person = before.id if before and stays else fresh
    enrolled = FocalPoint(person, invitation.role, invitation.areas, language, invitation.office)
    books.roster.enrol(enrolled, now.date())
    return enrolled


def revoke_focal_point(books: Books, person: FocalPointId, now: datetime) -> tuple[Told, ...]:
    """End somebody's access at once; what they had taken on waits again for the others who can see it.

    Returns whom to tell of what. Cases that nobody is left to see are routed anew by the clock.
    """
    books.roster.revoke(person, now.date())
    books.roster.forget_invitations_of(person)
    released = (
        begin_anew(books, case, books.cases.ladder(case.ref), case.rung, now) for case in books.cases.held_by(person)
    )
    enrolled = {each.id for each in books.roster.everyone()}
    return tuple((told[0], tuple(each for each in told[1] if each in enrolled)) for told in released if told)


def hash_of(token: str) -> bytes:
    """What is kept of a token: it has 128 bits, so one plain hash is enough to keep it from a thief."""
    return hashlib.sha256(token.encode()).digest()
