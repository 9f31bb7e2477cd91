"""What the shell is asked to do for a focal point, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.handling import OpenedCase
from bot.casework.model import Case, CaseRef, Outcome, Stage


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


Effect = ListCases | OpenCase | AcknowledgeCase | AskReporter | CloseCase | SpeakTo
Result = CasesListed | CaseOpened | CaseMoved | CaseRefused
