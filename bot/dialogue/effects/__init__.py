"""What the shell is asked to do, and what it answers; each answer goes back into the dialogue. One file an audience."""

from bot.dialogue.effects import enrolling, focal_point, practising, reporter
from bot.dialogue.effects.enrolling import Enrol, Enrolled, LinkRefused
from bot.dialogue.effects.focal_point import (
    AcknowledgeCase,
    AskReporter,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    CasesListed,
    CloseCase,
    ListCases,
    OpenCase,
    SpeakTo,
)
from bot.dialogue.effects.practising import NoticeSeen, SeeNotice
from bot.dialogue.effects.reporter import (
    CaseReopened,
    CodesBusy,
    FileReport,
    MailboxNotFound,
    MailboxOpened,
    MessagePassedOn,
    ReadMailbox,
    ReopenCase,
    ReportFiled,
    WipeChat,
    WriteToFocalPoint,
)

Effect = reporter.Effect | focal_point.Effect | enrolling.Effect | practising.Effect
Result = reporter.Result | focal_point.Result | enrolling.Result | practising.Result

__all__ = [
    "AcknowledgeCase",
    "AskReporter",
    "CaseMoved",
    "CaseOpened",
    "CaseRefused",
    "CaseReopened",
    "CasesListed",
    "CloseCase",
    "CodesBusy",
    "Effect",
    "Enrol",
    "Enrolled",
    "FileReport",
    "LinkRefused",
    "ListCases",
    "MailboxNotFound",
    "MailboxOpened",
    "MessagePassedOn",
    "NoticeSeen",
    "OpenCase",
    "ReadMailbox",
    "ReopenCase",
    "ReportFiled",
    "Result",
    "SeeNotice",
    "SpeakTo",
    "WipeChat",
    "WriteToFocalPoint",
]
