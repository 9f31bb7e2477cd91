"""Health facilities as GeoJSON with the tags of OpenStreetMap and healthsites.io."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import msgspec
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.exchange.cells import cells_of
from services_directory.exchange.geojson import (
    Feature,
    cell_of,
    features,
    place_cells,
    point_of,
    write_collection,
)
from services_directory.exchange.osm_tags import OURS, cells_of_tags, tag_of, tags_of
from services_directory.exchange.records import Findings, Ground, Reading, Record
from services_directory.model import Category, Service

HEALTH = frozenset({Category.HEALTH, Category.PSYCHOSOCIAL})
"""What there are tags for."""
POLYGONS = ("Polygon", "MultiPolygon")
_PLACES = 7
"""Decimals of a degree, as OpenStreetMap keeps them."""


def read(path: Path, findings: Findings, ground: Ground) -> Reading:
    """The facilities of the file as records; one drawn as an outline stands at a point within it."""
    findings.row_word, findings.column_word = "feature", "tag"
    total, found = features(path, findings)
    return Reading(total, (_record(path.name, number, each, findings, ground) for number, each in found))


def write(services: Iterable[Service], out: TextIO, ground: Ground) -> None:
    """One feature each, of services the tags are for; cells that have no tag go along as amaan:*."""
    write_collection(_features(services, ground), out)


def _features(services: Iterable[Service], ground: Ground) -> Iterator[Feature]:
    for service in services:
        cells = cells_of(service)
        yield Feature(point_of(cells), dict(tags_of(cells, ground)), cells["id"])


def _record(name: str, number: int, feature: Feature, findings: Findings, ground: Ground) -> Record:
    where = Record(name, number, {}, findings, tag_of)
    point = place_cells(_within(feature.geometry), where)
    return Record(name, number, cells_of_tags(_tags(feature), point, ground), findings, tag_of)


def _tags(feature: Feature) -> Mapping[str, str]:
    """The properties as text; healthsites.io nests them, and some exports have the id outside."""
    properties: dict[str, Any] = {"@id": feature.id}
    for key, value in (feature.properties or {}).items():
        properties |= value if key in ("attributes", "tags") and isinstance(value, dict) else {key: value}
    texts = {key: (cell_of(value) or "").strip() for key, value in properties.items()}
    return {key: text for key, text in texts.items() if text or key.startswith(OURS)}


def _within(geometry: dict[str, Any] | None) -> dict[str, Any] | None:
    """A point as it is; for an outline a point within it, as exact as OpenStreetMap is."""
    if geometry is None or geometry.get("type") not in POLYGONS:
        return geometry
    try:
        point = shapely.from_geojson(msgspec.json.encode(geometry)).point_on_surface()
    except (shapely.errors.ShapelyError, RecursionError):
        return geometry
    return {"type": "Point", "coordinates": [round(point.x, _PLACES), round(point.y, _PLACES)]}
