"""Services and helplines: the door, how far as honestly as the data knows, and what to dial."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.outgoing import Button, Message, Outgoing, Pin
from bot.dialogue.replies import names
from bot.dialogue.replies.common import in_pairs, menu_button, screen
from bot.dialogue.replies.complaining import wrong_button
from bot.dialogue.replies.pictures import map_button
from bot.dialogue.replies.standing import checked, opening
from bot.dialogue.replies.telling import helpline_line
from bot.i18n import Words
from services_directory.model import Category, District, Helpline, Listing, Precision

PINS = 3


def kinds(w: Words) -> Message:
    """What kind of help?"""
    offered = (
        Category.PROTECTION,
        Category.LEGAL_AID,
        Category.PSYCHOSOCIAL,
        Category.HEALTH,
        Category.SHELTER,
        Category.DOCUMENTATION,
    )
    buttons = [Button(names.category(w, kind), "kind", kind) for kind in offered]
    return screen(w, w.gettext("What kind of help do you need? Nothing of this is kept."), *in_pairs(*buttons))


def listings(
    w: Words,
    found: Sequence[Listing],
    helplines: Sequence[Helpline],
    *,
    place: str,
    district: District | None = None,
    now: datetime | None = None,
) -> tuple[Outgoing, ...]:
    """The services in order and numbered, the numbers to dial below them, and pins where a pin is true.

    With a district they can be shown on a map of it; without the moment nothing is said of hours and age.
    """
    head = w.gettext("Help near {place}:", place=place) if place else w.gettext("Help you can reach:")
    blocks = [f"<b>{head}</b>", *(_listing(w, number, each, now) for number, each in enumerate(found, 1))]
    if not found:
        blocks.append(w.gettext("I know of no such service near this place. These numbers help:"))
    blocks.append("\n".join(helpline_line(w, line) for line in helplines))
    on_a_map, wrong = map_button(w, district, [each.service for each in found]), wrong_button(w, found)
    buttons = (*((on_a_map,) if on_a_map else ()), menu_button(w))
    message = screen(w, "\n\n".join(block for block in blocks if block), *([(wrong,)] if wrong else []), buttons)
    return (*_pins(w, found), message)


def _listing(w: Words, number: int, each: Listing, now: datetime | None) -> str:
    service = each.service
    lines = [
        f"<b>{w.number(number)}. {w.isolated(names.local(w, service.names))}</b>",
        names.category(w, service.category) + " · " + _distance(w, each),
        *(["☎ " + w.listing(w.isolated(phone) for phone in service.phones)] if service.phones else []),
    ]
    if not service.phones and each.helpline:
        lines.append("☎ " + w.gettext("Ask through {number}.", number=each.helpline))
    lines += [line for line in (opening(w, each, now), checked(w, each, now)) if line]
    return "\n".join(lines)


def _distance(w: Words, each: Listing) -> str:
    """No more precise than the coarser of the two points."""
    if each.service.is_confidential:
        return w.gettext("address not shown, by telephone only")
    if each.distance_km is None:
        return w.gettext("by telephone")
    coarse = Precision.DISTRICT in (each.service.precision, each.measured_from)
    exact = each.service.precision == each.measured_from == Precision.EXACT
    if exact:
        return w.gettext("{distance} km away", distance=w.number(round(each.distance_km, 1)))
    km = round(each.distance_km)
    if km < (10 if coarse else 2):
        return w.gettext("in the district") if coarse else w.gettext("in the same town")
    return w.gettext("about {distance} km away", distance=w.number(_rounded(km, coarse=coarse)))


def _rounded(km: int, *, coarse: bool) -> int:
    return 10 * round(km / 10) if coarse else km


def _pins(w: Words, found: Sequence[Listing]) -> list[Pin]:
    pinned = [each for each in found if each.can_be_pinned and each.service.point]
    return [
        Pin(
            each.service.point.latitude,
            each.service.point.longitude,
            names.local(w, each.service.names),
            each.service.address or names.category(w, each.service.category),
        )
        for each in pinned[:PINS]
        if each.service.point
    ]
