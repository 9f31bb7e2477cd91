"""What the receipt code shows its reporter."""

from __future__ import annotations

from bot.casework.following import OpenedMailbox
from bot.casework.model import Author, RelayMessage, Stage, Tier
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names
from bot.dialogue.replies.common import menu_button, screen
from bot.dialogue.replies.sending import PIECE, pieces, utf16_units
from bot.i18n import Words, n_

_WAITING = {
    Tier.T0: n_("It waits for a focal point, who should take it on within an hour."),
    Tier.T1: n_("It waits for a focal point, who should take it on within an hour."),
    Tier.T2: n_("It waits for a focal point, who should take it on within three hours."),
    Tier.T3: n_("It waits for a focal point, who should take it on within a day."),
}


def code(w: Words) -> Message:
    """Ask for the code."""
    return screen(w, w.gettext("Write the 16 digits of your receipt code."), (menu_button(w),))


def unknown_code(w: Words) -> Message:
    """The code opens nothing; whether it ever did is not said."""
    return screen(
        w,
        w.gettext(
            "This code opens nothing. Please look at the digits again. Cases are destroyed some time after closing."
        ),
        (menu_button(w),),
    )


def codes_busy(w: Words) -> Message:
    """Somebody tries many codes: this one was not looked at, and nobody is locked out."""
    return screen(
        w,
        w.gettext("Very many codes are being tried just now. Please send yours again in a minute. Nothing is lost."),
        (menu_button(w),),
    )


def mailbox(w: Words, contents: OpenedMailbox) -> Message:
    """The stage in plain words, the messages, and what can be done."""
    head = "<b>" + w.gettext("Your report") + "</b>\n" + _stage(w, contents)
    shown, asks = _newest(w, contents.messages), _how_to_write(w, contents)
    reopen = Button(w.gettext("The child is still not safe"), "reopen", style="danger")
    rows = [(reopen,)] if contents.case.stage == Stage.closed else []
    return screen(w, "\n\n".join((head, *shown, asks)), *rows, (menu_button(w),))


def _stage(w: Words, contents: OpenedMailbox) -> str:
    case = contents.case
    if case.stage == Stage.closed and case.outcome:
        return w.gettext("It is closed.") + " " + names.outcome(w, case.outcome)
    if case.stage in (Stage.acknowledged, Stage.acting):
        return w.gettext("A focal point has taken it on and is acting.")
    if not contents.is_covered:
        return w.gettext(
            "It is kept safe, but nobody is enrolled for this place yet. In danger call {police}.", police="15"
        )
    again = w.gettext("The case is open again.") + " " if case.stage == Stage.reopened else ""
    return again + w.gettext(_WAITING[case.tier])


def _how_to_write(w: Words, contents: OpenedMailbox) -> str:
    if contents.is_covered:
        return w.gettext("To write to the focal point, just write it here.")
    return w.gettext("What you write here is kept with your report.")


def _newest(w: Words, messages: tuple[RelayMessage, ...]) -> list[str]:
    """As many messages as fit one screen, the newest of them."""
    shown: list[str] = []
    for message in reversed(messages):
        line = line_of(w, message, reporter=w.gettext("You"))
        if sum(map(utf16_units, shown)) + utf16_units(line) > PIECE:
            break
        shown.insert(0, line)
    return shown


def line_of(w: Words, message: RelayMessage, *, reporter: str) -> str:
    """One relay message: who, on which day, what; `reporter` is what the reporter is called on this screen."""
    who = w.gettext("Focal point") if message.author == Author.focal_point else reporter
    text = w.isolated(pieces(message.text)[0])
    return f"<b>{who}</b> · {w.day(message.written_on)}\n<blockquote>{text}</blockquote>"


def here(w: Words) -> Message:
    """What can be done in an open mailbox."""
    read = Button(w.gettext("Read it again"), "status", always=True)
    return screen(w, w.gettext("To write to the focal point, just write it here."), (read,), (menu_button(w),))


def passed_on(w: Words) -> Message:
    """The reporter's message is in the case."""
    return screen(w, "✔ " + w.gettext("Your message is with the focal point."), (menu_button(w),))


def reopened(w: Words) -> Message:
    """The case runs again."""
    return screen(
        w,
        w.gettext("The case is open again and the focal point is told. In danger call {police}.", police="15"),
        (menu_button(w),),
    )


def holds_a_code(w: Words) -> Message:
    """A receipt code in a message would open this mailbox to whoever reads it."""
    return Message(w.gettext("This holds a receipt code. The code is yours alone: please write it again without."))


def too_long(w: Words) -> Message:
    """A message longer than the relay carries."""
    return Message(w.gettext("That is too long for one message. Please send it in shorter parts."))
