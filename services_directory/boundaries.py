"""Which district a point lies in, by the outlines of the districts."""

import json
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.distance import box_around, geodesic_km
from services_directory.errors import BoundariesError, BoundaryProblem
from services_directory.model import Point

BOUNDARIES_FILE = "boundaries.geojson"
NEAR_WITHIN_KM = 5.0
Degrees = tuple[float, float, float, float]
"""West, south, east, north."""
IMPORT_AGAIN = "import the boundaries again"


@dataclass(frozen=True)
class Outline:
    """The ground of a district, by id; of several, likeliest first, where it was drawn before they were parted."""

    districts: tuple[str, ...]
    shape: shapely.Geometry


class Boundaries:
    """Outlines, never changed once built, so any number may ask at a time; `credit` names whom they are from."""

    def __init__(self, outlines: Iterable[Outline], credit: str = "") -> None:
        self.credit = credit
        self._outlines: Sequence[Outline] = tuple(outlines)
        shapes = [outline.shape for outline in self._outlines]
        shapely.prepare(shapes)
        self._tree = shapely.STRtree(shapes)
        self.outlines = self._outlines
        self.districts: frozenset[str] = frozenset(each for outline in self._outlines for each in outline.districts)

    @classmethod
    def load(cls, path: Path, known: Collection[str]) -> "Boundaries":
        """What `save_outlines` wrote; raises BoundariesError where it cannot be read or names no district we know."""
        try:
            written = json.loads(path.read_text(encoding="utf-8"))
            outlines = [_outline(feature) for feature in written["features"]]
        except (OSError, ValueError, KeyError, TypeError, shapely.errors.GEOSException):
            raise BoundariesError((BoundaryProblem(path.name, None, None, "unreadable", IMPORT_AGAIN),)) from None
        unknown = [(i, each) for i, one in enumerate(outlines, 1) for each in one.districts if each not in known]
        if unknown:
            raise BoundariesError(
                tuple(BoundaryProblem(path.name, i, "districts", x, IMPORT_AGAIN) for i, x in unknown)
            )
        return cls(outlines, str(written.get("credit", "")))

    def at(self, point: Point) -> tuple[str, ...]:
        """Ids of the districts whose outline holds the point: one, or several where it is not sure.

        Where none does (at sea, just over a border, in a gap between outlines), those within a few kilometres,
        nearest first; none far from all.
        """
        x, y = point.longitude, point.latitude
        shapes = ((i, self._outlines[i]) for i in sorted(self._tree.query(shapely.Point(x, y)).tolist()))
        holding = [outline for _, outline in shapes if shapely.intersects_xy(outline.shape, x, y)]
        return _districts_of(holding or self._near(point))

    def within(self, box: Degrees) -> tuple[Outline, ...]:
        """The outlines any part of whose box lies in this one."""
        return tuple(self._outlines[i] for i in sorted(self._tree.query(shapely.box(*box)).tolist()))

    def of(self, district: str) -> Outline | None:
        """The outline drawn for this district and no other, where there is one."""
        return next((each for each in self._outlines if each.districts == (district,)), None)

    def _near(self, point: Point) -> list[Outline]:
        box = box_around(point, NEAR_WITHIN_KM)
        near = []
        for i in self._tree.query(shapely.box(*box)).tolist():
            distance = _km_to(shapely.clip_by_rect(self._outlines[i].shape, *box), point)
            if distance <= NEAR_WITHIN_KM:
                near.append((distance, i))
        return [self._outlines[i] for _, i in sorted(near)]


def save_outlines(outlines: Iterable[Outline], folder: Path, credit: str = "") -> Path:
    """Writes them, and whom they are from, as one file in place of what was there, whole or not at all."""
    features = [
        {
            "type": "Feature",
            "properties": {"districts": list(outline.districts)},
            "geometry": json.loads(shapely.to_geojson(outline.shape)),
        }
        for outline in outlines
    ]
    whole = {"type": "FeatureCollection", "credit": credit, "features": features}
    folder.mkdir(parents=True, exist_ok=True)
    path, unfinished = folder / BOUNDARIES_FILE, folder / f"{BOUNDARIES_FILE}.unfinished"
    unfinished.write_text(json.dumps(whole), encoding="utf-8")
    return unfinished.replace(path)


def _outline(feature: dict[str, dict[str, object]]) -> Outline:
    named = feature["properties"]["districts"]
    if not isinstance(named, list) or not named:
        raise ValueError("an outline of no district")
    return Outline(tuple(map(str, named)), shapely.from_geojson(json.dumps(feature["geometry"])))


def _districts_of(outlines: Sequence[Outline]) -> tuple[str, ...]:
    """The districts the outlines were drawn for, then those made out of them since."""
    named = [outline.districts[0] for outline in outlines]
    return tuple(dict.fromkeys(chain(named, *(outline.districts[1:] for outline in outlines))))


def _km_to(shape: shapely.Geometry, point: Point) -> float:
    """The distance to a shape a few kilometres across, on a flat map of the surroundings; infinite if it is empty."""
    if shape.is_empty:
        return math.inf
    east = geodesic_km(point, Point(point.latitude, point.longitude + 0.01)) * 100
    north = geodesic_km(point, Point(point.latitude + (0.01 if point.latitude < 0 else -0.01), point.longitude)) * 100
    here = (point.longitude, point.latitude)
    flat = shapely.transform(shape, lambda degrees: (degrees - here) * (east, north))
    return float(shapely.distance(flat, shapely.Point(0, 0)))
