"""Draws what is sent as a picture, at delivery, in the words of its language.

What draws is loaded where it is first needed: it takes a second and 40 MB, and many a bot never draws.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue.outgoing import Drawing, HotspotMap, NearbyMap, TrendChart
from bot.dialogue.replies import names, pictures
from bot.i18n import words
from services_directory.directory import Directory
from services_directory.errors import UnknownService
from services_directory.model import Service

WHOLE_EARTH = (-180.0, -90.0, 180.0, 90.0)
"""Degrees: west, south, east, north."""


def drawing_from(directory: Directory) -> Callable[[Drawing], bytes]:
    """Draws a PNG, for one caller at a time, in whatever thread."""

    def draw(drawing: Drawing) -> bytes:
        match drawing:
            case NearbyMap():
                return _near(directory, drawing)
            case TrendChart():
                return _trend(drawing)
            case HotspotMap():
                return _hotspots(directory, drawing)

    return draw


def _near(directory: Directory, drawing: NearbyMap) -> bytes:
    from services_directory.pictures.near_map import draw_near_map  # noqa: PLC0415  see the top

    services = [_service(directory, each) for each in drawing.services]
    return draw_near_map(
        directory, directory.district(drawing.district), services, pictures.map_words(drawing.language)
    )


def _trend(drawing: TrendChart) -> bytes:
    from bot.charts.trend import draw_trend  # noqa: PLC0415  see the top

    return draw_trend(drawing.rows, pictures.trend_words(drawing.language))


def _hotspots(directory: Directory, drawing: HotspotMap) -> bytes:
    from bot.charts.hotspots import Country, Spot, draw_hotspots  # noqa: PLC0415  see the top

    w = words(drawing.language)
    provinces = directory.provinces()
    districts = [each for province in provinces for each in directory.districts_of(province.id)]
    outlines = {each.id: outline.shape for each in districts if (outline := directory.outline_of(each.id))}
    country = Country(
        {each.id: Spot(names.local(w, each.names), each.point, outlines.get(each.id)) for each in districts},
        tuple((names.local(w, each.names), each.point) for each in provinces),
        tuple(each.shape for each in directory.outlines_within(WHOLE_EARTH)),
    )
    return draw_hotspots(drawing.rows, country, pictures.hotspot_words(drawing, directory.outlines_credit))


def _service(directory: Directory, id: str) -> Service | None:
    """None for one that left the directory while the picture waited: the others keep their numbers."""
    try:
        return directory.service(id)
    except UnknownService:
        return None
