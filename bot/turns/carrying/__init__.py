"""Carries out what the dialogue asks for, inside the turn's transaction. One file an audience, one line an effect."""

from __future__ import annotations

from collections.abc import Mapping

from bot.casework.errors import (
    AlreadyMoved,
    CaseworkError,
    CoordinatingDenied,
    HeldByAnother,
    InvitationRefused,
    InvitationWaits,
    NoFocalPoint,
    NoSuchCase,
)
from bot.dialogue import effects as do
from bot.turns.carrying import (
    coordinator,
    directory,
    enrolling,
    focal_point,
    handing_over,
    linking,
    practising,
    reporter,
)
from bot.turns.carrying.desk import Carried, Carries, Desk, Prepared

__all__ = ["Carried", "Desk", "Prepared", "carry_out"]

_CARRIED_BY: Mapping[type[do.Effect], Carries] = {
    **reporter.CARRIES,
    **enrolling.CARRIES,
    **focal_point.CARRIES,
    **practising.CARRIES,
    **handing_over.CARRIES,
    **linking.CARRIES,
    **directory.CARRIES,
    **coordinator.CARRIES,
}


def carry_out(effect: do.Effect, desk: Desk) -> do.Result | None:
    """Do it; what casework refuses comes back as a result that can be said, and nothing of it stays."""
    told = len(desk.acts)
    try:
        with desk.books.attempt():
            return _CARRIED_BY[type(effect)](effect, desk)
    except CaseworkError as refused:
        del desk.acts[told:]
        return _refusal(effect, refused)


def _refusal(effect: do.Effect, refused: CaseworkError) -> do.Result:
    match refused:
        case InvitationRefused() | InvitationWaits():
            return do.LinkRefused(is_waiting=isinstance(refused, InvitationWaits))
        case CoordinatingDenied():
            return do.Denied(refused.why)
        case AlreadyMoved():
            return do.CaseRefused(refused.stage, is_held=isinstance(refused, HeldByAnother))
        case NoFocalPoint():
            return do.CaseRefused(is_uncovered=True)
        case NoSuchCase():
            return do.MailboxNotFound() if type(effect) in reporter.CARRIES else do.CaseRefused()
    raise refused
