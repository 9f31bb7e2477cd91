"""What the shell is asked to do for a coordinator, and what it answers; there is no case in any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.casework.covering import Coverage
from bot.casework.digesting import Digest
from bot.casework.errors import Denial
from bot.casework.model import Accused
from bot.casework.ports import Enrolment, Invitation
from bot.casework.routing import Role
from bot.charts.figures import DistrictCount, MonthlyCount


@dataclass(frozen=True)
class Invite:
    """Make a one-time link, which waits for a second coordinator."""

    role: Role
    areas: frozenset[str]
    office: Accused | None = None


@dataclass(frozen=True)
class ListInvitations:
    """The invitations that wait."""


@dataclass(frozen=True)
class ConfirmInvitation:
    """Let a colleague's invitation work."""

    token_hash: bytes


@dataclass(frozen=True)
class RefuseInvitation:
    """Make an invitation worthless."""

    token_hash: bytes


@dataclass(frozen=True)
class ListPeople:
    """Everybody enrolled in one's areas; `page` counts from 0."""

    page: int = 0


@dataclass(frozen=True)
class FindPerson:
    """Who is it that is to be revoked?"""

    label: str


@dataclass(frozen=True)
class Revoke:
    """End somebody's access."""

    label: str


@dataclass(frozen=True)
class ReadCoverage:
    """Who covers what; `part` is a province, GAPS or nothing for all of it, `page` counts from 0."""

    part: str = ""
    page: int = 0


@dataclass(frozen=True)
class ReadDigest:
    """The digest of the week, now."""


Effect = (
    Invite
    | ListInvitations
    | ConfirmInvitation
    | RefuseInvitation
    | ListPeople
    | FindPerson
    | Revoke
    | ReadCoverage
    | ReadDigest
)


@dataclass(frozen=True)
class Invited:
    """The link, shown this once."""

    token: str
    role: Role
    areas: frozenset[str]


@dataclass(frozen=True)
class InvitationsListed:
    """The invitations that wait."""

    invitations: tuple[Invitation, ...]


@dataclass(frozen=True)
class InvitationDecided:
    """An invitation was confirmed, or refused."""

    invitation: Invitation
    is_confirmed: bool


@dataclass(frozen=True)
class PeopleListed:
    """One page of those enrolled; `dead` are the labels of those who cannot be reached."""

    people: tuple[Enrolment, ...]
    dead: frozenset[str]
    page: int = 0


@dataclass(frozen=True)
class PersonFound:
    """Somebody whose access may be ended."""

    person: Enrolment
    is_dead: bool


@dataclass(frozen=True)
class Revoked:
    """Somebody's access has ended; so many cases wait again."""

    person: Enrolment
    released: int


@dataclass(frozen=True)
class CoverageRead:
    """Who covers what."""

    coverage: Coverage
    part: str = ""
    page: int = 0


@dataclass(frozen=True)
class DigestRead:
    """The facts of a week, and the published figures of the months; `month` is the first day of the newest of them."""

    facts: Digest
    trend: tuple[MonthlyCount, ...] = ()
    hotspots: tuple[DistrictCount, ...] = ()
    month: date | None = None


@dataclass(frozen=True)
class Denied:
    """It is not theirs to do, or no longer there."""

    why: Denial


Result = (
    Invited
    | InvitationsListed
    | InvitationDecided
    | PeopleListed
    | PersonFound
    | Revoked
    | CoverageRead
    | DigestRead
    | Denied
)
