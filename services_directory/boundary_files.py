"""Reads outlines with their fields from GeoJSON and GeoPackage files, and mends them."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.errors import BoundariesError, BoundaryProblem
from services_directory.model import Point
from services_directory.tables import Country

WGS84_NAMES = ("CRS84", "4326")
POLYGONS = ("Polygon", "MultiPolygon")
SUFFIXES = (".geojson", ".json", ".gpkg")


@dataclass(frozen=True)
class Feature:
    """One outline of the file, in WGS84 degrees; `number` counts from 1."""

    number: int
    fields: Mapping[str, str]
    shape: shapely.Geometry
    is_repaired: bool


def read_boundary_file(path: Path, country: Country) -> list[Feature]:
    """Every feature of the file; raises BoundariesError with all that is wrong, by feature and field."""
    if not path.is_file():
        raise _refused(path, "no file", "name a GeoJSON or GeoPackage file")
    if path.suffix.lower() not in SUFFIXES:
        raise _refused(path, path.suffix or "no suffix", f"use a file that ends in {', '.join(SUFFIXES)}")
    raw = list((_in_geopackage if path.suffix.lower() == ".gpkg" else _in_geojson)(path))
    if not raw:
        raise _refused(path, "no features", "use a file of district outlines")
    problems: list[BoundaryProblem] = []
    features = [_feature(path, number, *each, country, problems) for number, each in enumerate(raw, start=1)]
    if problems:
        raise BoundariesError(tuple(problems))
    return [feature for feature in features if feature]


def _in_geojson(path: Path) -> Iterator[tuple[Mapping[str, Any], Any]]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
        features = whole["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _refused(path, "no GeoJSON", "save it as a GeoJSON FeatureCollection in UTF-8") from None
    crs = json.dumps(whole.get("crs") or "CRS84")
    if not any(name in crs for name in WGS84_NAMES):
        raise _refused(path, crs[:80], "save it in WGS84 degrees (EPSG:4326)")
    for feature in features if isinstance(features, list) else ():
        known = feature if isinstance(feature, dict) else {}
        fields = known.get("properties")
        yield fields if isinstance(fields, dict) else {}, _from_geojson(known.get("geometry"))


def _from_geojson(geometry: object) -> shapely.Geometry | None:
    try:
        return shapely.from_geojson(json.dumps(geometry)) if geometry else None
    except shapely.errors.GEOSException:
        return None


def _in_geopackage(path: Path) -> Iterator[tuple[Mapping[str, Any], Any]]:
    import pyogrio  # type: ignore[import-untyped]  # noqa: PLC0415  # ships no types; GDAL takes a while to load

    try:
        layers = pyogrio.list_layers(path)
        layer = next((str(name) for name, kind in layers if "Polygon" in str(kind)), str(layers[0][0]))
        about, _, shapes, columns = pyogrio.raw.read(path, layer=layer, force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, IndexError, ValueError):
        raise _refused(path, "no GeoPackage", "save it as a GeoPackage with a layer of polygons") from None
    try:
        to_degrees = _to_degrees(about["crs"])
    except pyproj.exceptions.CRSError:
        raise _refused(path, str(about["crs"])[:80], "save it in WGS84 degrees (EPSG:4326)") from None
    for number, bytes_ in enumerate(shapes):
        fields = {name: column[number] for name, column in zip(about["fields"], columns, strict=True)}
        shape = shapely.from_wkb(bytes_, on_invalid="ignore") if bytes_ else None
        yield fields, shapely.transform(shape, to_degrees) if shape is not None else None


def _to_degrees(crs: str | None) -> Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]:
    """From the file's own coordinates; without a word about them they are taken for degrees."""
    turn = pyproj.Transformer.from_crs(crs or "EPSG:4326", "EPSG:4326", always_xy=True)
    return lambda places: np.stack(turn.transform(places[:, 0], places[:, 1]), axis=1)


def _feature(  # one feature and where it stands
    path: Path,
    number: int,
    fields: Mapping[str, Any],
    shape: shapely.Geometry | None,
    country: Country,
    problems: list[BoundaryProblem],
) -> Feature | None:
    kind = shape.geom_type if shape is not None else "nothing"
    if shape is None or kind not in POLYGONS or shape.is_empty:
        problems.append(BoundaryProblem(path.name, number, "geometry", kind, "give it a polygon"))
        return None
    mended = shapely.force_2d(shape if shape.is_valid else _mended(shape))
    if mended.is_empty or not _is_within(mended, country):
        found = " ".join(f"{degrees:.4g}" for degrees in shape.bounds)
        remedy = "give the ring area" if mended.is_empty else "write longitude before latitude, in WGS84 degrees"
        problems.append(BoundaryProblem(path.name, number, "geometry", found, remedy))
        return None
    texts = {str(name): value.strip() for name, value in fields.items() if isinstance(value, str) and value.strip()}
    return Feature(number, texts, mended, is_repaired=mended is not shape and not shape.is_valid)


def _mended(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _is_within(shape: shapely.Geometry, country: Country) -> bool:
    """Whether most of it lies in the country's box; a coast's waters may reach out of it."""
    middle = shape.envelope.centroid
    return country.holds(Point(middle.y, middle.x))


def _refused(path: Path, found: str, remedy: str) -> BoundariesError:
    return BoundariesError((BoundaryProblem(path.name, None, None, found, remedy),))
