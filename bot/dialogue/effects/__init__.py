"""What the shell is asked to do, and what it answers; each answer goes back into the dialogue. One file an audience."""

from bot.dialogue.effects import coordinator, directory, enrolling, focal_point, handing_over, practising, reporter
from bot.dialogue.effects.coordinator import (
    ConfirmInvitation,
    CoverageRead,
    Denied,
    DigestRead,
    FindPerson,
    InvitationDecided,
    InvitationsListed,
    Invite,
    Invited,
    ListInvitations,
    ListPeople,
    PeopleListed,
    PersonFound,
    ReadCoverage,
    ReadDigest,
    RefuseInvitation,
    Revoke,
    Revoked,
)
from bot.dialogue.effects.directory import ComplainOf, NoteGap
from bot.dialogue.effects.enrolling import Enrol, Enrolled, LinkRefused
from bot.dialogue.effects.focal_point import (
    AcknowledgeCase,
    AskReporter,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    CasesListed,
    CloseCase,
    DismissCase,
    FindServices,
    HistoryRead,
    KeepQuiet,
    ListCases,
    MoveReferral,
    OpenCase,
    QuietKept,
    ReadHistory,
    ReferCase,
    ServicesFound,
    SetTier,
    SpeakTo,
    TakeOverCase,
    TransferCase,
    WriteNote,
)
from bot.dialogue.effects.handing_over import (
    AskHandOver,
    HandOver,
    HandOverAsked,
    HandOverFile,
    HandOverPosted,
    HandOverRefused,
    Way,
)
from bot.dialogue.effects.practising import NoticeSeen, SeeNotice
from bot.dialogue.effects.reporter import (
    AnswerReferral,
    CaseReopened,
    CodesBusy,
    CountNoReport,
    FileReport,
    MailboxChanged,
    MailboxNotFound,
    MailboxOpened,
    MessagePassedOn,
    ReadMailbox,
    ReminderSet,
    ReopenCase,
    ReportFiled,
    SayIfSafer,
    SetReminder,
    WipeChat,
    WithdrawCase,
    WriteToFocalPoint,
)

Effect = (
    reporter.Effect
    | directory.Effect
    | focal_point.Effect
    | coordinator.Effect
    | enrolling.Effect
    | practising.Effect
    | handing_over.Effect
)
Result = (
    reporter.Result
    | focal_point.Result
    | coordinator.Result
    | enrolling.Result
    | practising.Result
    | handing_over.Result
)

__all__ = [
    "AcknowledgeCase",
    "AnswerReferral",
    "AskHandOver",
    "AskReporter",
    "CaseMoved",
    "CaseOpened",
    "CaseRefused",
    "CaseReopened",
    "CasesListed",
    "CloseCase",
    "CodesBusy",
    "ComplainOf",
    "ConfirmInvitation",
    "CountNoReport",
    "CoverageRead",
    "Denied",
    "DigestRead",
    "DismissCase",
    "Effect",
    "Enrol",
    "Enrolled",
    "FileReport",
    "FindPerson",
    "FindServices",
    "HandOver",
    "HandOverAsked",
    "HandOverFile",
    "HandOverPosted",
    "HandOverRefused",
    "HistoryRead",
    "InvitationDecided",
    "InvitationsListed",
    "Invite",
    "Invited",
    "KeepQuiet",
    "LinkRefused",
    "ListCases",
    "ListInvitations",
    "ListPeople",
    "MailboxChanged",
    "MailboxNotFound",
    "MailboxOpened",
    "MessagePassedOn",
    "MoveReferral",
    "NoteGap",
    "NoticeSeen",
    "OpenCase",
    "PeopleListed",
    "PersonFound",
    "QuietKept",
    "ReadCoverage",
    "ReadDigest",
    "ReadHistory",
    "ReadMailbox",
    "ReferCase",
    "RefuseInvitation",
    "ReminderSet",
    "ReopenCase",
    "ReportFiled",
    "Result",
    "Revoke",
    "Revoked",
    "SayIfSafer",
    "SeeNotice",
    "ServicesFound",
    "SetReminder",
    "SetTier",
    "SpeakTo",
    "TakeOverCase",
    "TransferCase",
    "Way",
    "WipeChat",
    "WithdrawCase",
    "WriteNote",
    "WriteToFocalPoint",
]
