"""What the shell is asked to do for whoever practises, beside what it does for everybody, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.model import Case, CaseRef


@dataclass(frozen=True)
class SeeNotice:
    """See the notice that a focal point would have got."""

    ref: CaseRef


@dataclass(frozen=True)
class NoticeSeen:
    """The case it is about."""

    case: Case


Effect = SeeNotice
Result = NoticeSeen
