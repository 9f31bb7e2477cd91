"""Where is the child? A pin, a typed place, a district from buttons, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs, one_each, screen
from bot.i18n import Words
from services_directory.model import District, Province


def place(w: Words) -> tuple[Message, ...]:
    """Ask, with a pin on the keyboard as one of the ways."""
    ask = w.gettext("Where is the child? Write the name of a place, or choose the district.")
    pin = w.gettext("You can send a location pin with the button below. I keep only the district, never the point.")
    question = screen(
        w,
        f"<b>{ask}</b>",
        *one_each(Button(w.gettext("Choose a district"), "choose"), Button(w.gettext("Skip"), "skip")),
    )
    return (Message(pin, location_label="📍 " + w.gettext("Send a location")), question)


def lookup_place(w: Words) -> tuple[Message, ...]:
    """The same for a caregiver."""
    ask = w.gettext("Near which place? Write its name, or choose the district.")
    pin = w.gettext("You can send a location pin with the button below. It is not kept.")
    question = screen(w, f"<b>{ask}</b>", (Button(w.gettext("Choose a district"), "choose"),))
    return (Message(pin, location_label="📍 " + w.gettext("Send a location")), question)


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
