"""How somebody becomes a focal point: a one-time link, bound to a role and areas."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.casework.errors import InvitationRefused
from bot.casework.model import FocalPointId
from bot.casework.ports import Books, Invitation
from bot.casework.routing import FocalPoint, Role

INVITATION_VALID = timedelta(hours=72)


def invite_focal_point(books: Books, role: Role, areas: frozenset[str], now: datetime) -> str:
    """Make a one-time token (22 characters, 128 bits); only its hash is kept."""
    token = secrets.token_urlsafe(16)
    books.roster.invite(Invitation(_hash(token), role, areas, now + INVITATION_VALID))
    return token


def enrol_focal_point(books: Books, token: str, person: FocalPointId, language: str, now: datetime) -> FocalPoint:
    """Use a token up and enrol whoever brought it; raises InvitationRefused when it is no good."""
    invitation = books.roster.claim(_hash(token), now)
    if invitation is None:
        raise InvitationRefused
    enrolled = FocalPoint(person, invitation.role, invitation.areas, language)
    books.roster.enrol(enrolled, now.date())
    return enrolled


def _hash(token: str) -> bytes:
    # The token itself has 128 bits, so one plain hash is enough to keep it from a thief.
    return hashlib.sha256(token.encode()).digest()
