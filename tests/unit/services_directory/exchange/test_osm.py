"""Health facilities as others tag them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from services_directory import Category, Point, Precision, Service
from services_directory.errors import ExchangeError
from services_directory.exchange.exchanging import Format, read_services, write_services
from services_directory.exchange.osm import HEALTH
from services_directory.loading import Pack
from tests.unit.services_directory.exchange.generated import ground

Tags = dict[str, Any]
SWABI = {"type": "Point", "coordinates": [72.4698, 34.1202]}
HOSPITAL: Tags = {"amenity": "hospital", "name": "District Hospital", "osm_id": 123, "osm_type": "way"}


def read(folder: Path, *features: Tags) -> list[Service]:
    file = folder / "facilities.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return read_services(file, Format.OSM, ground())


def facility(tags: Tags, geometry: Tags | None = None, **others: object) -> Tags:
    return {"type": "Feature", "geometry": geometry or SWABI, "properties": tags, **others}


def test_the_tags_of_openstreetmap_are_understood(tmp_path: Path) -> None:
    """As an export of the map has them, the id outside and numbers with spaces."""
    tags = {
        "amenity": "clinic",
        "healthcare": "clinic",
        "name": "مرکز صحت",
        "name:en": "Health Centre",
        "phone": "+92 938 221 234;1122",
        "opening_hours": "24/7",
        "operator": "Health Department",
        "operator:type": "government",
        "addr:housenumber": "7",
        "addr:street": "Jehangira Road",
        "addr:city": "Swabi",
        "website": "https://example.org",
        "fee": "no",
        "wheelchair": "limited",
    }
    (service,) = read(tmp_path, facility(tags, id="node/42"))
    assert service.id == "osm-node-42"
    assert service.names == {"en": "Health Centre", "ur": "مرکز صحت"}
    assert service.category is Category.HEALTH
    assert service.phones == ("+92 938 221 234", "1122")
    assert service.always_open
    assert service.schedule
    assert (service.organisation, service.organisation_type) == ("Health Department", "government")
    assert service.address == "7 Jehangira Road, Swabi"
    assert (service.point, service.precision) == (Point(34.1202, 72.4698), Precision.EXACT)
    assert (service.district, service.province) == ("swabi", "khyber-pakhtunkhwa")
    assert service.cost == "free"
    assert service.accessibility == ("wheelchair: limited",)
    assert "OpenStreetMap" in service.source


def test_the_fields_of_healthsites_are_understood(tmp_path: Path) -> None:
    """healthsites.io nests the tags, writes some of its own, and has UUIDs."""
    attributes = {
        "amenity": "hospital",
        "name": "Tehsil Hospital",
        "operator_type": "public",
        "contact_number": "0938-221234",
        "opening_hours": "by appointment",
        "uuid": "6f1c2e8d4b7a4f0e9d3c5b2a1f0e9d3c",
        "changeset_timestamp": "2024-05-17T09:12:44",
    }
    (service,) = read(tmp_path, facility({"attributes": attributes, "osm_id": 7, "completeness": 40.0}))
    assert service.id == attributes["uuid"]
    assert (service.phones, service.organisation_type) == (("0938-221234",), "government")
    assert (service.hours, service.schedule) == ("by appointment", None)
    assert str(service.source_on) == "2024-05-17"
    assert "healthsites.io" in service.source


def test_an_outline_stands_at_a_point_within_it(tmp_path: Path) -> None:
    """Hospitals are often drawn as buildings."""
    ring = [[72.46, 34.12], [72.47, 34.12], [72.47, 34.13], [72.46, 34.13], [72.46, 34.12]]
    (service,) = read(tmp_path, facility(HOSPITAL, {"type": "Polygon", "coordinates": [ring]}))
    assert service.id == "osm-way-123"
    assert service.point
    assert 34.12 < service.point.latitude < 34.13
    assert 72.46 < service.point.longitude < 72.47


def test_counselling_is_psychosocial(tmp_path: Path) -> None:
    """And not a hospital."""
    (service,) = read(tmp_path, facility(HOSPITAL | {"amenity": "", "healthcare": "counselling"}))
    assert service.category is Category.PSYCHOSOCIAL


@pytest.mark.parametrize(
    ("tags", "geometry", "column"),
    [
        (HOSPITAL | {"amenity": "school"}, SWABI, "amenity"),
        (HOSPITAL | {"name": None}, SWABI, "name"),
        (HOSPITAL | {"phone": "call us"}, SWABI, "phone"),
        ({"amenity": "hospital", "name": "x"}, SWABI, "osm_id"),
        (HOSPITAL, {"type": "Point", "coordinates": [34.1202, 72.4698]}, "geometry"),
        (HOSPITAL, {"type": "Point", "coordinates": [2.35, 48.85]}, "geometry"),
        (HOSPITAL, {"type": "Polygon", "coordinates": [[[72.46, 34.12]]]}, "geometry"),
        (HOSPITAL, {"type": "Polygon", "coordinates": "a ring"}, "geometry"),
        (HOSPITAL, {"type": "LineString", "coordinates": [[72.4, 34.1], [72.5, 34.2]]}, "geometry"),
    ],
)
def test_what_is_wrong_is_named_by_feature(tmp_path: Path, tags: Tags, geometry: Tags, column: str) -> None:
    """What is no facility, has no name or id, or stands abroad."""
    with pytest.raises(ExchangeError) as refusal:
        read(tmp_path, facility(tags, geometry))
    assert (refusal.value.problems[0].row, refusal.value.problems[0].column) == (1, column)


def test_our_facilities_carry_the_common_tags(pack: Pack) -> None:
    """Who reads them without knowing us finds names, numbers and the kind of place."""
    out = StringIO()
    write_services(pack.services, out, Format.OSM, ground())
    tags = [feature["properties"] for feature in json.loads(out.getvalue())["features"]]
    assert all(each["name"] and each["healthcare"] and each["operator"] for each in tags)
    assert sum(each.get("amenity") == "hospital" for each in tags) > 100
    assert sum("phone" in each for each in tags) == sum(
        bool(each.phones) for each in pack.services if each.category in HEALTH
    )
