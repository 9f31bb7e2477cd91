"""From the reporter's words to a concern and its urgency."""

from __future__ import annotations

from collections.abc import Sequence

from bot.casework.model import Concern
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names
from bot.dialogue.replies.common import one_each, screen, yes_no
from bot.i18n import Words, n_
from services_directory.model import Helpline

_QUESTIONS = {
    "within_72_hours_or_ongoing": n_("Did it happen in the last three days, or is it still going on?"),
    "child_alone": n_("Is the child alone now, with no adult who looks after them?"),
    "hazardous_work": n_("Is the child in danger at this work, or beaten, or not allowed to leave?"),
    "locked_in": n_("Are they locked in or guarded, so that they cannot leave?"),
    "wedding_within_3_days": n_("Is the wedding within the next three days?"),
    "in_transit_or_at_night": n_("Is the child on the road now, or without a place for the night?"),
    "organised_begging": n_("Does somebody send the child to beg and take the money?"),
    "removal_near": n_("Is the child about to be sent out of the country?"),
    "meeting_threatened": n_("Is somebody pressing the child to meet?"),
    "self_harm": n_("Has the child spoken of not wanting to live, or of hurting themselves?"),
}
"""A concern's own question, by the key the pathway names it with; the only urgency questions there are."""


def narrative(w: Words) -> Message:
    """What did you see?"""
    ask = w.gettext("What did you see or hear? Write it in your own words, in any language.")
    hint = w.gettext("Leave out your own name. You need not be certain.")
    return screen(w, f"<b>{ask}</b>\n{hint}")


def concern(w: Words, kind: Concern) -> Message:
    """What it sounds like, to confirm or change."""
    text = w.gettext("This sounds like: <b>{concern}</b>. Is that right?", concern=names.concern(w, kind))
    return screen(
        w,
        text,
        (Button("✔ " + w.gettext("Yes"), "concern", kind, style="success"),),
        (Button(w.gettext("Change"), "change"),),
    )


def likely_concerns(w: Words, kinds: Sequence[Concern]) -> Message:
    """The best guesses as buttons, and something else."""
    buttons = [Button(names.concern_button(w, kind), "concern", kind) for kind in kinds]
    return screen(
        w,
        w.gettext("Thank you. Which of these is it closest to?"),
        *one_each(*buttons, Button(w.gettext("Something else"), "change")),
    )


def all_concerns(w: Words) -> Message:
    """Every concern there is, for when guessing fails or the model is away."""
    buttons = [Button(names.concern_button(w, kind), "concern", kind) for kind in Concern]
    return screen(w, w.gettext("What is it about? Choose the closest."), *one_each(*buttons))


def danger(w: Words) -> Message:
    """The question that is asked always."""
    return screen(w, "<b>" + w.gettext("Is a child in danger right now?") + "</b>", *yes_no(w))


def has_question(key: str | None) -> bool:
    """Whether a pathway's question is one of its own, beside the general one."""
    return key in _QUESTIONS


def question(w: Words, key: str) -> Message:
    """The concern's own yes/no question."""
    return screen(w, "<b>" + w.gettext(_QUESTIONS[key]) + "</b>", *yes_no(w))


def wedding_noted(w: Words) -> Message:
    """The concern's question was answered by the words themselves; said, so that a mistake can be put right."""
    return Message(w.gettext("I noted from your words that the wedding is within the next three days."))


def numbers_first(w: Words, helplines: Sequence[Helpline]) -> Message:
    """Danger now: the numbers, before anything else is asked."""
    head = w.gettext("If there is danger now, call first. You need not say who you are.")
    lines = "\n".join(helpline_line(w, line) for line in helplines)
    return screen(w, f"🔴 <b>{head}</b>\n{lines}")


def helpline_line(w: Words, line: Helpline) -> str:
    """One number, whose it is, and what for."""
    name, purpose = names.local(w, line.names), names.local(w, line.purposes)
    if line.press:
        return "☎ " + w.gettext(
            "<b>{number}</b>, then press {key}: {name} ({purpose})",
            number=line.number, key=line.press, name=name, purpose=purpose,
        )  # fmt: skip
    return "☎ " + w.gettext("<b>{number}</b> {name} ({purpose})", number=line.number, name=name, purpose=purpose)


def added(w: Words) -> Message:
    """More words came while a button was asked for; they are kept."""
    return Message(w.gettext("I added that to your report."))


def too_long(w: Words) -> Message:
    """The report is as long as it can be."""
    return Message(w.gettext("Your report is already very long, so this last message was not added."))


def forgotten(w: Words) -> Message:
    """What was begun is older than a day, or its key is gone."""
    return Message(w.gettext("What you began earlier is no longer kept here. Please begin again."))


def not_a_report(w: Words) -> tuple[Button, ...]:
    """Ways out for whoever did not mean to report."""
    return (
        Button("📝 " + w.gettext("Yes, report this"), "report_this", style="primary", always=True),
        Button("📍 " + w.gettext("Find help near me"), "lookup", always=True),
    )


def is_it_a_report(w: Words) -> Message:
    """Words out of nowhere that may be a report."""
    return screen(w, w.gettext("Do you want to report this about a child?"), *one_each(*not_a_report(w)))
