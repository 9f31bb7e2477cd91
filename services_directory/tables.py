"""Reads the pack's tables cell by cell and keeps note of everything that is wrong with them."""

import csv
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import phonenumbers
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory.defusing import plain
from services_directory.errors import PackProblem
from services_directory.model import Names, Point

LANGUAGES = ("en", "ur", "ps", "sd")
SHORT_CODE_DIGITS = range(2, 5)
DATE_PARTS = 3
MOST_DIGITS = 4
"""Of a year, and of anything else that is counted."""
YES_NO = {"yes": True, "no": False}

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Country:
    """What belongs to one country's pack: how its telephone numbers are read and where its points lie.

    `universal_number` matches numbers that are dialled alike from every town, which phonenumbers does not know.
    """

    region: str
    universal_number: str
    south: float
    north: float
    west: float
    east: float

    def holds(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


PAKISTAN = Country(
    region="PK",
    universal_number=r"111-?\d{3}-?\d{3}",
    south=23.4,
    north=37.2,
    west=60.8,
    east=77.9,
)


@dataclass
class Problems:
    """Everything found wrong so far."""

    found: list[PackProblem] = field(default_factory=list)

    def add(self, file: str, row: int | None, column: str | None, found: str, remedy: str) -> None:
        self.found.append(PackProblem(file, row, column, found, remedy))


@dataclass(frozen=True)
class Row:
    """One row of one table; each reader notes a problem and answers None when the cell is not right."""

    file: str
    number: int
    cells: Mapping[str, str]
    problems: Problems

    def wrong(self, column: str, remedy: str) -> None:
        self.problems.add(self.file, self.number, column, self.cells.get(column, ""), remedy)

    def text(self, column: str) -> str | None:
        return self.cells.get(column, "").strip() or None

    def required(self, column: str) -> str:
        value = self.text(column)
        if value is None:
            self.wrong(column, "fill it in")
        return value or ""

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells.get(column, "").split(";") if part.strip())

    def names(self, stem: str = "name") -> Names:
        self.required(f"{stem}_en")
        found = {language: self.text(f"{stem}_{language}") for language in LANGUAGES}
        return {language: name for language, name in found.items() if name}

    def choice(self, column: str, choices: type[Choice]) -> Choice | None:
        value = self.text(column)
        if value is None:
            return None
        try:
            return choices(value)
        except ValueError:
            self.wrong(column, f"use one of {', '.join(choices)}")
            return None

    def required_choice(self, column: str, choices: type[Choice]) -> Choice:
        """The value; the first of the choices when it is wrong, since nothing is loaded then."""
        if self.required(column) and (value := self.choice(column, choices)):
            return value
        return next(iter(choices))

    def yes_no(self, column: str) -> bool | None:
        value = self.text(column)
        if value is not None and value not in YES_NO:
            self.wrong(column, "write yes, no, or leave it empty")
        return YES_NO.get(value or "")

    def required_yes_no(self, column: str) -> bool:
        self.required(column)
        return bool(self.yes_no(column))

    def unused_id(self, used: Container[str]) -> str:
        identity = self.required("id")
        if identity in used:
            self.wrong("id", "a row above has the same id; give each its own")
        return identity

    def whole_number(self, column: str) -> int | None:
        value = self.text(column)
        if value is None or (value.isdecimal() and len(value) <= MOST_DIGITS):
            return int(value) if value else None
        self.wrong(column, "write a whole number or leave it empty")
        return None

    def day(self, column: str) -> date | None:
        """The first day of a date written as 2026, 2026-11 or 2026-11-22."""
        value = self.text(column)
        try:
            return first_day(value) if value else None
        except ValueError:
            self.wrong(column, "write a date as 2026, 2026-11 or 2026-11-22")
            return None

    def known(self, column: str, known: Container[str]) -> str | None:
        value = self.text(column)
        if value is not None and value not in known:
            self.wrong(column, "use an id that the pack knows, or add it there first")
        return value

    def all_known(self, column: str, known: Iterable[str]) -> frozenset[str]:
        values = frozenset(self.several(column))
        for unknown in sorted(values.difference(known)):
            self.wrong(column, f"{unknown!r} is not known; correct it or add it to the pack first")
        return values

    def phones(self, column: str, country: Country) -> tuple[str, ...]:
        numbers = self.several(column)
        for number in numbers:
            if not is_plausible_phone(number, country):
                self.wrong(column, f"{number!r} is no telephone number; separate several with '; '")
        return numbers

    def point(self, country: Country) -> Point | None:
        """The point; None where both cells are empty."""
        if self.text("latitude") is None and self.text("longitude") is None:
            return None
        latitude, longitude = self._degrees("latitude"), self._degrees("longitude")
        if latitude is None or longitude is None:
            return None
        point = Point(latitude, longitude)
        if not country.holds(point):
            self._out_of_country(point, country)
        return point

    def polygon(self, column: str, country: Country) -> shapely.Geometry | None:
        """An area as WKT, longitude first; None where the cell is empty."""
        text = self.text(column)
        if text is None:
            return None
        try:
            area = shapely.from_wkt(text)
        except shapely.errors.ShapelyError:
            area = None
        if area is None or area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty:
            self.wrong(column, "write a polygon as WKT: POLYGON ((72.1 34.0, 72.6 34.0, 72.6 34.3, 72.1 34.0))")
            return None
        self._check_area(column, area, country)
        return area

    def _check_area(self, column: str, area: shapely.Geometry, country: Country) -> None:
        west, south, east, north = area.bounds
        if not area.is_valid:
            self.wrong(column, f"its line crosses itself ({shapely.is_valid_reason(area)}); draw it anew")
        elif not (country.holds(Point(south, west)) and country.holds(Point(north, east))):
            self.wrong(column, "it reaches out of the country; write longitude first, then latitude")

    def required_point(self, country: Country) -> Point:
        point = self.point(country)
        if point is None and self.text("latitude") is None and self.text("longitude") is None:
            self.wrong("latitude", "give latitude and longitude in degrees")
        return point or Point(country.south, country.west)

    def _degrees(self, column: str) -> float | None:
        try:
            return float(self.cells.get(column, ""))
        except ValueError:
            self.wrong(column, "write degrees with a decimal point, as 34.1202")
            return None

    def _out_of_country(self, point: Point, country: Country) -> None:
        if country.holds(Point(point.longitude, point.latitude)):
            self.wrong("latitude", "latitude and longitude are swapped; exchange the two cells")
            return
        in_rows = country.south <= point.latitude <= country.north
        column = "longitude" if in_rows else "latitude"
        self.wrong(column, "the point is outside the country; correct it or leave both cells empty")


