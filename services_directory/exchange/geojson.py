"""Services as GeoJSON: one feature each, its properties named as the pack's columns."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec

from services_directory.errors import ExchangeError
from services_directory.exchange.cells import COLUMNS, LISTS, NUMBERS, POINT_COLUMNS, YES_NO_COLUMNS, Cells, cells_of
from services_directory.exchange.files import decoded, read_json, refused
from services_directory.exchange.records import Findings, Reading, Record
from services_directory.model import Service

PROPERTIES = frozenset(COLUMNS).difference(POINT_COLUMNS)
DEGREES_OF_A_POINT = (2, 3)
_FAR = 1e6


class Feature(msgspec.Struct, tag="Feature"):
    """One feature as GeoJSON (RFC 7946) has it; a point's coordinates are longitude, latitude."""

    geometry: dict[str, Any] | None
    properties: dict[str, Any] | None
    id: str | int | None = None


class _Collection(msgspec.Struct, tag="FeatureCollection"):
    features: list[msgspec.Raw]


_COLLECTION = msgspec.json.Decoder(_Collection)
_FEATURE = msgspec.json.Decoder(Feature)


def features(path: Path, findings: Findings) -> tuple[int, Iterator[tuple[int, Feature]]]:
    """How many features, and each with its number from 1; raises ExchangeError where it is no FeatureCollection."""
    raw = decoded(path, read_json(path), _COLLECTION).features
    if not raw:
        raise refused(path, "no features", "give it a feature for each service")
    return len(raw), _decoded(path, raw, findings)


def _decoded(path: Path, raw: Iterable[msgspec.Raw], findings: Findings) -> Iterator[tuple[int, Feature]]:
    for number, each in enumerate(raw, start=1):
        try:
            yield number, decoded(path, each, _FEATURE, f"features[{number - 1}]")
        except ExchangeError as wrong:
            findings.take(wrong)


def read(path: Path, findings: Findings) -> Reading:
    """The features of the file as records."""
    findings.row_word, findings.column_word = "feature", "property"
    total, found = features(path, findings)
    return Reading(total, (_record(path.name, number, each, findings) for number, each in found))


def write(services: Iterable[Service], out: TextIO) -> None:
    """A FeatureCollection, one feature a line."""
    write_collection((_feature(cells_of(service)) for service in services), out)


def write_collection(found: Iterable[Feature], out: TextIO) -> None:
    out.write('{"type":"FeatureCollection","features":[')
    for number, each in enumerate(found):
        out.write(",\n" if number else "\n")
        out.write(msgspec.json.encode(each).decode())
    out.write("\n]}\n")


def point_of(cells: Cells) -> dict[str, Any] | None:
    """The geometry of a service's cells."""
    if "latitude" not in cells:
        return None
    return {"type": "Point", "coordinates": [float(cells["longitude"]), float(cells["latitude"])]}


def cell_of(value: object) -> str | None:
    """A property as a cell; None for what no cell can hold."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    return None


def _feature(cells: Cells) -> Feature:
    properties = {column: _property(column, cell) for column, cell in cells.items() if column in PROPERTIES}
    return Feature(point_of(cells), properties, cells["id"])


def _property(column: str, cell: str) -> object:
    if column in LISTS:
        return cell.split("; ")
    if column in YES_NO_COLUMNS:
        return cell == "yes"
    return int(cell) if column in NUMBERS else cell


def _record(name: str, number: int, feature: Feature, findings: Findings) -> Record:
    cells: Cells = {}
    record = Record(name, number, cells, findings, place_of)
    for column, value in (feature.properties or {}).items():
        cell = cell_of(value)
        if column not in PROPERTIES:
            findings.add(name, number, column, cell or "", "rename the property or take it out: it is none of ours")
        elif cell is None:
            findings.add(name, number, column, str(value), "write text, a number, true or false, or a list of texts")
        else:
            cells[column] = cell
    cells |= place_cells(feature.geometry, record)
    return record


def place_of(column: str) -> str:
    """Where a feature holds the cell of a column."""
    return "geometry" if column in POINT_COLUMNS else column


def place_cells(geometry: dict[str, Any] | None, record: Record) -> Cells:
    """Latitude and longitude of a point; anything else is noted."""
    if geometry is None:
        return {}
    if geometry.get("type") == "Point" and (degrees := _degrees(geometry.get("coordinates"))):
        return {"latitude": repr(degrees[1]), "longitude": repr(degrees[0])}
    record.problems.add(
        record.file, record.number, "geometry", str(geometry), "give it a point of longitude and latitude, or null"
    )
    return {}


def _degrees(given: object) -> list[float]:
    """Longitude, latitude and perhaps a height, as far as they are numbers of a reasonable size."""
    if not isinstance(given, list) or len(given) not in DEGREES_OF_A_POINT:
        return []
    are_numbers = all(isinstance(each, int | float) and abs(each) < _FAR for each in given)
    return [float(each) for each in given] if are_numbers else []
