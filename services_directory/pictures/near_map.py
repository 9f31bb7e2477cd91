"""Services of a listing on a small map of the district they were asked from.

What is drawn follows from the district and the services alone: there is no place to put where exactly somebody asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.directory import Directory
from services_directory.model import District, Place, PlaceType, Point, Service
from services_directory.pictures.canvas import Canvas
from services_directory.pictures.flat import Sheet, fitting
from services_directory.pictures.marks import draw_marks, radius_of
from services_directory.pictures.plan import MapWords, Mark, marks_of
from services_directory.pictures.room import XY, Box, Room
from services_directory.pictures.shapes import rings_of, thinned

SIZE, FOOT = 660, 92
"""Pixels; a chat shows them at half that width, and small letters must still be read."""
LEAST_KM, LEAST_KM_ROUND_TOWN = 16.0, 40.0
MARGIN = 0.14
MOST_NAMES = 10
CLOSEST_RING = 70
"""Pixels; closer ones would lie under the town's mark."""
HALF_A_MARK = 30
LAND, LAND_BESIDE, LINE, RING = "#fbf9f4", "#ece8df", "#b9b1a1", "#cfc8ba"
INK, SOFT_INK, TOWN = "#2b2a27", "#6a665d", "#2b2a27"
_RINGS_KM = (2, 5, 10, 20, 30, 50, 100)
_BARS_KM = (1, 2, 5, 10, 20, 50, 100)
_RANK = {PlaceType.DISTRICT: 0, PlaceType.TOWN: 1, PlaceType.TEHSIL: 1, PlaceType.VILLAGE: 3}
_ATTRIBUTIONS = (("GeoNames", "GeoNames CC BY 4.0"), ("OSM", "© OpenStreetMap"))


def draw_near_map(
    directory: Directory, district: District, services: Sequence[Service | None], words: MapWords
) -> bytes:
    """A PNG; services carry their place in the row as number, from 1, and None leaves its number out.

    Confidential services are never drawn, and only exact points get a pin; the others share a soft mark on their town.
    """
    return _Drawing(directory, district, marks_of(district, services), words).png()


