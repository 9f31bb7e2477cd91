"""One incoming, one turn: what is good at any time first, then the step we stand at, then the best there is."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import anytime, results
from bot.dialogue.effects import Result
from bot.dialogue.incoming import Incoming, Pressed, Said, SentMedia
from bot.dialogue.outgoing import Message, Outgoing, Picture, Redraw
from bot.dialogue.session import Session
from bot.dialogue.steps import practising
from bot.dialogue.table import STANDS
from bot.dialogue.turn import Turn
from bot.dialogue.world import World


def step(session: Session, incoming: Incoming, world: World) -> Turn:
    """The conversation's next move; pure: the same arguments give the same turn."""
    there, farewell = practising.goes_on(session, incoming, world)
    return practising.marked(_taken(there, incoming, practising.seen_by(there, world)).after(*farewell))


def _taken(session: Session, incoming: Incoming, world: World) -> Turn:
    if isinstance(incoming, SentMedia) and incoming.said:
        return _taken(session, incoming.said, world).after(anytime.declining(session, incoming, world))
    turn = anytime.take(session, incoming, world) or _here(session, incoming, world)
    return _drawn(turn or anytime.otherwise(session, incoming, world), world)


def resume(session: Session, result: Result, world: World) -> Turn:
    """The conversation's next move after the shell has carried something out."""
    known = practising.seen_by(session, world)
    return practising.marked(_drawn(results.take(session, result, known), known))


def _here(session: Session, incoming: Incoming, world: World) -> Turn | None:
    if isinstance(incoming, Pressed) and incoming.screen != session.screen:
        return anytime.stale(session, world)
    if isinstance(incoming, Said) and (meant := anytime.meant(session, incoming, world)):
        return meant
    return STANDS[session.step].take(session, incoming, world)


def _drawn(turn: Turn, world: World) -> Turn:
    """The turn with its screen; buttons that belong to a screen are good while it is the newest."""
    shown = STANDS[turn.session.step].show(turn.session, world) if turn.draws else ()
    outgoing = (*turn.outgoing, *shown)
    fresh = any(_has_own_buttons(each) for each in outgoing)
    session = replace(turn.session, screen=world.token) if fresh else turn.session
    return Turn(session, outgoing, turn.effects)


def _has_own_buttons(outgoing: Outgoing) -> bool:
    message = outgoing.message if isinstance(outgoing, Redraw) else outgoing
    if not isinstance(message, Message | Picture):
        return False
    return any(button.action and not button.always for row in message.rows for button in row)
