"""Being told of news without asking with the code: asked for, and taken back."""

from __future__ import annotations

from dataclasses import replace

from bot.casework.ports import Mailbox
from bot.dialogue.effects import ReadMailbox, ReminderSet, SetReminder
from bot.dialogue.incoming import Pressed
from bot.dialogue.outgoing import Redraw
from bot.dialogue.replies import reminding, sending
from bot.dialogue.session import Session
from bot.dialogue.turn import Turn
from bot.dialogue.world import World

ACTIONS = {"tell": True, "no_longer": False}


def take_press(session: Session, press: Pressed, *, code: str = "", mailbox: Mailbox | None = None) -> Turn | None:
    """Its button on the receipt or in the mailbox; an exercise has none."""
    is_on = ACTIONS.get(press.action)
    if is_on is None or session.practice is not None:
        return None
    return Turn(session, effects=(SetReminder(is_on, session.language, code, mailbox),))


def is_set(session: Session, result: ReminderSet, world: World) -> Turn:
    """The receipt is drawn anew in its place; in the mailbox it is said, and the page follows."""
    w, receipt, mailbox = world.words_of(session), session.receipt, session.mailbox
    if receipt:
        there = replace(session, receipt=replace(receipt, is_told=result.is_on))
        return Turn(there, tuple(map(Redraw, sending.receipt_of(w, there))))
    read = (ReadMailbox(mailbox=Mailbox(mailbox.lookup, mailbox.wrap)),) if mailbox else ()
    return Turn(session, (reminding.is_set(w, is_on=result.is_on),), effects=read)
