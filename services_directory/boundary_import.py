"""Takes the outlines of somebody else's file for our districts, and says what does not fit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import shapely  # type: ignore[import-untyped]  # shapely ships no types
from rapidfuzz import fuzz

from services_directory.boundaries import Outline, save_outlines
from services_directory.boundary_files import Feature, read_boundary_file
from services_directory.distance import WGS84, box_around
from services_directory.errors import BoundariesError, BoundaryProblem
from services_directory.loading import Pack
from services_directory.model import PlaceType, Point
from services_directory.spelling import spelling_key

ALIKE = 75.0
TOWN_OUTSIDE_WITHIN_KM = 10.0
LEAST_KM2 = 1.0
"""Smaller overlaps and holes are two hands drawing one line."""


@dataclass(frozen=True)
class BoundariesReport:
    """What became of a file. Features by name, districts by id, areas in square kilometres.

    `guessed`: names taken for a district's because its town lies inside; `misplaced`: outlines without the town of
    the district they name; `missing`: districts without an outline, with the one that holds their town, if any.
    """

    features: int
    name_field: str
    guessed: tuple[tuple[str, str], ...]
    repaired: tuple[str, ...]
    unmatched: tuple[str, ...]
    doubled: tuple[str, ...]
    misplaced: tuple[str, ...]
    missing: tuple[tuple[str, str | None], ...]
    overlaps: tuple[tuple[str, str, float], ...]
    holes: tuple[tuple[Point, float], ...]
    written: Path | None

    @property
    def is_well(self) -> bool:
        """Whether every outline is one district's, and no ground is two districts' or nobody's."""
        return not (self.unmatched or self.doubled or self.misplaced or self.overlaps or self.holes)


def import_boundaries(
    path: Path, pack: Pack, folder: Path | None, *, anyway: bool = False, credit: str = ""
) -> BoundariesReport:
    """Reads, repairs and matches the file, and writes one file into the folder if all is well, or anyway.

    No folder: a trial, nothing is written. `credit` is written on every map with these outlines, as licences ask.
    Raises BoundariesError for a file that cannot be read, by feature and field.
    """
    features = read_boundary_file(path, pack.country)
    names = _names_of_districts(pack)
    name_field = _name_field(path, features, names)
    matched = _Matching(pack, names, name_field)
    for feature in features:
        matched.take(feature)
    matched.guess()
    outlines, missing = matched.outlines()
    report = BoundariesReport(
        features=len(features),
        name_field=name_field,
        guessed=tuple(matched.guessed),
        repaired=tuple(matched.name_of(feature) for feature in features if feature.is_repaired),
        unmatched=tuple(matched.name_of(feature) for feature in matched.unmatched),
        doubled=tuple(matched.doubled),
        misplaced=tuple(matched.misplaced),
        missing=missing,
        overlaps=tuple(overlaps_among(outlines)),
        holes=tuple(holes_among(outlines)),
        written=None,
    )
    if folder is None or not outlines or not (anyway or report.is_well):
        return report
    return replace(report, written=save_outlines(outlines, folder, credit))


