"""A flat sheet over a stretch of country, and the pixels of its points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from services_directory.model import Point
from services_directory.pictures.room import XY

KM_PER_DEGREE = 111.2
"""Of latitude; true to half a percent across a province, which is less than a pin's width."""
Degrees = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True)
class Sheet:
    """`size` pixels square, `km` across, around a middle."""

    middle: Point
    km: float
    size: int

    @property
    def pixels_per_km(self) -> float:
        return self.size / self.km

    @property
    def box(self) -> Degrees:
        """What it covers."""
        high, wide = self.km / 2 / KM_PER_DEGREE, self.km / 2 / _km_per_degree_east(self.middle)
        west, south = self.middle.longitude - wide, self.middle.latitude - high
        return west, south, west + 2 * wide, south + 2 * high

    def at(self, point: Point) -> XY:
        """The pixel of a point."""
        east, north = _offset(self.middle, point)
        return self.size / 2 + east * self.pixels_per_km, self.size / 2 + north * self.pixels_per_km

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies on the sheet, so many pixels from its edge."""
        return all(margin <= each <= self.size - margin for each in self.at(point))


def fitting(points: Iterable[Point], size: int, *, at_least_km: float, margin: float) -> Sheet:
    """The smallest sheet that holds all the points and a margin (a share of its width) around them."""
    known = list(points)
    middle = Point(
        _middle(each.latitude for each in known),
        _middle(each.longitude for each in known),
    )
    offsets = [abs(km) for each in known for km in _offset(middle, each)]
    return Sheet(middle, max(at_least_km, 2 * max(offsets) / (1 - 2 * margin)), size)


def _middle(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return (ordered[0] + ordered[-1]) / 2


def _offset(origin: Point, point: Point) -> tuple[float, float]:
    """Kilometres east and north."""
    east = (point.longitude - origin.longitude) * _km_per_degree_east(origin)
    return east, (point.latitude - origin.latitude) * KM_PER_DEGREE


def _km_per_degree_east(point: Point) -> float:
    return KM_PER_DEGREE * math.cos(math.radians(point.latitude))


def km_between(one: Point, other: Point) -> float:
    """As the crow flies, near enough for a picture."""
    return math.hypot(*_offset(one, other))
