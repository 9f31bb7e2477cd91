"""Files that cannot be taken: each refused whole, in a sentence that says where it is wrong and what to do."""

import csv
import json
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from services_directory.errors import ExchangeError, ExchangeProblem
from services_directory.exchange.cells import COLUMNS
from services_directory.exchange.exchanging import Format, read_services, write_services
from services_directory.exchange.records import SHOWN_PROBLEMS
from services_directory.loading import Pack
from tests.unit.services_directory.exchange.generated import ground

Cells = dict[str, str]
Feature = dict[str, Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given"


def refused(file: Path, format: Format) -> ExchangeError:
    with pytest.raises(ExchangeError) as refusal:
        read_services(file, format, ground())
    for problem in refusal.value.problems:
        assert problem.remedy
        assert len(str(problem)) < 1000
    return refusal.value


def the_problem(file: Path, format: Format) -> ExchangeProblem:
    """The one thing wrong."""
    problems = refused(file, format).problems
    assert len(problems) == 1, [str(problem) for problem in problems]
    problem = problems[0]
    assert isinstance(problem, ExchangeProblem)
    return problem


def exported(pack: Pack, format: Format) -> str:
    """A hospital with a point and a shelter whose place is not told."""
    hospital = next(each for each in pack.services if each.point and each.district == "swabi" and each.phones)
    shelter = next(each for each in pack.services if each.is_confidential)
    out = StringIO()
    write_services([hospital, shelter], out, format, ground())
    return out.getvalue()


@pytest.fixture
def rows(pack: Pack) -> list[Cells]:
    return list(csv.DictReader(StringIO(exported(pack, Format.CSV))))


def table(file: Path, rows: list[Cells]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize(
    ("cells", "column", "remedy"),
    [
        ({"latitude": "72.46", "longitude": "34.12"}, "latitude", "swapped"),
        ({"latitude": "51.5", "longitude": "-0.1"}, "latitude", "outside the country"),
        ({"longitude": "99"}, "longitude", "outside the country"),
        ({"latitude": "nan"}, "latitude", "outside the country"),
        ({"latitude": "inf"}, "latitude", "outside the country"),
        ({"latitude": "north"}, "latitude", "degrees with a decimal point"),
        ({"category": "magic"}, "category", "use one of"),
        ({"district": "oz"}, "district", "an id that the pack knows"),
        ({"phones": "12345"}, "phones", "no telephone number"),
        ({"min_age": "four"}, "min_age", "whole number"),
        ({"min_age": "9" * 5000}, "min_age", "whole number"),
        ({"source_date": "2147483648"}, "source_date", "write a date"),
        ({"verified_on": "22.11.2026"}, "verified_on", "write a date"),
        ({"is_confidential": "perhaps"}, "is_confidential", "write yes, no"),
        ({"name_en": ""}, "name_en", "fill it in"),
        ({"id": ""}, "id", "fill it in"),
        ({"serves": '=HYPERLINK("http://x")'}, "serves", "formula"),
        ({"name_ur": "@SUM(A1)"}, "name_ur", "formula"),
        ({"hours": "+1+cmd|' /C calc'!A0"}, "hours", "formula"),
        ({"cost": "-2+3"}, "cost", "formula"),
        ({"source": "＝1+1"}, "source", "formula"),
        ({"source": "a\x00b"}, "source", "control character"),
        ({"area": "a ring"}, "area", "WKT"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    file: Path, rows: list[Cells], cells: Cells, column: str, remedy: str
) -> None:
    """Whatever the cell, the sentence names its row, its column and the remedy."""
    problems = refused(table(file, [rows[0] | cells, rows[1]]), Format.CSV).problems
    assert next((problem.row, problem.column) for problem in problems) == (2, column)
    assert remedy in problems[0].remedy
    assert f"row 2, column {column}" in str(problems[0])


@pytest.mark.parametrize(
    "cells", [{"latitude": "34.1", "longitude": "72.4", "precision": "town"}, {"address": "House 7"}]
)
def test_a_confidential_service_with_a_place_is_refused(file: Path, rows: list[Cells], cells: Cells) -> None:
    """Neither its point nor its address is taken in."""
    problems = refused(table(file, [rows[0], rows[1] | cells]), Format.CSV).problems
    assert {problem.column for problem in problems} == set(cells)
    assert all((problem.row, "confidential" in problem.remedy) == (3, True) for problem in problems)


def test_an_id_given_twice_is_refused(file: Path, rows: list[Cells]) -> None:
    """The second row is named."""
    problem = the_problem(table(file, [rows[0], rows[0]]), Format.CSV)
    assert (problem.row, problem.column) == (3, "id")


def test_an_organisation_has_one_name(file: Path, rows: list[Cells]) -> None:
    """Two rows that differ about who runs them are told by row and column."""
    other = rows[0] | {"id": "other", "organisation": "Another name"}
    problem = the_problem(table(file, [rows[0], rows[1], other]), Format.CSV)
    assert (problem.row, problem.column) == (4, "organisation")
    assert rows[0]["organisation"] in problem.remedy


def test_a_telephone_number_with_a_plus_is_no_formula(file: Path, rows: list[Cells]) -> None:
    """Nor is a number led by an apostrophe, as a careful spreadsheet has it."""
    given = [rows[0] | {"phones": "+92 943 412959; 1122"}, rows[1] | {"phones": "'+92 943 412959", "serves": "'=all"}]
    services = read_services(table(file, given), Format.CSV, ground())
    assert [service.phones[0] for service in services] == ["+92 943 412959", "+92 943 412959"]
    assert services[1].serves == "=all"


def test_a_table_may_be_as_a_spreadsheet_saves_it(file: Path, rows: list[Cells]) -> None:
    """With a byte order mark, other line ends, empty rows, and its columns in another order."""
    plain = read_services(table(file, rows), Format.CSV, ground())
    turned = [dict(reversed(row.items())) for row in rows]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(turned[0]), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writeheader()
        writer.writerow(turned[0])
        out.write("\r\n" + "," * (len(turned[0]) - 1) + "\r\n")
        writer.writerow(turned[1])
    assert read_services(file, Format.CSV, ground()) == plain


def test_no_exported_cell_is_run_by_a_spreadsheet(file: Path, rows: list[Cells]) -> None:
    """What would be run goes out led by an apostrophe."""
    services = read_services(table(file, [rows[0] | {"serves": "'=1+1", "hours": "''@x"}]), Format.CSV, ground())
    out = StringIO()
    write_services(services, out, Format.CSV, ground())
    (row,) = csv.DictReader(StringIO(out.getvalue()))
    assert (row["serves"], row["hours"]) == ("'=1+1", "''@x")


def test_half_a_row_is_refused(file: Path, rows: list[Cells]) -> None:
    """A file cut short says in which row."""
    text = table(file, rows).read_text(encoding="utf-8")
    file.write_text(text[: len(text) - 60], encoding="utf-8")
    assert the_problem(file, Format.CSV).row == 3


def test_headings_are_checked(file: Path, rows: list[Cells]) -> None:
    """A column missing, one of nobody's, and one that stands there twice are named."""
    text = table(file, rows).read_text(encoding="utf-8")
    file.write_text(text.replace("phones", "phone", 1).replace("hours", "cost", 1), encoding="utf-8")
    problems = refused(file, Format.CSV).problems
    assert {problem.column for problem in problems} == {"phones", "phone", "hours", "cost"}


def test_everything_wrong_is_said_at_once_up_to_a_number(file: Path, rows: list[Cells]) -> None:
    """A thousand wrong rows: the first fifty in full, and how many more there are."""
    wrong = [rows[0] | {"id": str(number), "category": "magic"} for number in range(1000)]
    error = refused(table(file, wrong), Format.CSV)
    assert len(error.problems) == SHOWN_PROBLEMS
    assert error.count == 1000
    assert "and 950 more" in str(error)


def _garbage() -> bytes:
    return random.Random(1).randbytes(10_000_000)


FILES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "spaces": lambda: b"  \n \n",
    "bytes": _garbage,
    "letters": lambda: b"x" * 10_000_000,
    "lines": lambda: b"x,y\n" * 2_500_000,
    "quotes": lambda: b'"' * 10_000_001,
    "utf-16": lambda: '{"type": "FeatureCollection"}'.encode("utf-16"),
    "utf-16-table": lambda: ",".join(COLUMNS).encode("utf-16"),
    "latin-1": lambda: (",".join(COLUMNS) + "\nsoin à domicile\n").encode("latin-1"),
    "deep": lambda: b'{"type":"FeatureCollection","contents":' + b"[" * 1_000_000,
    "deep-feature": lambda: b'{"type":"FeatureCollection","features":[{"properties":' + b'{"a":' * 100_000,
    "cut": lambda: b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,',
    "nan": lambda: b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"coordinates":[NaN,1]}}]}',
    "huge": lambda: (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"coordinates":[1e999,1]}}]}'
    ),
    "half-a-letter": lambda: b'[{"id":"\\ud800","name":"x","status":"active"}]',
    "number": lambda: b"5",
    "list": lambda: b"[1,2]",
    "nothing": lambda: b"[]",
    "null": lambda: b"null",
    "no-features": lambda: b'{"type":"FeatureCollection","features":[]}',
    "no-rows": lambda: ",".join(COLUMNS).encode(),
    "no-services": lambda: b'{"contents":[{"id":"a","name":"b","services":[]}]}',
    "zip": lambda: b"PK\x03\x04" + bytes(1000),
}


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("format", list(Format))
def test_what_is_no_such_file_is_refused(file: Path, what: str, format: Format) -> None:
    """Garbage, wrong encodings, what is cut short, nested without end or empty: a sentence each, in every format."""
    file.write_bytes(FILES[what]())
    assert str(refused(file, format)).startswith("given")


