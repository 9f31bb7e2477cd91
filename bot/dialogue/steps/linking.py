"""Two cases that may be of one child: the buttons name both, and casework checks the scope of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.casework.model import CaseRef
from bot.dialogue import effects as do
from bot.dialogue.incoming import Pressed
from bot.dialogue.replies import linking, names
from bot.dialogue.session import Session
from bot.dialogue.turn import Turn
from bot.dialogue.world import World

_PRESSED: Mapping[str, Callable[[CaseRef, CaseRef], do.Effect]] = {
    "link": do.LinkCases,
    "unlink": do.UnlinkCases,
    "tell_apart": do.TellApart,
    "trace": do.AgreeToTrace,
    "not_traced": do.DeclineToTrace,
    "read_traced": do.ReadTraced,
}


def take_press(session: Session, press: Pressed) -> Turn | None:
    """One of these buttons; None when it is another."""
    ref, _dot, other = press.argument.partition(".")
    effect = _PRESSED.get(press.action)
    return Turn(session, effects=(effect(CaseRef(ref), CaseRef(other)),)) if effect else None


def alike_found(session: Session, result: do.AlikeFound, world: World) -> Turn:
    """Each with its own buttons; mostly there are none."""
    w, case = world.words_of(session), result.case
    linked = (linking.is_linked(w, case, other) for other in result.alike.linked)
    suggested = (linking.may_be_the_same(w, case, other) for other in result.alike.suggested)
    traces = (
        linking.trace(w, case.ref, each, names.district(w, world.guide.district, each.district))
        for each in result.traces
    )
    return Turn(session, (*linked, *suggested, *traces))


def decided(session: Session, result: do.LinkDecided, world: World) -> Turn:
    """It was carried out."""
    return Turn(session, (linking.decided(world.words_of(session), result.act, result.ref),))


def read(session: Session, result: do.TracedRead, world: World) -> Turn:
    """The words of the other district's report."""
    return Turn(session, linking.traced(world.words_of(session), result.other, result.report))
