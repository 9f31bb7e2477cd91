"""With a receipt code: read, answer, say that it is still not safe."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.casework.plain_text import digits
from bot.dialogue.effects import (
    CaseReopened,
    CodesBusy,
    MailboxNotFound,
    MailboxOpened,
    MessagePassedOn,
    ReadMailbox,
    ReopenCase,
)
from bot.dialogue.incoming import Incoming, Pressed, Said
from bot.dialogue.outgoing import Outgoing
from bot.dialogue.replies import following, names, practising
from bot.dialogue.session import OpenMailbox, Session, Step
from bot.dialogue.steps import mailbox_acts, relaying
from bot.dialogue.turn import Turn, go
from bot.dialogue.world import World

CODE_DIGITS = 16
_MOST_OTHER_CHARACTERS = 12


def code_in(text: str) -> str | None:
    """A receipt code, in any script's digits, with spaces or dashes; None when the text is anything else."""
    found = digits(text)
    is_code = len(found) == CODE_DIGITS and len(text) <= CODE_DIGITS + _MOST_OTHER_CHARACTERS
    return found if is_code else None


def show_code(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Ask for it."""
    return (following.code(world.words_of(session)),)


def take_code(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Digits that are not sixteen are asked for again; anything else goes elsewhere."""
    if isinstance(incoming, Said) and digits(incoming.text):
        return go(session, Step.code)
    return None


def read(session: Session, code: str) -> Turn:
    """Open the mailbox of a code."""
    return Turn(session, effects=(ReadMailbox(code=code),))


def opened(session: Session, result: MailboxOpened, world: World) -> Turn:
    """Stand in the mailbox; its key stays with this conversation alone."""
    there = session.at(Step.mailbox, mailbox=OpenMailbox(result.mailbox.lookup, result.mailbox.wrap))
    if not there.language and world.speaker is None:
        return go(replace(there, back_to=Step.mailbox), Step.language)
    name_of = partial(names.service, world.words_of(there), world.guide, world.today)
    return Turn(there, (following.mailbox(world.words_of(there), result.contents, name_of),))


def not_found(session: Session, _result: MailboxNotFound, world: World) -> Turn:
    """The same for a wrong code and for a case that is gone."""
    step = Step.code if session.language or world.speaker else session.step
    turn = Turn(session.at(step, mailbox=None), (world.said_to(session, following.unknown_code),))
    return turn.after(world.said_to(session, practising.only_practice_codes)) if session.practice else turn


def busy(session: Session, _result: CodesBusy, world: World) -> Turn:
    """The code was not looked at; nothing is said of it."""
    return Turn(session, (world.said_to(session, following.codes_busy),))


def passed_on(session: Session, _result: MessagePassedOn, world: World) -> Turn:
    """The message is in the case."""
    return Turn(session, (following.passed_on(world.words_of(session)),))


def reopened(session: Session, _result: CaseReopened, world: World) -> Turn:
    """The case runs again."""
    return Turn(session, (following.reopened(world.words_of(session)),))


def show_mailbox(session: Session, world: World) -> tuple[Outgoing, ...]:
    """Only the case book knows what is in it; here is said what can be done."""
    return (following.here(world.words_of(session)),)


def take_mailbox(session: Session, incoming: Incoming, world: World) -> Turn | None:
    """Words go to the focal point; a press says that the child is still not safe."""
    mailbox = mailbox_acts.mailbox_of(session)
    if mailbox is None:
        return go(session, Step.code)
    if isinstance(incoming, Said):
        # A focal point who began to ask about another case, and then opened their own report, is its reporter here.
        return relaying.checked(replace(session, asking_about=""), incoming.text, world)
    if isinstance(incoming, Pressed) and incoming.action == "reopen":
        return Turn(session, effects=(ReopenCase(mailbox),))
    return mailbox_acts.take_press(session, mailbox, incoming) if isinstance(incoming, Pressed) else None


def status(session: Session) -> Turn:
    """What came of it: from the open mailbox, or by asking for the code."""
    mailbox = mailbox_acts.mailbox_of(session)
    return Turn(session, effects=(ReadMailbox(mailbox=mailbox),)) if mailbox else go(session, Step.code)
