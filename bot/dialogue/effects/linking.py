"""Two cases that may be of one child: what the shell is asked to do, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.linking import Alike
from bot.casework.model import Case, CaseRef, Report
from bot.casework.tracing import Trace


@dataclass(frozen=True)
class FindAlike:
    """What a case that was opened may belong with."""

    ref: CaseRef


@dataclass(frozen=True)
class LinkCases:
    """Two reports are about one child."""

    ref: CaseRef
    other: CaseRef


@dataclass(frozen=True)
class UnlinkCases:
    """They are not, after all."""

    ref: CaseRef
    other: CaseRef


@dataclass(frozen=True)
class TellApart:
    """They are not; it is not suggested again."""

    ref: CaseRef
    other: CaseRef


@dataclass(frozen=True)
class AgreeToTrace:
    """The other district may read this report, once it lets its own be read."""

    ref: CaseRef
    other: CaseRef


@dataclass(frozen=True)
class DeclineToTrace:
    """It is another child."""

    ref: CaseRef
    other: CaseRef


@dataclass(frozen=True)
class ReadTraced:
    """Read the other district's report."""

    ref: CaseRef
    other: CaseRef


@dataclass(frozen=True)
class AlikeFound:
    """What it may belong with, often nothing."""

    case: Case
    alike: Alike
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True)
class LinkDecided:
    """It was decided; `act` names how, and each has its reply."""

    act: str
    ref: CaseRef


@dataclass(frozen=True)
class TracedRead:
    """The other district's report, and nothing else of its case."""

    other: CaseRef
    report: Report


Effect = FindAlike | LinkCases | UnlinkCases | TellApart | AgreeToTrace | DeclineToTrace | ReadTraced
Result = AlikeFound | LinkDecided | TracedRead
