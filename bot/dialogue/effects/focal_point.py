"""What the shell is asked to do for a focal point, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.handling import OpenedCase
from bot.casework.measures import NoReport
from bot.casework.model import Case, CaseRef, DistrictId, Outcome, ReferralState, Stage, Tier
from bot.casework.routing import QuietHours
from services_directory.model import Listing


@dataclass(frozen=True)
class ListCases:
    """A focal point's open cases; `page` counts from 0."""

    page: int = 0


@dataclass(frozen=True)
class OpenCase:
    """Read a case."""

    ref: CaseRef


@dataclass(frozen=True)
class AcknowledgeCase:
    """Take a case on."""

    ref: CaseRef


@dataclass(frozen=True)
class AskReporter:
    """Put a question in the reporter's mailbox."""

    ref: CaseRef
    text: str


@dataclass(frozen=True)
class TakeOverCase:
    """Take a case from whoever was seen to hold it."""

    ref: CaseRef
    held_by: str


@dataclass(frozen=True)
class WriteNote:
    """Keep a note for those who act on the case."""

    ref: CaseRef
    text: str


@dataclass(frozen=True)
class SetTier:
    """Judge the urgency of a case anew."""

    ref: CaseRef
    tier: Tier


@dataclass(frozen=True)
class ReadHistory:
    """See what happened to a case, with its notes."""

    ref: CaseRef


@dataclass(frozen=True)
class FindServices:
    """Which services a case could be referred to."""

    ref: CaseRef


@dataclass(frozen=True)
class ReferCase:
    """Propose to pass a case to a service of the directory."""

    ref: CaseRef
    service: str


@dataclass(frozen=True)
class MoveReferral:
    """Say what the service answered."""

    ref: CaseRef
    number: int
    state: ReferralState
    reason: str = ""


@dataclass(frozen=True)
class TransferCase:
    """Give a case to another district."""

    ref: CaseRef
    district: DistrictId


@dataclass(frozen=True)
class DismissCase:
    """Close a case that was no report."""

    ref: CaseRef
    why: NoReport


@dataclass(frozen=True)
class KeepQuiet:
    """Remember in which hours only urgent notices come; None for no such hours."""

    hours: QuietHours | None


@dataclass(frozen=True)
class CloseCase:
    """Close a case."""

    ref: CaseRef
    outcome: Outcome


@dataclass(frozen=True)
class SpeakTo:
    """Remember the language of a focal point's notices."""

    language: str


@dataclass(frozen=True)
class CasesListed:
    """Open cases, the most pressing first; those in `overdue` should have been answered by now."""

    cases: tuple[Case, ...]
    overdue: frozenset[CaseRef] = frozenset()
    page: int = 0


@dataclass(frozen=True)
class HistoryRead:
    """What happened to a case."""

    contents: OpenedCase


@dataclass(frozen=True)
class ServicesFound:
    """Services a case could be referred to, the first first."""

    case: Case
    services: tuple[Listing, ...]


@dataclass(frozen=True)
class QuietKept:
    """The quiet hours are remembered."""

    hours: QuietHours | None


@dataclass(frozen=True)
class CaseOpened:
    """A case to read."""

    contents: OpenedCase


@dataclass(frozen=True)
class CaseMoved:
    """A focal point's act was carried out; `act` names it, and each has its reply in `replies.case_acts`."""

    act: str
    case: Case


@dataclass(frozen=True)
class CaseRefused:
    """Somebody else was first (`stage` says where the case stands) or holds it, nobody covers the place it should go
    to, or it is not theirs (None)."""

    stage: Stage | None = None
    is_held: bool = False
    is_uncovered: bool = False


Effect = (
    ListCases
    | OpenCase
    | AcknowledgeCase
    | TakeOverCase
    | AskReporter
    | WriteNote
    | SetTier
    | ReadHistory
    | FindServices
    | ReferCase
    | MoveReferral
    | TransferCase
    | DismissCase
    | CloseCase
    | KeepQuiet
    | SpeakTo
)
Result = CasesListed | CaseOpened | HistoryRead | ServicesFound | CaseMoved | CaseRefused | QuietKept
