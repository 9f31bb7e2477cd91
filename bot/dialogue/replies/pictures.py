"""What is said with a picture and written on it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from datetime import date

from bot.casework.model import Concern
from bot.charts.figures import DistrictCount, MonthlyCount, months_of, most
from bot.charts.words import MOST_MONTHS, HotspotWords, TrendWords
from bot.dialogue.outgoing import Button, HotspotMap, NearbyMap, Picture, Row, TrendChart
from bot.dialogue.replies import names
from bot.dialogue.replies.common import clear_button, menu_button
from bot.i18n import Words, words
from services_directory.model import District, Service
from services_directory.pictures.plan import MapWords, marks_of
from services_directory.references import reference_of

IN_WORDS = 5
"""How much of a chart its caption tells."""
GEONAMES = "GeoNames CC BY 4.0"
"""Most main towns' points are theirs."""
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


def trend(w: Words, rows: Sequence[MonthlyCount]) -> Picture:
    """Reports by concern and month as a chart, and in words what was reported most in its newest month.

    A count of None is one that may not be told; rows of concern "" count all reports.
    """
    months = months_of(rows)[-MOST_MONTHS:]
    newest = [row for row in rows if months and row.month == months[-1]]
    told = sorted((row for row in newest if row.count is not None and row.concern), key=lambda row: -(row.count or 0))
    head = w.gettext("Reports by concern and month")
    lines = [_told(w, _concern(w, row.concern), row.count or 0) for row in told[:IN_WORDS]]
    when = [w.gettext("Most in {month}:", month=w.month(months[-1]))] if lines else [w.gettext("Too few to tell.")]
    return Picture(TrendChart(w.language, tuple(rows)), "\n".join((f"<b>{head}</b>", *when, *lines)), _buttons(w))


def hotspots(
    w: Words, rows: Sequence[DistrictCount], first: date, last: date, district: Callable[[str], District]
) -> Picture:
    """Reports by district on a map of the country, and in words which had most."""
    head = _hotspots_title(w, first, last)
    told = most(rows)
    lines = [_told(w, names.district(w, district, each), count) for each, count in told[:IN_WORDS]]
    words = [w.gettext("Most came from:")] if lines else [w.gettext("Too few to tell.")]
    return Picture(
        HotspotMap(w.language, tuple(rows), first, last), "\n".join((f"<b>{head}</b>", *words, *lines)), _buttons(w)
    )


def _told(w: Words, what: str, count: int) -> str:
    return f"• {w.isolated(what)}: {w.number(count)}"


def _buttons(w: Words) -> tuple[Row, ...]:
    return ((clear_button(w),),)


def _concern(w: Words, concern: str) -> str:
    return names.concern(w, Concern(concern)) if concern in set(Concern) else w.gettext("All reports")


def _hotspots_title(w: Words, first: date, last: date) -> str:
    if first == last:
        return w.gettext("Reports by district, {month}", month=w.month(first))
    return w.gettext("Reports by district, {first} to {last}", first=w.month(first), last=w.month(last))


def map_words(language: str) -> MapWords:
    """What is written on a map of services."""
    w = words(language)
    return MapWords(
        language=w.language,
        is_right_to_left=w.is_right_to_left,
        kilometres=lambda km: _plain(w.gettext("{distance} km", distance=w.number(km))),
        exact=_plain(w.gettext("exact place")),
        in_town=_plain(w.gettext("somewhere in the town")),
        sources=lambda sources: _plain(w.gettext("Sources: {sources}", sources=sources)),
    )


def trend_words(language: str) -> TrendWords:
    """What is written on the chart of months."""
    w = words(language)
    return TrendWords(
        is_right_to_left=w.is_right_to_left,
        title=_plain(w.gettext("Reports by concern and month")),
        untold=_untold(w),
        concern=lambda concern: _plain(_concern(w, concern)),
        month=lambda month: w.month(month, short=True),
        number=w.number,
    )


def hotspot_words(drawing: HotspotMap, credit: str = "") -> HotspotWords:
    """What is written on the map of districts; `credit` names whom its outlines are from."""
    w = words(drawing.language)
    return HotspotWords(
        is_right_to_left=w.is_right_to_left,
        title=_plain(_hotspots_title(w, drawing.first, drawing.last)),
        untold=_untold(w),
        number=w.number,
        sources=_plain(w.gettext("Sources: {sources}", sources=w.listing(filter(None, (GEONAMES, credit))))),
    )


def _untold(w: Words) -> str:
    return _plain(w.gettext("few or none, or not told so that nobody is exposed"))


def _plain(text: str) -> str:
    """HTML as it is written on a picture."""
    return html.unescape(text)