class _Drawing:
    def __init__(self, directory: Directory, district: District, marks: Sequence[Mark], words: MapWords) -> None:
        self._district, self._words = district, words
        self._marks = marks
        self._outline = directory.outline_of(district.id)
        self._credit = directory.outlines_credit
        self._sheet = self._fitted()
        self._beside = directory.outlines_within(self._sheet.box)
        around = directory.settlements_within(self._sheet.box)
        self._settlements = sorted((each for each in around if self._is_named(each)), key=self._standing)
        self._canvas = Canvas(SIZE, SIZE + FOOT, LAND_BESIDE if self._outline else LAND)
        self._room = Room(Box(0, FOOT, SIZE, SIZE + FOOT))

    def png(self) -> bytes:
        if self._outline:
            self._draw_outlines()
        else:
            self._draw_rings()
        self._draw_bar()
        self._take_room()
        named = self._draw_names()
        draw_marks(self._canvas, [(mark, self._at(mark.point)) for mark in self._marks])
        self._draw_foot(named)
        return self._canvas.png()

    def _fitted(self) -> Sheet:
        points = [self._district.point, *(each.point for each in self._marks)]
        if self._outline:
            west, south, east, north = shapely.bounds(self._outline.shape)
            points += [Point(south, west), Point(north, east)]
            return fitting(points, SIZE, at_least_km=LEAST_KM, margin=0.09)
        return fitting(points, SIZE, at_least_km=LEAST_KM_ROUND_TOWN, margin=MARGIN)

    def _standing(self, place: Place) -> tuple[bool, int, str, str]:
        """The towns under a mark first, then the better known; which is which follows from the facts alone."""
        return (not self._is_marked(self._at(place.point)), _RANK[place.type], place.district, place.names["en"])

    def _is_named(self, place: Place) -> bool:
        """Whether it has a name this person reads, and is a place that others know."""
        return place.type in _RANK and self._words.language in place.names

    def _at(self, point: Point) -> XY:
        """The map lies above the foot."""
        x, y = self._sheet.at(point)
        return x, y + FOOT

    def _draw_outlines(self) -> None:
        own = (self._outline,) if self._outline else ()
        finest = 0.7 / self._sheet.pixels_per_km  # what is finer than a pixel only costs time
        for each in (*self._beside, *own):
            is_own = each in own
            fill, width = (LAND, 2.5) if is_own else ("none", 1.2)
            self._canvas.shape(rings_of(thinned(each.shape, finest), self._at), fill=fill, edge=LINE, width=width)

    def _draw_rings(self) -> None:
        at, per_km = self._at(self._district.point), self._sheet.pixels_per_km
        fitting_km = [km for km in _RINGS_KM if CLOSEST_RING <= km * per_km <= SIZE]
        for km in fitting_km[:3]:
            self._canvas.dashed_ring(at, km * per_km, edge=RING)
            self._label_ring(at, km, km * per_km)

    def _label_ring(self, at: XY, km: int, radius: float) -> None:
        """Above or below, where the ring is on the map."""
        for side in (1, -1):
            place = (at[0], at[1] + side * radius)
            words = self._words.kilometres(km)
            box = self._canvas.box_of(place, words, 17).grown(3)
            if self._room.is_free(box):
                self._canvas.plate(box, fill=LAND)
                self._canvas.text(place, words, 17, ink=SOFT_INK)
                self._room.take(box)
                return

    def _draw_bar(self) -> None:
        """A scale, bottom left, a sixth to a third of the width."""
        km = max(each for each in _BARS_KM if each * self._sheet.pixels_per_km <= SIZE / 3 or each == _BARS_KM[0])
        length, left, low = km * self._sheet.pixels_per_km, 26.0, FOOT + 24.0
        plate = Box(left - 10, low - 12, left + length + 10, low + 34)
        self._canvas.plate(plate, fill=LAND, alpha=0.85)
        self._canvas.polygon([(left, low), (left + length, low), (left + length, low + 6), (left, low + 6)], fill=INK)
        self._canvas.text((left + length / 2, low + 20), self._words.kilometres(km), 18, ink=INK)
        self._room.take(plate)

    def _take_room(self) -> None:
        for mark in self._marks:
            x, y = self._at(mark.point)
            around = radius_of(mark)
            self._room.take(Box(x - around, y - around, x + around, y + around))

    def _draw_names(self) -> list[Place]:
        """The district's main town first, then others around it as far as there is room; those that were drawn."""
        town, name = self._at(self._district.point), self._words.name(self._district.names)
        self._draw_name(town, name, 25, is_main=True)
        drawn, written = list[Place](), {name}
        for place in self._settlements:
            name = self._words.name(place.names)
            if name not in written and self._draw_name(self._at(place.point), name, 19, is_main=False):
                drawn.append(place)
                written.add(name)
            if len(drawn) == MOST_NAMES:
                break
        return drawn

    def _draw_name(self, at: XY, name: str, size: float, *, is_main: bool) -> bool:
        """Beside, above or below its dot; left out where none is free, but for the main town."""
        away = self._clear_of(at) + (8 if is_main else 6)
        places = [((at[0] + dx * away, at[1] + dy * (away + size * 0.65)), align) for dx, dy, align in _AROUND]
        boxes = [self._canvas.box_of(place, name, size, bold=is_main, align=align) for place, align in places]
        dot = Box(at[0] - 6, at[1] - 6, at[0] + 6, at[1] + 6)
        free = self._room.first_free(box.grown(4) for box in boxes)
        if not is_main and (free is None or not (self._is_marked(at) or self._room.is_free(dot))):
            return False
        chosen = free or 0
        place, align = places[chosen]
        self._canvas.plate(boxes[chosen].grown(-1), fill=LAND, alpha=0.7)
        if not self._is_marked(at):
            self._canvas.circle(at, 6 if is_main else 4, fill=INK if is_main else SOFT_INK, edge="white", width=1.5)
        self._canvas.text(place, name, size, ink=INK if is_main else SOFT_INK, bold=is_main, align=align)
        self._room.take(boxes[chosen])
        self._room.take(dot)
        return True

    def _is_marked(self, at: XY) -> bool:
        return any(_is_close(self._at(mark.point), at) for mark in self._marks if not mark.is_exact)

    def _clear_of(self, at: XY) -> float:
        """How far from a dot a name must keep, for the marks that lie on it."""
        on_it = [radius_of(mark) for mark in self._marks if _is_close(self._at(mark.point), at)]
        return max(on_it, default=4.0)

    def _draw_foot(self, named: Sequence[Place]) -> None:
        """What the two kinds of mark mean, and whom the facts are from."""
        self._canvas.polygon([(0, 0), (SIZE, 0), (SIZE, FOOT), (0, FOOT)], fill="white")
        self._canvas.polygon([(0, FOOT - 2), (SIZE, FOOT - 2), (SIZE, FOOT), (0, FOOT)], fill=LINE)
        draw_key(self._canvas, self._marks, self._words, top=FOOT - 30)
        sources = " ".join(each.source for each in named)
        named_sources = [text for word, text in _ATTRIBUTIONS if word in sources]
        named_sources += [self._credit] if self._beside and self._credit else []
        if named_sources:
            at, align = ((SIZE - 22, 22.0), "right") if self._words.is_right_to_left else ((22.0, 22.0), "left")
            self._canvas.text(at, self._words.sources(", ".join(named_sources)), 15, ink=SOFT_INK, align=align)


_AROUND = ((1, 0, "left"), (-1, 0, "right"), (0, 1, "center"), (0, -1, "center"))


def draw_key(canvas: Canvas, marks: Sequence[Mark], words: MapWords, *, top: float) -> None:
    """One line: a pin is exact, a soft mark says the town; only the kinds that are on the map."""
    x, step = (canvas.width - 40.0, -1) if words.is_right_to_left else (40.0, 1)
    align = "right" if words.is_right_to_left else "left"
    for is_exact, meaning in ((True, words.exact), (False, words.in_town)):
        if not any(mark.is_exact is is_exact for mark in marks):
            continue
        draw_marks(canvas, [(Mark((), Point(0, 0), is_exact), (x, top))], scale=0.5)
        at = (x + step * 26, top)
        canvas.text(at, meaning, 20, ink=INK, align=align)
        x += step * (canvas.box_of(at, meaning, 20).width + 80)


def _is_close(one: XY, other: XY) -> bool:
    return abs(one[0] - other[0]) < HALF_A_MARK and abs(one[1] - other[1]) < HALF_A_MARK
