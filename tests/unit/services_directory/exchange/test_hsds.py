"""HSDS 3: what goes out is valid, what comes from others is understood."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from services_directory import Category, Confidence, Coverage, Point, Service
from services_directory.errors import ExchangeError
from services_directory.exchange.exchanging import Format, read_services, write_services
from services_directory.loading import Pack
from tests.unit.services_directory.exchange.generated import DIRECTORIES, ground
from tests.unit.services_directory.exchange.hsds_schema import hsds_pages

PAGES = hsds_pages()


def exported(services: list[Service]) -> dict[str, Any]:
    out = StringIO()
    write_services(services, out, Format.HSDS, ground())
    page: dict[str, Any] = json.loads(out.getvalue())
    return page


def test_the_pack_is_valid_hsds(pack: Pack) -> None:
    """Every service of the pack goes out as the specification has it, each with an id of its own."""
    page = exported(list(pack.services))
    PAGES.validate(page)
    services = [service for organization in page["contents"] for service in organization["services"]]
    assert len({service["id"] for service in services}) == len(pack.services)
    assert len({organization["id"] for organization in page["contents"]}) == page["total_items"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(services=DIRECTORIES)
def test_any_services_are_valid_hsds(services: list[Service]) -> None:
    """Whatever a service holds."""
    PAGES.validate(exported(services))


def test_the_check_can_fail(pack: Pack) -> None:
    """The schema refuses what the specification does."""
    page = exported(list(pack.services[:1]))
    service = page["contents"][0]["services"][0]
    for wrong in ({"id": "police"}, {"status": "open"}, {"fone": "15"}, {"minimum_age": "4"}):
        page["contents"][0]["services"][0] = service | wrong
        assert not PAGES.is_valid(page)


FOREIGN = {
    "id": "7a1c1c0e-27a7-4d44-b5f7-0d2b1a5a7b01",
    "name": "Legal Rights Forum",
    "description": "Lawyers for children",
    "website": "https://example.org",
    "tax_status": None,
    "services": [
        {
            "id": "ac148810-d857-441c-9679-408f346de14b",
            "name": "Free legal advice",
            "status": "active",
            "eligibility_description": "children and their families",
            "assured_date": "2026-05-01T00:00:00Z",
            "minimum_age": 0,
            "maximum_age": 18,
            "phones": [{"id": "x", "number": "+92 91 9211430"}, {"id": "y", "number": "15", "extension": None}],
            "languages": [{"id": "l", "code": "ps"}, {"id": "m", "name": "Urdu"}],
            "schedules": [{"id": "s", "description": "Mon-Fri 09:00-17:00"}],
            "cost_options": [{"id": "c", "option": "free", "amount": 0}],
            "service_areas": [{"id": "a", "name": "Khyber Pakhtunkhwa"}],
            "service_at_locations": [
                {
                    "id": "sl",
                    "location": {
                        "id": "loc",
                        "location_type": "physical",
                        "latitude": 34.0151,
                        "longitude": 71.5249,
                        "addresses": [{"id": "ad", "address_1": "3 Court Road", "city": "Peshawar"}],
                    },
                }
            ],
            "attributes": [
                {"id": "t", "taxonomy_term": {"id": "tt", "name": "Legal Aid", "description": "", "taxonomy": "x"}}
            ],
        }
    ],
}


def of_others(given: object, folder: Path) -> list[Service]:
    file = folder / "others.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    return read_services(file, Format.HSDS, ground())


def test_a_foreign_directory_is_understood(tmp_path: Path) -> None:
    """Ids stay, and what is not said is taken with care: unconfirmed, at the town."""
    (service,) = of_others([FOREIGN], tmp_path)
    assert service.id == "ac148810-d857-441c-9679-408f346de14b"
    assert service.category is Category.LEGAL_AID
    assert (service.organisation, service.website) == ("Legal Rights Forum", "https://example.org")
    assert service.phones == ("+92 91 9211430", "15")
    assert (service.min_age, service.max_age, service.cost) == (0, 18, "free")
    assert service.languages == ("ps", "Urdu")
    assert service.point == Point(34.0151, 71.5249)
    assert (service.district, service.province) == ("peshawar", "khyber-pakhtunkhwa")
    assert (service.coverage, service.confidence) == (Coverage.PROVINCE, Confidence.MEDIUM)
    (organisation,) = exported([service])["contents"]
    assert (organisation["id"], organisation["services"][0]["id"]) == (FOREIGN["id"], service.id)


def test_pages_lists_and_single_ones_are_read(tmp_path: Path) -> None:
    """Organisations or services, in a page, in a list, or alone: the same service."""
    organisation = {name: value for name, value in FOREIGN.items() if name != "services"}
    services = FOREIGN["services"]
    assert isinstance(services, list)
    alone = services[0] | {"organization": organisation}
    forms: list[object] = [FOREIGN, [FOREIGN], {"contents": [FOREIGN]}, alone, [alone], {"contents": [alone]}]
    read = [of_others(form, tmp_path) for form in forms]
    assert all(each == read[0] for each in read)


def test_an_area_drawn_in_geojson_is_what_it_reaches(tmp_path: Path) -> None:
    """As HSDS gives areas; one drawn in another way is left to its name."""
    services = FOREIGN["services"]
    assert isinstance(services, list)
    ring = [[72.1, 34.0], [72.6, 34.0], [72.6, 34.3], [72.1, 34.0]]
    drawn = {"id": "a", "extent": json.dumps({"type": "Polygon", "coordinates": [ring]}), "extent_type": "geojson"}
    (service,) = of_others(FOREIGN | {"services": [services[0] | {"service_areas": [drawn]}]}, tmp_path)
    assert service.coverage is Coverage.AREA
    assert service.area is not None
    assert service.area.bounds == (72.1, 34.0, 72.6, 34.3)
    named = {"id": "a", "name": "Sindh", "extent": "<kml/>", "extent_type": "kml"}
    (service,) = of_others(FOREIGN | {"services": [services[0] | {"service_areas": [named]}]}, tmp_path)
    assert (service.coverage, service.area) == (Coverage.PROVINCE, None)


def test_a_foreign_shelter_is_confidential_until_it_says_otherwise(tmp_path: Path) -> None:
    """A shelter with a point is refused rather than put on a map."""
    services = FOREIGN["services"]
    assert isinstance(services, list)
    term = {"id": "tt", "name": "Shelter", "description": ""}
    shelter = services[0] | {"attributes": [{"id": "t", "taxonomy_term": term}]}
    with pytest.raises(ExchangeError, match="confidential"):
        of_others(FOREIGN | {"services": [shelter]}, tmp_path)