class _Matching:
    """Features to districts: by name first, and where the name is spelt in a new way, by the town that lies inside."""

    def __init__(self, pack: Pack, names: Mapping[str, Sequence[str]], name_field: str) -> None:
        self._districts = pack.districts
        self._names = names
        self._field = name_field
        self._of: dict[str, Feature] = {}
        self.unmatched: list[Feature] = []
        self.guessed: list[tuple[str, str]] = []
        self.doubled: list[str] = []
        self.misplaced: list[str] = []

    def name_of(self, feature: Feature) -> str:
        return feature.fields.get(self._field, f"feature {feature.number}")

    def take(self, feature: Feature) -> None:
        """By a name as we know it; of several districts of that name, those whose town lies inside."""
        named = self._names.get(spelling_key(self.name_of(feature)), ())
        inside = [district for district in named if self._holds_town(feature, district)]
        if not named:
            self.unmatched.append(feature)
        elif not inside:
            self.misplaced.append(self.name_of(feature))
        self._give(feature, inside)

    def guess(self) -> None:
        """A name nearly right, of a district that has no outline yet and whose town lies inside."""
        for feature in tuple(self.unmatched):
            alike = [
                (fuzz.ratio(spelling_key(self.name_of(feature)), key), district)
                for key, districts in self._names.items()
                for district in districts
                if district not in self._of and self._holds_town(feature, district)
            ]
            likeness, district = max(alike, default=(0.0, ""))
            if likeness >= ALIKE:
                self.unmatched.remove(feature)
                self.guessed.append((self.name_of(feature), district))
                self._give(feature, [district])

    def outlines(self) -> tuple[list[Outline], tuple[tuple[str, str | None], ...]]:
        """The outlines, and the districts that have none of their own with the one that holds their town."""
        of_feature: dict[int, list[str]] = defaultdict(list)
        features = {feature.number: feature for feature in self._of.values()}
        for district, feature in self._of.items():
            of_feature[feature.number].append(district)
        missing: list[tuple[str, str | None]] = []
        for district in sorted(self._districts.keys() - self._of.keys()):
            around = next((each for each in features.values() if _holds(each, self._districts[district].point)), None)
            missing.append((district, of_feature[around.number][0] if around else None))
            if around:
                of_feature[around.number].append(district)
        return [Outline(tuple(ids), features[number].shape) for number, ids in of_feature.items()], tuple(missing)

    def _give(self, feature: Feature, districts: Iterable[str]) -> None:
        for district in districts:
            if district in self._of:
                self.doubled.append(self.name_of(feature))
            self._of.setdefault(district, feature)

    def _holds_town(self, feature: Feature, district: str) -> bool:
        """Whether the district's town lies in the outline, or so near that the two were only drawn differently."""
        around = shapely.box(*box_around(self._districts[district].point, TOWN_OUTSIDE_WITHIN_KM))
        return bool(feature.shape.intersects(around))


def _holds(feature: Feature, point: Point) -> bool:
    return bool(shapely.intersects_xy(feature.shape, point.longitude, point.latitude))


def _names_of_districts(pack: Pack) -> dict[str, list[str]]:
    """District ids by the spelling key of each of their names."""
    names: dict[str, list[str]] = defaultdict(list)
    for place in pack.places:
        if place.type is PlaceType.DISTRICT:
            for key in {spelling_key(name) for name in chain(place.names.values(), place.alt_names)}:
                names[key].append(place.district)
    return names


def _name_field(path: Path, features: Sequence[Feature], names: Mapping[str, Sequence[str]]) -> str:
    """The field that names the most of our districts; raises BoundariesError where none does."""
    fields = sorted({field for feature in features for field in feature.fields})

    def known(field: str) -> int:
        return len({key for each in features if (key := spelling_key(each.fields.get(field, ""))) in names})

    best = max(fields, key=known, default="")
    if not best or not known(best):
        remedy = "give each feature a field with its district's name"
        raise BoundariesError((BoundaryProblem(path.name, None, None, ", ".join(fields) or "no fields", remedy),))
    return best


def overlaps_among(outlines: Sequence[Outline]) -> list[tuple[str, str, float]]:
    """Ground that is two districts', in square kilometres."""
    tree = shapely.STRtree([outline.shape for outline in outlines])
    found = []
    for i, outline in enumerate(outlines):
        for j in sorted(tree.query(outline.shape).tolist()):
            if i < j and (area := _km2(shapely.intersection(outline.shape, outlines[j].shape))) >= LEAST_KM2:
                found.append((outline.districts[0], outlines[j].districts[0], area))
    return found


def holes_among(outlines: Sequence[Outline]) -> list[tuple[Point, float]]:
    """Ground within the country that is nobody's: a point inside, and its square kilometres."""
    parts = shapely.get_parts(shapely.union_all([outline.shape for outline in outlines]))
    rings = [shapely.Polygon(ring) for part in parts if part.geom_type == "Polygon" for ring in part.interiors]
    large = [(ring.representative_point(), area) for ring in rings if (area := _km2(ring)) >= LEAST_KM2]
    return [(Point(round(inside.y, 3), round(inside.x, 3)), area) for inside, area in large]


def _km2(shape: shapely.Geometry) -> float:
    """Area on the ellipsoid."""
    return round(abs(WGS84.geometry_area_perimeter(shape)[0]) / 1e6, 1) if not shape.is_empty else 0.0
