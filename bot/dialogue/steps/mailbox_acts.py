"""What a reporter decides with a receipt code: pass it on or not, is the child safer, take it back."""

from __future__ import annotations

from dataclasses import replace

from bot.casework.model import Safer
from bot.casework.ports import Mailbox
from bot.dialogue.effects import AnswerReferral, MailboxChanged, ReadMailbox, SayIfSafer, WithdrawCase
from bot.dialogue.incoming import Incoming, Pressed
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import following
from bot.dialogue.session import Session, Step
from bot.dialogue.steps import reminding
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World


def take_press(session: Session, mailbox: Mailbox, press: Pressed) -> Turn | None:
    """A button of the mailbox's page."""
    if press.action in ("agree", "refuse") and press.argument.isdecimal():
        agrees = press.action == "agree"
        return Turn(session, effects=(AnswerReferral(mailbox, int(press.argument), agrees),))
    if press.action == "safer" and press.argument in set(Safer):
        return Turn(session, effects=(SayIfSafer(mailbox, Safer(press.argument)),))
    if press.action == "withdraw":
        return go(session, Step.withdrawing)
    return reminding.take_press(session, press, mailbox=mailbox)


def show_withdrawing(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Stop it, or destroy it?"""
    return (following.withdrawing(world.words_of(session)),)


def take_withdrawing(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """One of the two, or neither."""
    mailbox = mailbox_of(session)
    if mailbox is None or not isinstance(incoming, Pressed):
        return None
    if incoming.action == "erase":
        return go(session, Step.erasing)
    there = session.at(Step.mailbox)
    if incoming.action == "stop":
        return Turn(there, effects=(WithdrawCase(mailbox),))
    return Turn(there, effects=(ReadMailbox(mailbox=mailbox),))


def show_erasing(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Really?"""
    return (following.erasing(world.words_of(session)),)


def take_erasing(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Only a second press destroys."""
    mailbox = mailbox_of(session)
    if mailbox is None or not isinstance(incoming, Pressed):
        return None
    there = session.at(Step.mailbox)
    if incoming.action == "erase_now":
        return Turn(there, effects=(WithdrawCase(mailbox, erases=True),))
    return Turn(there, effects=(ReadMailbox(mailbox=mailbox),))


def changed(session: Session, result: MailboxChanged, world: World) -> Turn:
    """It was done; the page follows as it is now, unless nothing is left of it."""
    w, mailbox = world.words_of(session), mailbox_of(session)
    if result.what == "erased" or mailbox is None:
        return Turn(replace(session.cleared(), step=Step.menu), (following.erased(w),))
    return Turn(session, (following.changed(w, result.what),), effects=(ReadMailbox(mailbox=mailbox),))


def mailbox_of(session: Session) -> Mailbox | None:
    """The mailbox that is open in this conversation."""
    kept = session.mailbox
    return Mailbox(kept.lookup, kept.wrap) if kept else None
