"""Words on their way between reporter and focal point: what could tell who or where somebody is is shown first."""

from __future__ import annotations

from dataclasses import replace

from bot.casework.identifiers import IdentifierKind
from bot.casework.model import CaseRef
from bot.casework.ports import Mailbox
from bot.casework.relay_risks import Risk, risks
from bot.dialogue.effects import AskReporter, WriteToFocalPoint
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.places_said import tells_a_place
from bot.dialogue.replies import following, relaying
from bot.dialogue.session import Session, Step
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World

LONGEST_MESSAGE = 1500
"""Characters; so many fit on a page beside the report and other messages."""


def checked(session: Session, text: str, world: World) -> Turn:
    """Send a message, or show first what it tells or asks; never one that is too long, nor a reporter's own code."""
    w = world.words_of(session)
    if len(text) > LONGEST_MESSAGE:
        return Turn(session, (following.too_long(w),))
    found = world.identifiers.find(text)
    if not session.asking_about and any(each.kind == IdentifierKind.receipt_code for each in found):
        return Turn(session, (following.holds_a_code(w),))
    if risks_of(text, world):
        return go(replace(session, unsent=text), Step.sure_to_send)
    return _sent(session, text)


def risks_of(text: str, world: World) -> tuple[Risk, ...]:
    """What to point out before a message goes; a place finer than a district is one of it."""
    found = risks(text, world.identifiers.find)
    return tuple(risk for risk in Risk if risk in found or (risk == Risk.holds_place and tells_a_place(text, world)))


def show(session: Session, world: World) -> tuple[Outgoing, ...]:
    """What the message tells or asks."""
    found = risks_of(session.unsent, world)
    return (relaying.sure_to_send(world.words_of(session), session.unsent, found, case=session.asking_about),)


def take(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Send it all the same, or write it again: by pressing, or simply by writing."""
    if isinstance(incoming, Said):
        return checked(session, incoming.text, world)
    if isinstance(incoming, Pressed) and incoming.action == "send_anyway":
        return _sent(session, session.unsent)
    if isinstance(incoming, Pressed) and incoming.action == "write_again":
        return go(replace(session, unsent=""), Step.asking if session.asking_about else Step.mailbox)
    return None


def _sent(session: Session, text: str) -> Turn:
    """A focal point's question, or a reporter's message, whichever this conversation is about."""
    if session.asking_about:
        asked = replace(session, asking_about="", unsent="", step=Step.menu)
        return Turn(asked, effects=(AskReporter(CaseRef(session.asking_about), text),))
    if session.mailbox is None:
        return go(replace(session, unsent=""), Step.code)
    mailbox = Mailbox(session.mailbox.lookup, session.mailbox.wrap)
    return Turn(replace(session, unsent="", step=Step.mailbox), effects=(WriteToFocalPoint(mailbox, text),))