def read_table(path: Path, columns: Iterable[str], problems: Problems) -> Iterator[Row]:
    """Each row of a UTF-8 CSV file; a missing file or column is noted and yields nothing."""
    if not path.is_file():
        problems.add(path.name, None, None, "no file", "put it back into the pack")
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="extra", restval=None)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            for column in missing:
                problems.add(path.name, 1, column, "no column", "add it to the heading")
            if not missing:
                yield from _rows(path.name, reader, problems)
    except (UnicodeDecodeError, csv.Error):
        problems.add(path.name, None, None, "unreadable text", "save it as CSV in UTF-8")


def _rows(name: str, reader: "csv.DictReader[str]", problems: Problems) -> Iterator[Row]:
    for number, cells in enumerate(reader, start=2):
        if "extra" in cells or None in cells.values():
            problems.add(name, number, None, f"{len(cells)} cells", "give as many cells as the heading has")
            continue
        # a table that was exported may have come back as the pack's
        yield Row(name, number, {column: plain(cell) for column, cell in cells.items()}, problems)


def is_plausible_phone(number: str, country: Country) -> bool:
    """Whether somebody could dial it: a short code, a universal number or a full one."""
    if number.isdecimal() and len(number) in SHORT_CODE_DIGITS:
        return True
    if re.fullmatch(country.universal_number, number):
        return True
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, country.region))
    except phonenumbers.NumberParseException:
        return False


def first_day(text: str) -> date:
    """2026, 2026-11 or 2026-11-22 as the first day it can mean; raises ValueError for anything else."""
    parts = [int(part) for part in text.split("-") if len(part) <= MOST_DIGITS]
    if len(parts) != text.count("-") + 1 or len(parts) > DATE_PARTS:
        raise ValueError(text)
    year, month, day = parts + [1] * (DATE_PARTS - len(parts))
    return date(year, month, day)
