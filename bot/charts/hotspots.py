"""Where reports come from: districts by their counts, as outlines where those were imported, else as discs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from bot.charts.figures import DistrictCount, most
from bot.charts.words import HotspotWords
from services_directory.model import Point
from services_directory.pictures.canvas import Canvas
from services_directory.pictures.flat import fitting
from services_directory.pictures.room import XY, Box, Room
from services_directory.pictures.shapes import rings_of, thinned

SIZE, HEAD, FOOT = 960, 76, 118
NAMED = 8
"""Districts whose names are written, those with most reports."""
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)
"""Where a colour begins."""
COLOURS = ("#fbdc84", "#f7ae52", "#e8743b", "#b53679", "#6a1b6e", "#2d0f47")
"""From light to dark, told apart also where red and green are not, and in grey."""
INK, PALE_INK, PAPER = "#20242a", "#7b818b", "#ffffff"
UNTOLD, BORDER = "#d3d7dc", "#8a919b"
SMALLEST, LARGEST, UNTOLD_RADIUS = 8.0, 26.0, 3.5
KM_ROUND_TOWN = 40.0


@dataclass(frozen=True)
class Spot:
    """A district to draw: its name in the reader's language, main town, and outline where there is one."""

    name: str
    point: Point
    outline: shapely.Geometry | None = None


@dataclass(frozen=True)
class Country:
    """What the counts are drawn on: every district there is by its id, the provinces' names, and all outlines."""

    spots: Mapping[str, Spot]
    provinces: tuple[tuple[str, Point], ...] = ()
    ground: tuple[shapely.Geometry, ...] = ()


def draw_hotspots(rows: Sequence[DistrictCount], country: Country, words: HotspotWords) -> bytes:
    """A PNG. A district without a row is drawn as one that may not be told; a row of no district is left out."""
    counts = {district: count for district, count in most(rows) if district in country.spots}
    return _Drawing(counts, country, words).png()


class _Drawing:
    def __init__(self, counts: Mapping[str, int], country: Country, words: HotspotWords) -> None:
        self._counts, self._country, self._spots, self._words = counts, country, country.spots, words
        self._steps = _steps(max(counts.values(), default=0))
        self._canvas = Canvas(SIZE, SIZE + HEAD + FOOT, PAPER)
        self._sheet = fitting(_corners(country.spots), SIZE, at_least_km=KM_ROUND_TOWN, margin=0.04)
        sheet = Box(0, FOOT, SIZE, SIZE + FOOT)
        self._room, self._names = Room(sheet), Room(sheet)

    def png(self) -> bytes:
        self._write(26, SIZE + FOOT + HEAD / 2, self._words.title, 28, bold=True)
        for shape in self._country.ground:
            self._draw_outline(shape, None)
        for district, spot in self._spots.items():
            if spot.outline is not None and district in self._counts:
                self._draw_outline(spot.outline, self._counts[district])
        for district, spot in sorted(self._spots.items(), key=lambda each: self._counts.get(each[0], 0)):
            if spot.outline is None:
                self._draw_disc(self._at(spot.point), self._counts.get(district))
        self._draw_names()
        self._draw_key()
        return self._canvas.png()

    def _at(self, point: Point) -> XY:
        x, y = self._sheet.at(point)
        return x, y + FOOT

    def _colour(self, count: int) -> str:
        """Of the last step that it reaches."""
        reached = sum(count >= step for step in self._steps)
        return COLOURS[max(0, reached - 1)]

    def _draw_outline(self, outline: shapely.Geometry, count: int | None) -> None:
        fill = UNTOLD if count is None else self._colour(count)
        finest = 0.7 / self._sheet.pixels_per_km  # what is finer than a pixel only costs time
        self._canvas.shape(rings_of(thinned(outline, finest), self._at), fill=fill, edge=PAPER, width=1.0)

    def _draw_disc(self, at: XY, count: int | None) -> None:
        if count is None:
            self._canvas.circle(at, UNTOLD_RADIUS, fill=PAPER, edge=BORDER, width=1.2)
            return
        self._canvas.circle(at, self._radius(count), fill=self._colour(count), edge=BORDER, width=0.8)

    def _radius(self, count: int) -> float:
        """The area of a disc goes by the count."""
        share = count / max(self._counts.values())
        return float(max(SMALLEST, LARGEST * share**0.5))

    def _draw_names(self) -> None:
        """Of the districts with most reports, with their numbers, then of the provinces, where there is room."""
        for district in self._counts:
            x, y = self._at(self._spots[district].point)
            around = 4.0 if self._spots[district].outline is not None else self._radius(self._counts[district])
            self._room.take(Box(x - around, y - around, x + around, y + around).grown(-1))
        for district in list(self._counts)[:NAMED]:
            self._draw_name(self._spots[district], self._counts[district])
        for name, point in self._country.provinces:
            box = self._canvas.box_of(self._at(point), name, 21)
            if self._names.is_free(box):
                self._canvas.text(self._at(point), name, 21, ink=PALE_INK)
                self._names.take(box)

    def _draw_name(self, spot: Spot, count: int) -> None:
        x, y = self._at(spot.point)
        away = 8.0 if spot.outline is not None else self._radius(count) + 5
        words = f"{spot.name} {self._words.number(count)}"
        places = [
            ((x + away, y), "left"),
            ((x - away, y), "right"),
            ((x, y + away + 11), "center"),
            ((x, y - away - 11), "center"),
        ]
        boxes = [self._canvas.box_of(place, words, 22, bold=True, align=align).grown(2) for place, align in places]
        free = self._room.first_free(boxes)
        free = self._names.first_free(boxes) if free is None else free  # rather over a small disc than not at all
        if free is None:
            return
        place, align = places[free]
        self._canvas.plate(boxes[free], fill=PAPER, alpha=0.75)
        self._canvas.text(place, words, 22, ink=INK, bold=True, align=align)
        self._room.take(boxes[free])
        self._names.take(boxes[free])

    def _draw_key(self) -> None:
        """The colours with where they begin, and what the grey ones are, in reading order."""
        x = 30.0
        for step in self._steps:
            self._canvas.circle((self._mirrored(x), 88), 11, fill=self._colour(step), edge=BORDER, width=0.8)
            label = f"{self._words.number(step)}+"
            self._write(x + 18, 88, label, 21)
            x += self._canvas.box_of((0, 0), label, 21).width + 48
        self._canvas.circle((self._mirrored(30), 52), 6, fill=UNTOLD, edge=BORDER, width=1.2)
        self._write(48, 52, self._words.untold, 21)
        self._write(26, 20, self._words.sources, 17)

    def _write(self, indent: float, height: float, words: str, size: float, *, bold: bool = False) -> None:
        align = "right" if self._words.is_right_to_left else "left"
        self._canvas.text((self._mirrored(indent), height), words, size, ink=INK, bold=bold, align=align)

    def _mirrored(self, x: float) -> float:
        return SIZE - x if self._words.is_right_to_left else x


def _steps(highest: int) -> tuple[int, ...]:
    """The steps that any count reaches: the first, and of the others the upper ones where there are too many."""
    reached = [step for step in STEPS[1:] if step <= highest]
    return (STEPS[0], *reached[1 - len(COLOURS) :])


def _corners(spots: Mapping[str, Spot]) -> list[Point]:
    """What the map must hold."""
    points = [spot.point for spot in spots.values()]
    for spot in spots.values():
        if spot.outline is not None:
            west, south, east, north = shapely.bounds(spot.outline)
            points += [Point(south, west), Point(north, east)]
    return points
