"""Facts that stop a use case; the sentences for them live in dialogue."""

from __future__ import annotations

from enum import StrEnum

from bot.casework.model import CaseRef, Stage


class CaseworkError(Exception):
    """Base of everything casework refuses."""


class NoSuchCase(CaseworkError):
    """No case of that name, or none that this focal point may see: the two are told alike."""


class AlreadyMoved(CaseworkError):
    """Somebody else was first; `stage` is where the case stands now."""

    def __init__(self, ref: CaseRef, stage: Stage) -> None:
        super().__init__("the case has already moved on")
        self.ref, self.stage = ref, stage


class HeldByAnother(AlreadyMoved):
    """Somebody else has taken the case on: it can be taken over, not acted on beside them."""


class NoFocalPoint(CaseworkError):
    """Nobody is enrolled for the place a case should go to."""


class InvitationRefused(CaseworkError):
    """The link is unknown, used or too old: the three are told alike."""


class InvitationWaits(CaseworkError):
    """The link is good, and a second coordinator has not confirmed it yet."""


class Denial(StrEnum):
    """Why a coordinator's act was refused."""

    not_theirs = "not_theirs"
    own = "own"
    gone = "gone"
    nobody_confirms = "nobody_confirms"


class CoordinatingDenied(CaseworkError):
    """A coordinator asked for what is not theirs to do, or no longer there."""

    def __init__(self, why: Denial) -> None:
        super().__init__(why.value)
        self.why = why
