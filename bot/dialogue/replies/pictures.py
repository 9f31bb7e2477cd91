"""What is said with a picture and written on it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot.dialogue.outgoing import Button, NearbyMap, Picture
from bot.dialogue.replies import names
from bot.dialogue.replies.common import clear_button, menu_button
from bot.i18n import Words, words
from services_directory.model import District, Service
from services_directory.pictures.plan import MapWords, marks_of
from services_directory.references import reference_of

LONGEST_NAME = 90
"""Characters of a service's name in a caption, which has room for 1,024."""


def map_button(w: Words, district: District | None, services: Sequence[Service]) -> Button | None:
    """Shows these services on a map; none where a map would show nothing.

    Everything the map needs is in the button, so that nothing of the question has to be kept for it.
    """
    if district is None or not marks_of(district, services):
        return None
    references = "".join(reference_of(service.id) for service in services)
    argument = ".".join((w.language, district.id, references))
    return Button("🗺 " + w.gettext("Show on a map"), "map", argument, always=True)


def nearby_map(w: Words, district: District, services: Sequence[Service]) -> Picture:
    """The services of a listing on a map, and in words which of them are on it and where."""
    head = w.gettext("Map of the help near {place}", place=names.local(w, district.names))
    marked = sorted((number, mark.is_exact) for mark in marks_of(district, services) for number in mark.numbers)
    lines = [_line(w, number, services[number - 1], is_exact=is_exact) for number, is_exact in marked]
    away = sorted(set(range(1, len(services) + 1)) - {number for number, _ in marked})
    if away:
        numbers = w.listing(map(w.number, away))
        lines.append(w.gettext("Not on the map, far away or by telephone only: {numbers}.", numbers=numbers))
    drawing = NearbyMap(w.language, district.id, tuple(service.id for service in services))
    return Picture(drawing, "\n".join((f"<b>{head}</b>", *lines)), ((menu_button(w), clear_button(w)),))


def _line(w: Words, number: int, service: Service, *, is_exact: bool) -> str:
    name = w.isolated(names.local(w, service.names)[:LONGEST_NAME])
    where = w.gettext("exact place") if is_exact else w.gettext("somewhere in the town")
    return f"{w.number(number)}. {name}: {where}"


def map_words(language: str) -> MapWords:
    """What is written on a map."""
    w = words(language)
    return MapWords(
        language=w.language,
        is_right_to_left=w.is_right_to_left,
        kilometres=lambda km: _plain(w.gettext("{distance} km", distance=w.number(km))),
        exact=_plain(w.gettext("exact place")),
        in_town=_plain(w.gettext("somewhere in the town")),
        sources=lambda sources: _plain(w.gettext("Places: {sources}", sources=sources)),
    )


def _plain(text: str) -> str:
    """HTML as it is written on a picture."""
    return html.unescape(text)