@pytest.fixture
def features(pack: Pack) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads(exported(pack, Format.GEOJSON))
    return collection


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"geometry": {"type": "Point", "coordinates": [34.12, 72.46]}}, "geometry"),
        ({"geometry": {"type": "Point", "coordinates": ["72.4", "34.1"]}}, "geometry"),
        ({"geometry": {"type": "Point", "coordinates": [10**400, 1]}}, "geometry"),
        ({"geometry": {"type": "Point"}}, "geometry"),
        ({"geometry": {"type": "LineString", "coordinates": [[72, 34], [73, 35]]}}, "geometry"),
        ({"geometry": {}}, "geometry"),
    ],
)
def test_a_wrong_geometry_is_named_by_feature(
    file: Path, features: dict[str, Any], change: Feature, place: str
) -> None:
    """A point swapped, of text, far too large, without coordinates, or no point at all."""
    features["features"][0] |= change
    file.write_text(json.dumps(features), encoding="utf-8")
    problem = refused(file, Format.GEOJSON).problems[0]
    assert (problem.row, problem.column) == (1, place)
    assert "feature 1, property geometry" in str(problem)


@pytest.mark.parametrize(
    ("name", "value"), [("category", "magic"), ("phone", "15"), ("phones", {"a": 1}), ("min_age", 4.5), ("hours", [1])]
)
def test_a_wrong_property_is_named_by_feature(file: Path, features: dict[str, Any], name: str, value: object) -> None:
    """So is a property that is wrong, or none of ours."""
    features["features"][1]["properties"][name] = value
    file.write_text(json.dumps(features), encoding="utf-8")
    problem = the_problem(file, Format.GEOJSON)
    assert (problem.row, problem.column) == (2, name)


