"""Outlines of country as rings of pixels."""

from __future__ import annotations

from collections.abc import Callable

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.model import Point
from services_directory.pictures.flat import KM_PER_DEGREE
from services_directory.pictures.room import XY


def rings_of(shape: shapely.Geometry, at: Callable[[Point], XY]) -> list[list[XY]]:
    """The rings of a polygon or of several, in pixels; what is no ground is left out."""
    polygons = [each for each in shapely.get_parts(shape) if each.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return [[at(Point(y, x)) for x, y in ring.coords] for ring in rings]


def thinned(shape: shapely.Geometry, km: float) -> shapely.Geometry:
    """The same without bends finer than this."""
    return shapely.simplify(shape, km / KM_PER_DEGREE)
