"""Being told of news: the offer, what is kept for it, and the one message there is."""

from __future__ import annotations

from datetime import date

from bot.casework.reminding import KEPT
from bot.dialogue.outgoing import Button, Message
from bot.i18n import Words


def news(w: Words) -> Message:
    """All that a phone ever shows of its own accord: no case, no place, no word of what it is about."""
    return Message(w.gettext("You have a new message.") + "\n/status")


def offer(w: Words) -> str:
    """What it is, and what is kept for it."""
    ask = w.gettext("Shall I write here when there is news, without a word about the report?")
    kept = w.ngettext(
        "For that the address of this chat is kept locked away, apart from your report, for {count} day.",
        "For that the address of this chat is kept locked away, apart from your report, for {count} days.",
        KEPT.days,
    )
    return f"{ask} {kept} " + w.gettext("Only if nobody else reads your phone.")


def told(w: Words, until: date | None = None) -> str:
    """It was asked for."""
    often = w.gettext("I write here when there is news, once a day at most.")
    return f"{often} " + w.gettext("Until {day}.", day=w.day(until)) if until else often


def button(w: Words, *, is_told: bool) -> Button:
    """Ask for it, or take it back."""
    if is_told:
        return Button("🔕 " + w.gettext("Do not write any more"), "no_longer")
    return Button("🔔 " + w.gettext("Write to me here"), "tell")


def is_set(w: Words, *, is_on: bool) -> Message:
    """It was done."""
    return Message("✔ " + (told(w) if is_on else w.gettext("The address of this chat is no longer kept.")))