def test_a_sentence_obeys_no_file(file: Path, features: dict[str, Any]) -> None:
    """A name of a million letters, or one that would colour the terminal, is shown short and harmless."""
    features["features"][0]["properties"] |= {"x" * 1_000_000: "1", "\x1b[31mred": "\x1b[2J", "phones": ["9" * 9999]}
    file.write_text(json.dumps(features), encoding="utf-8")
    said = str(refused(file, Format.GEOJSON))
    assert len(said) < 2000
    assert "\x1b" not in said


def test_a_confidential_feature_with_a_point_is_refused(file: Path, features: dict[str, Any]) -> None:
    """In GeoJSON as well."""
    features["features"][1]["geometry"] = features["features"][0]["geometry"]
    file.write_text(json.dumps(features), encoding="utf-8")
    problems = refused(file, Format.GEOJSON).problems
    assert {problem.column for problem in problems} == {"geometry"}


def test_each_broken_feature_is_told(file: Path, features: dict[str, Any]) -> None:
    """One that is no feature does not hide what is wrong with the next."""
    features["features"][:1] = [{"type": "Dog"}, 7, features["features"][0] | {"properties": []}]
    file.write_text(json.dumps(features), encoding="utf-8")
    error = refused(file, Format.GEOJSON)
    assert [str(each.column)[:11] for each in error.problems] == ["features[0]", "features[1]", "features[2]"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"phones": "15"}, "contents[0].services[0].phones"),
        ({"phones": [{"id": "a", "number": "12345"}]}, "contents[0].services[0].phones"),
        ({"name": None}, "contents[0].services[0].name"),
        ({"minimum_age": 4.5}, "contents[0].services[0].minimum_age"),
        ({"email": 7}, "contents[0].services[0].email"),
    ],
)
def test_a_wrong_field_is_named_by_its_path(pack: Pack, file: Path, change: dict[str, Any], path: str) -> None:
    """What is wrong in HSDS stands at a JSON path."""
    page = json.loads(exported(pack, Format.HSDS))
    page["contents"][0]["services"][0] |= change
    file.write_text(json.dumps(page), encoding="utf-8")
    problem = the_problem(file, Format.HSDS)
    assert problem.column == path
    assert f"at {path}" in str(problem)


def test_our_own_attribute_is_named_by_its_path(pack: Pack, file: Path) -> None:
    """A cell that HSDS has no field for stands among the attributes."""
    page = json.loads(exported(pack, Format.HSDS))
    attributes = page["contents"][0]["services"][0]["attributes"]
    number = next(i for i, each in enumerate(attributes) if each["link_type"] == "amaan:confidence")
    attributes[number]["value"] = "total"
    file.write_text(json.dumps(page), encoding="utf-8")
    assert f"services[0].attributes[{number}]" in str(the_problem(file, Format.HSDS))
