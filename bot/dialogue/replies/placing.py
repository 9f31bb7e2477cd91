"""Where is the child? A pin, a typed place, a district from buttons, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs, one_each, screen
from bot.i18n import Words
from services_directory.model import District, Province


def place(w: Words) -> tuple[Message, ...]:
    """Ask, with a pin on the keyboard as one of the ways."""
    ask = w.gettext("Where is the child? Write the name of a place, or choose the district.")
    pin = w.gettext("You can send a location pin with the button below. I keep only the district, never the point.")
    return (_pin(w, pin), screen(w, f"<b>{ask}</b>", *_usual_ways(w)))


def _pin(w: Words, text: str) -> Message:
    return Message(text, location_label="📍 " + w.gettext("Send a location"))


def _usual_ways(w: Words) -> tuple[Row, ...]:
    return one_each(Button(w.gettext("Choose a district"), "choose"), Button(w.gettext("Skip"), "skip"))


def place_said(w: Words, name: str, candidates: Sequence[District], provinces: dict[str, str]) -> tuple[Message, ...]:
    """The place the reporter wrote of comes first, its district by name, with the usual ways beside it."""
    if len(candidates) == 1:
        district = named(w, candidates[0], provinces)
        ask = w.gettext(
            "You wrote of {place}. Is the child there, in the district {district}?", place=name, district=district
        )
        offered = [Button("✔ " + w.gettext("Yes"), "place_said", candidates[0].id, style="success")]
    else:
        ask = w.gettext("The place you wrote of may be in one of these districts. Which is it?")
        offered = [Button(named(w, each, provinces), "place_said", each.id) for each in candidates]
    hint = w.gettext("If it is elsewhere, write the name of the place or choose the district.")
    pin = w.gettext("You can send a location pin with the button below. I keep only the district, never the point.")
    return (_pin(w, pin), screen(w, f"<b>{ask}</b>\n{hint}", *one_each(*offered), *_usual_ways(w)))


def lookup_place(w: Words) -> tuple[Message, ...]:
    """The same for a caregiver."""
    ask = w.gettext("Near which place? Write its name, or choose the district.")
    pin = w.gettext("You can send a location pin with the button below. It is not kept.")
    question = screen(w, f"<b>{ask}</b>", (Button(w.gettext("Choose a district"), "choose"),))
    return (_pin(w, pin), question)


def district(w: Words, candidates: Sequence[District], provinces: dict[str, str]) -> Message:
    """The district is always confirmed by name."""
    if len(candidates) == 1:
        ask = w.gettext("Is this in the district {district}?", district=named(w, candidates[0], provinces))
        yes = Button("✔ " + w.gettext("Yes"), "district", candidates[0].id, style="success")
        return screen(w, ask, *one_each(yes, Button(w.gettext("No, another district"), "choose")))
    buttons = [Button(named(w, each, provinces), "district", each.id) for each in candidates]
    ask = w.gettext("Which district is it in?")
    return screen(w, ask, *one_each(*buttons, Button(w.gettext("Another district"), "choose")))


def named(w: Words, each: District, provinces: dict[str, str]) -> str:
    """A district with its province, as many names come twice."""
    return w.listing((names.local(w, each.names), provinces.get(each.province, "")))


def unknown_place(w: Words) -> Message:
    """No such name in the gazetteer."""
    return Message(w.gettext("I do not know that place. Try a town or tehsil nearby, or choose the district."))


def outside(w: Words) -> Message:
    """A pin that is far from every place known here."""
    return Message(w.gettext("That point is outside the places I know. Please write the place or choose the district."))


def province_list(w: Words, provinces: Sequence[Province]) -> Message:
    """First the province."""
    buttons = [Button(names.local(w, each.names), "province", each.id) for each in provinces]
    return screen(w, w.gettext("Which province?"), *one_each(*buttons, Button(w.gettext("Skip"), "skip")))


def district_list(w: Words, districts: Sequence[District]) -> Message:
    """Then the district."""
    ordered = sorted(districts, key=lambda each: names.local(w, each.names))
    buttons = [Button(names.local(w, each.names), "district", each.id) for each in ordered]
    back = Button(w.gettext("Another province"), "choose")
    return screen(w, w.gettext("Which district?"), *in_pairs(*buttons), (back,))


def noted(w: Words, name: str) -> Message:
    """The place is taken; the pin keyboard goes away."""
    text = w.gettext("Place: {place}", place=name) if name else w.gettext("No place noted.")
    return Message("📍 " + text, drops_keyboard=True)
