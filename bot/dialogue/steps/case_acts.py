"""What a focal point does with one case: take over, note, judge the urgency, refer, transfer, look back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.casework.measures import NoReport
from bot.casework.model import CaseRef, DistrictId, ReferralState, Tier
from bot.dialogue import effects as do
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import case_acts, following, names, referrals
from bot.dialogue.replies.history import history as history_of
from bot.dialogue.session import Session, Step
from bot.dialogue.steps.relaying import LONGEST_MESSAGE
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World
from services_directory.model import Listing

_STATES = {state: state for state in (ReferralState.accepted, ReferralState.rejected, ReferralState.done)}
CANDIDATES = 6


def take_press(session: Session, press: Pressed, world: World) -> Turn | None:
    """A button of a case; None when it is none of these. Each names its case, and casework checks the scope."""
    ref, _dot, rest = press.argument.partition(".")
    act = _PRESSED.get(press.action)
    return act(session, CaseRef(ref), rest, world) if act else None


def _at(step: Step) -> Callable[[Session, CaseRef, str, World], Turn]:
    return lambda session, ref, _rest, _world: go(replace(session, asking_about=ref, choices=()), step)


def _take_over(session: Session, ref: CaseRef, held_by: str, _world: World) -> Turn:
    return Turn(session, effects=(do.TakeOverCase(ref, held_by),))


def _history(session: Session, ref: CaseRef, _rest: str, _world: World) -> Turn:
    return Turn(session, effects=(do.ReadHistory(ref),))


def _refer(session: Session, ref: CaseRef, _rest: str, _world: World) -> Turn:
    return Turn(session, effects=(do.FindServices(ref),))


def _urgency(session: Session, ref: CaseRef, rest: str, world: World) -> Turn:
    """Which tier? Then that one."""
    if rest in Tier.__members__:
        return Turn(session, effects=(do.SetTier(ref, Tier[rest]),))
    return Turn(session, (case_acts.tiers(world.words_of(session), ref),))


def _referral(session: Session, ref: CaseRef, rest: str, world: World) -> Turn | None:
    """What the service answered: `0.accepted`, or `0.rejected.full` with its reason."""
    number, state, reason = ([*rest.split(".", 2), "", ""])[:3]
    if not number.isdecimal() or state not in _STATES:
        return None
    if state == ReferralState.rejected and reason not in referrals.REASONS:
        return Turn(session, (referrals.reasons(world.words_of(session), ref, int(number)),))
    return Turn(session, effects=(do.MoveReferral(ref, int(number), _STATES[ReferralState(state)], reason),))


def _no_report(session: Session, ref: CaseRef, rest: str, world: World) -> Turn:
    """What was it instead? Then that."""
    if rest in NoReport.__members__:
        return Turn(session, effects=(do.DismissCase(ref, NoReport[rest]),))
    return Turn(session, (case_acts.no_reports(world.words_of(session), ref),))


_PRESSED: Mapping[str, Callable[[Session, CaseRef, str, World], Turn | None]] = {
    "take_over": _take_over,
    "note": _at(Step.noting),
    "history": _history,
    "refer": _refer,
    "transfer": _at(Step.transferring),
    "urgency": _urgency,
    "referral": _referral,
    "no_report": _no_report,
}


def show_noting(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What is to be kept?"""
    return (case_acts.note_what(world.words_of(session)),)


def take_noting(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """The note itself."""
    if not isinstance(incoming, Said):
        return None
    if len(incoming.text) > LONGEST_MESSAGE:
        return Turn(session, (following.too_long(world.words_of(session)),))
    return _done(session, do.WriteNote(CaseRef(session.asking_about), incoming.text))


def services_found(session: Session, result: do.ServicesFound, world: World) -> Turn:
    """Services to choose from."""
    choices = tuple(listing.service.id for listing in result.services)
    there = session.at(Step.referring, asking_about=result.case.ref, choices=choices)
    return go(there, Step.referring)


def show_referring(session: Session, world: World) -> tuple[Outgoing, ...]:
    """To which of them?"""
    listings = [(at, listing) for at, id_ in enumerate(session.choices) if (listing := _listing(id_, world))]
    return (case_acts.refer_to(world.words_of(session), listings),)


def _listing(service: str, world: World) -> Listing | None:
    """None for a service that left the directory since it was offered; the others keep their buttons."""
    try:
        return world.guide.listing(service, None, today=world.today)
    except KeyError:
        return None


def take_referring(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """One of the services that were shown."""
    offered = {str(at): service for at, service in enumerate(session.choices)}
    if isinstance(incoming, Pressed) and incoming.action == "refer_to" and incoming.argument in offered:
        return _done(session, do.ReferCase(CaseRef(session.asking_about), offered[incoming.argument]))
    return None


def show_transferring(session: Session, world: World) -> tuple[Outgoing, ...]:
    """To which district? Those that a name may mean, once one was written."""
    w = world.words_of(session)
    return (case_acts.transfer_to(w, [(id_, names.district(w, world.guide.district, id_)) for id_ in session.choices]),)


def take_transferring(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """A name to look for, or one of the districts that were shown."""
    if isinstance(incoming, Said):
        found = world.guide.places_named(incoming.text, CANDIDATES)
        choices = tuple(dict.fromkeys(match.district.id for match in found if match.district))
        return go(replace(session, choices=choices), Step.transferring)
    if isinstance(incoming, Pressed) and incoming.action == "transfer_to" and incoming.argument in session.choices:
        return _done(session, do.TransferCase(CaseRef(session.asking_about), DistrictId(incoming.argument)))
    return None


def _done(session: Session, effect: do.Effect) -> Turn:
    return Turn(replace(session, asking_about="", choices=(), step=Step.menu), effects=(effect,))


def history(session: Session, result: do.HistoryRead, world: World) -> Turn:
    """What happened, day by day, with the notes."""
    w = world.words_of(session)
    place = partial(names.district, w, world.guide.district)
    return Turn(session, history_of(w, result.contents, place, world.speaker.id if world.speaker else ""))
