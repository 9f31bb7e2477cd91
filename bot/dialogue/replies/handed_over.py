"""How the hand-over of a case stands, in the case and in notices, and the button that begins one."""

from __future__ import annotations

from bot.casework.handover import HandedOver, HandOverState, Refusal
from bot.casework.model import Case
from bot.dialogue.outgoing import Button
from bot.i18n import Words, n_

_REFUSED = {
    Refusal.login: n_("The other system did not accept our password. Please tell your operator."),
    Refusal.forbidden: n_("Our account in the other system may not create cases. Please tell your operator."),
    Refusal.fields: n_("The other system refused some of the facts. Please tell your operator."),
    Refusal.other: n_("The other system refused the case as a whole. Please tell your operator."),
}


def hand_over_button(w: Words, case: Case) -> Button:
    """Begins it."""
    return Button("📤 " + w.gettext("Hand over"), "hand_over", case.ref, always=True)


def standing(w: Words, handed: HandedOver) -> list[str]:
    """How a hand-over stands, a line or two."""
    lines = _sent(w, handed)
    if handed.file_on:
        lines.append(w.gettext("Handed over as a file: {day}", day=w.day(handed.file_on)))
    return lines


def _sent(w: Words, handed: HandedOver) -> list[str]:
    day = w.day(handed.on) if handed.on else ""
    match handed.state:
        case HandOverState.waiting:
            return [w.gettext("Hand-over on its way since: {day}", day=day)]
        case HandOverState.sent:
            return ["✔ " + w.gettext("Handed over: {day}", day=day)]
        case HandOverState.given_up:
            return [w.gettext("Not handed over: the other system did not answer for a day. Try again, or make a file.")]
        case HandOverState.taken_back:
            return [w.gettext("Not handed over: the report was taken back.")]
        case HandOverState.refused:
            return [w.gettext("Not handed over, refused: {day}", day=day), _why(w, handed)]
    return []


def _why(w: Words, handed: HandedOver) -> str:
    if handed.fields:
        return w.gettext(
            "The other system refused these fields: {fields}. Please tell your operator.",
            fields=w.listing(handed.fields),
        )
    return w.gettext(_REFUSED[handed.refusal or Refusal.other])
