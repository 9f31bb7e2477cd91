"""Handing a case over: what is asked first, and what came of it; no word of the case itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.casework.handover import HandedOver
from bot.casework.model import Case
from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies.casework import cases_button, open_button
from bot.dialogue.replies.common import one_each
from bot.dialogue.replies.handed_over import standing
from bot.i18n import Words, n_

_VALUES = {
    "unaccompanied": n_("Without any adult of the family"),
    "separated": n_("With relatives, but not with the parents"),
    "disabled": n_("Disability"),
    "refugee": n_("Refugee"),
    "other": n_("Something else"),
}


def choosing(w: Words, before: Sequence[str], values: Sequence[str], argument: str) -> Message:
    """Which of the other system's words is true of this child?"""
    text = w.gettext("The other system tells these apart. Which is true of this child?")
    buttons = [_choice(_value(w, value), argument + str(at)) for at, value in enumerate(values)]
    return Message("\n\n".join((*before, text)), one_each(*buttons))


def _value(w: Words, value: str) -> str:
    return w.gettext(_VALUES[value]) if value in _VALUES else value


def services_agreed(w: Words, before: Sequence[str], argument: str) -> Message:
    """The first consent."""
    text = w.gettext(
        "To hand this case over, two consents are needed. Only a guardian or the child can give them, never a reporter "
        "or a neighbour. First: who agreed that the child gets services?"
    )
    return Message("\n\n".join((*before, text)), one_each(*_who(w, argument)))


def disclosure_agreed(w: Words, argument: str) -> Message:
    """The second."""
    text = w.gettext("Second: who agreed that other organisations may see these facts?")
    return Message(text, one_each(*_who(w, argument)))


def _who(w: Words, argument: str) -> tuple[Button, ...]:
    return (
        _choice(w.gettext("A guardian agreed"), argument + "g"),
        _choice(w.gettext("The child agreed"), argument + "c"),
        _choice(w.gettext("Nobody has agreed yet"), argument + "n"),
    )


def words_too(w: Words, argument: str) -> Message:
    """Whether the report's words go along."""
    text = w.gettext(
        "These facts go over: the concern, how urgent, girl or boy, age group, disability, district. The words of the "
        "report stay here, unless you include them. They may hold names."
    )
    without = _choice(w.gettext("Without the words"), argument + "o")
    return Message(text, one_each(without, _choice(w.gettext("Include the words"), argument + "w")))


def ready(w: Words, argument: str, *, can_send: bool) -> Message:
    """The last step before it happens."""
    send = (_choice(w.gettext("Send to {system}", system="CPIMS+"), argument + "s", "success"),) if can_send else ()
    file = _choice(w.gettext("Make a signed file"), argument + "f")
    return Message(w.gettext("Ready. Nothing has been handed over yet."), one_each(*send, file))


def _choice(label: str, argument: str, style: str = "") -> Button:
    return Button(label, "handing", argument, style="success" if style else "", always=True)


def not_agreed(w: Words) -> Message:
    """No consent, no hand-over."""
    text = w.gettext(
        "Without both consents nothing is handed over. Come back when the guardian or the child has agreed."
    )
    return Message(text, ((cases_button(w),),))


def no_word_for(w: Words, fact: str, value: str) -> Message:
    """The mapping lacks something."""
    text = w.gettext(
        "Nothing was handed over: there is no word of the other system for {fact} {value}. Please tell your operator.",
        fact=fact,
        value=value,
    )
    return Message(text, ((cases_button(w),),))


def only_practice(w: Words) -> Message:
    """An exercise stays here."""
    return Message(w.gettext("This is practice: nothing is handed over."))


def posted(w: Words, case: Case, handed: HandedOver, *, is_new: bool) -> Message:
    """On its way; or how it has stood since an earlier press."""
    if not is_new:
        return Message("\n".join(standing(w, handed)), ((open_button(w, case),),))
    text = w.gettext("The case is on its way. You will be told what becomes of it.")
    return Message("✔ " + text, ((open_button(w, case),),))


def file_caption(w: Words) -> str:
    """Beside the file."""
    return w.gettext(
        "The signed file of the case. Save it now and give it only to the office that takes the case over. It is taken "
        "out of this chat after ten minutes."
    )


def notice_of_end(w: Words, case: Case, district: str, handed: HandedOver) -> Message:
    """What became of it, without a word of the case."""
    place = district or w.gettext("place not known")
    head = "📤 " + w.gettext("A case you handed over: {district}", district=place)
    return Message("\n".join((head, *standing(w, handed))), ((open_button(w, case),),))
