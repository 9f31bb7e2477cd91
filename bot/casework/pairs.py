"""Two cases that may be of one child: what was decided about them, and who agreed to what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.casework.model import CaseRef, FocalPointId


class LinkState(StrEnum):
    """What was decided about two cases."""

    linked = "linked"
    unlinked = "unlinked"
    told_apart = "told apart"


class TracingState(StrEnum):
    """How far two sides have come; the last two are final, except that whoever agreed may still end it."""

    suggested = "suggested"
    by_missing = "by_missing"
    by_found = "by_found"
    agreed = "agreed"
    declined = "declined"


@dataclass(frozen=True)
class Tracing:
    """Two cases that may be of one child, how far it has come, and who agreed on each side."""

    missing: CaseRef
    found: CaseRef
    state: TracingState = TracingState.suggested
    missing_by: FocalPointId | None = None
    found_by: FocalPointId | None = None

    def other_than(self, ref: CaseRef) -> CaseRef:
        """The case on the other side."""
        return self.found if ref == self.missing else self.missing

    def agreed_by(self, ref: CaseRef) -> FocalPointId | None:
        """Who agreed on the side of this case."""
        return self.missing_by if ref == self.missing else self.found_by
