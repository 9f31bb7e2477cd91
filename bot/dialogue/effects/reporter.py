"""What the shell is asked to do for a reporter, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.following import OpenedMailbox
from bot.casework.lanes import Lane
from bot.casework.measures import NoReport
from bot.casework.model import Case, Concern, DistrictId, Report, Safer
from bot.casework.ports import Mailbox


@dataclass(frozen=True)
class FileReport:
    """File what was told; `is_sure` says that the words read clearly as this concern."""

    report: Report
    concern: Concern
    district: DistrictId | None
    is_sure: bool = False


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
class CountNoReport:
    """Count what came and was no report, apart from all reports, and nothing else of it."""

    why: NoReport


@dataclass(frozen=True)
class AnswerReferral:
    """Agree that a service gets the report's words, or refuse it."""

    mailbox: Mailbox
    number: int
    agrees: bool


@dataclass(frozen=True)
class SayIfSafer:
    """Whether the child is safer, weeks later."""

    mailbox: Mailbox
    answer: Safer


@dataclass(frozen=True)
class WithdrawCase:
    """Take a report back: the case is closed; with `erases`, every word of it is destroyed."""

    mailbox: Mailbox
    erases: bool = False


@dataclass(frozen=True)
class SetReminder:
    """Tell this chat when there is news, or do so no longer: by the code just given out, or by the mailbox open."""

    is_on: bool
    language: str
    code: str = ""
    mailbox: Mailbox | None = None


@dataclass(frozen=True)
class WipeChat:
    """Delete every message that can still be deleted, and the draft."""


@dataclass(frozen=True)
class ReportFiled:
    """A report is safe: its receipt code, and whether anybody covers its place; in practice also its case."""

    code: str
    is_covered: bool
    practised: Case | None = None
    lane: Lane = Lane.fast


@dataclass(frozen=True)
class MailboxOpened:
    """What the code opens."""

    mailbox: Mailbox
    contents: OpenedMailbox


@dataclass(frozen=True)
class MailboxChanged:
    """What the reporter asked for was done; `what` is consented, refused, safer, not_safer, withdrawn or erased."""

    what: str


@dataclass(frozen=True)
class ReminderSet:
    """Whether the chat is told when there is news."""

    is_on: bool


@dataclass(frozen=True)
class MailboxNotFound:
    """The code opens nothing."""


@dataclass(frozen=True)
class CodesBusy:
    """Too many codes are being tried: this one was not looked at."""


@dataclass(frozen=True)
class MessagePassedOn:
    """The reporter's message is in the case."""


@dataclass(frozen=True)
class CaseReopened:
    """The case runs again."""


Effect = (
    FileReport
    | ReadMailbox
    | WriteToFocalPoint
    | ReopenCase
    | CountNoReport
    | AnswerReferral
    | SayIfSafer
    | WithdrawCase
    | SetReminder
    | WipeChat
)
Result = (
    ReportFiled
    | MailboxOpened
    | MailboxChanged
    | ReminderSet
    | MailboxNotFound
    | CodesBusy
    | MessagePassedOn
    | CaseReopened
)
