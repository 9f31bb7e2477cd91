"""What the shell is asked to do, and what it answers; each answer goes back into the dialogue. One file an audience."""

from bot.dialogue.effects import directory, enrolling, focal_point, handing_over, practising, reporter
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
    ListCases,
    OpenCase,
    SpeakTo,
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

Effect = (
    reporter.Effect | directory.Effect | focal_point.Effect | enrolling.Effect | practising.Effect | handing_over.Effect
)
Result = reporter.Result | focal_point.Result | enrolling.Result | practising.Result | handing_over.Result

__all__ = [
    "AcknowledgeCase",
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
    "Effect",
    "Enrol",
    "Enrolled",
    "FileReport",
    "HandOver",
    "HandOverAsked",
    "HandOverFile",
    "HandOverPosted",
    "HandOverRefused",
    "LinkRefused",
    "ListCases",
    "MailboxNotFound",
    "MailboxOpened",
    "MessagePassedOn",
    "NoteGap",
    "NoticeSeen",
    "OpenCase",
    "ReadMailbox",
    "ReopenCase",
    "ReportFiled",
    "Result",
    "SeeNotice",
    "SpeakTo",
    "Way",
    "WipeChat",
    "WriteToFocalPoint",
]
