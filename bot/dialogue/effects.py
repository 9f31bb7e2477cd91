"""What the shell is asked to do, and what it answers; each answer goes back into the dialogue."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.following import OpenedMailbox
from bot.casework.handling import OpenedCase
from bot.casework.model import Case, CaseRef, Concern, DistrictId, Outcome, Report, Stage
from bot.casework.ports import Mailbox
from bot.casework.routing import Role


@dataclass(frozen=True)
class FileReport:
    """File what was told."""

    report: Report
    concern: Concern
    district: DistrictId | None


@dataclass(frozen=True)
class ReadMailbox:
    """See what came of a report: by its code, or by the mailbox already open."""

    code: str = ""
    mailbox: Mailbox | None = None


@dataclass(frozen=True)
class WriteToFocalPoint:
    """Leave a message of the reporter's."""

    mailbox: Mailbox
    text: str


@dataclass(frozen=True)
class ReopenCase:
    """The child is still not safe."""

    mailbox: Mailbox


@dataclass(frozen=True)
class WipeChat:
    """Delete every message that can still be deleted, and the draft."""


@dataclass(frozen=True)
class Enrol:
    """Use a one-time link."""

    token: str
    language: str


@dataclass(frozen=True)
class ListCases:
    """A focal point's open cases."""


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
class CloseCase:
    """Close a case."""

    ref: CaseRef
    outcome: Outcome


@dataclass(frozen=True)
class SpeakTo:
    """Remember the language of a focal point's notices."""

    language: str


Effect = (
    FileReport
    | ReadMailbox
    | WriteToFocalPoint
    | ReopenCase
    | WipeChat
    | Enrol
    | ListCases
    | OpenCase
    | AcknowledgeCase
    | AskReporter
    | CloseCase
    | SpeakTo
)


@dataclass(frozen=True)
class ReportFiled:
    """A report is safe: its receipt code, and whether anybody covers its place."""

    code: str
    is_covered: bool


@dataclass(frozen=True)
class MailboxOpened:
    """What the code opens."""

    mailbox: Mailbox
    contents: OpenedMailbox


@dataclass(frozen=True)
class MailboxNotFound:
    """The code opens nothing."""


@dataclass(frozen=True)
class MessagePassedOn:
    """The reporter's message is in the case."""


@dataclass(frozen=True)
class CaseReopened:
    """The case runs again."""


@dataclass(frozen=True)
class Enrolled:
    """The link was good."""

    role: Role
    areas: frozenset[str]


@dataclass(frozen=True)
class LinkRefused:
    """The link was not good."""


@dataclass(frozen=True)
class CasesListed:
    """Open cases, the most pressing first."""

    cases: tuple[Case, ...]


@dataclass(frozen=True)
class CaseOpened:
    """A case to read."""

    contents: OpenedCase


@dataclass(frozen=True)
class CaseMoved:
    """A focal point's act was carried out; `act` is acknowledged, asked or closed."""

    act: str
    case: Case


@dataclass(frozen=True)
class CaseRefused:
    """Somebody else was first (`stage` says where the case stands), or it is not theirs (None)."""

    stage: Stage | None = None


Result = (
    ReportFiled
    | MailboxOpened
    | MailboxNotFound
    | MessagePassedOn
    | CaseReopened
    | Enrolled
    | LinkRefused
    | CasesListed
    | CaseOpened
    | CaseMoved
    | CaseRefused
)
