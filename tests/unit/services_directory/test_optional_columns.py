"""What a pack may say of its services beyond the columns it must have."""

import csv
from pathlib import Path

import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types

from services_directory import Coverage, Organisation, PackError, Service, Status
from services_directory.loading import Pack, load_pack
from services_directory.organisations_tables import LONGEST_ID, organisation_id

SQUARE = "POLYGON ((72.1 34.0, 72.6 34.0, 72.6 34.3, 72.1 34.3, 72.1 34.0))"
ORGANISATIONS = "id,name_en,name_ur,type,description,website,email\n"


def _first_row_with(pack: Path, **cells: str) -> Path:
    """The pack, more said of its first service."""
    path = pack / "services.csv"
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    rows[0].update(cells)
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return pack


def _problem(pack: Path) -> tuple[int | None, str | None, str]:
    with pytest.raises(PackError) as refused:
        load_pack(pack)
    (problem,) = refused.value.problems
    return problem.row, problem.column, problem.remedy


def test_a_pack_without_them_knows_nothing_of_them(pack: Pack) -> None:
    """Unknown stays unknown: nobody has female staff, a ramp or a description by default, and all are active."""
    for service in pack.services:
        known = (service.description, service.accessibility, service.female_staff, service.area, service.complaints)
        assert known == (None, (), None, None, 0)
        assert service.status is Status.ACTIVE
        organisation = pack.organisations[service.organisation_id]
        assert (organisation.names["en"], organisation.type) == (service.organisation, service.organisation_type)


def test_they_are_read(pack_copy: Path) -> None:
    """Each is taken as written, and the organisation's own row says more of it than the service does."""
    (pack_copy / "organisations.csv").write_text(ORGANISATIONS + "police,Police,پولیس,government,Keeps order,,p@x.pk\n")
    said = {"organisation_id": "police", "organisation": "Police", "description": "Answers calls"}
    more = {"accessibility": "ramp; sign_language", "female_staff": "yes", "status": "temporarily_closed"}
    read = load_pack(_first_row_with(pack_copy, **said, **more, coverage="area", area=SQUARE))
    first: Service = read.services[0]
    assert (first.description, first.accessibility, first.female_staff) == (
        "Answers calls",
        ("ramp", "sign_language"),
        True,
    )
    assert (first.status, first.coverage) == (Status.TEMPORARILY_CLOSED, Coverage.AREA)
    assert first.area == shapely.from_wkt(SQUARE)
    assert read.organisations["police"] == Organisation(
        "police", {"en": "Police", "ur": "پولیس"}, "government", "Keeps order", None, "p@x.pk"
    )


@pytest.mark.parametrize(
    ("area", "remedy"),
    [
        ("Swabi", "write a polygon as WKT"),
        ("POINT (72 34)", "write a polygon as WKT"),
        ("POLYGON EMPTY", "write a polygon as WKT"),
        ("POLYGON ((72 34, 73 35, 73 34, 72 35, 72 34))", "its line crosses itself"),
        ("POLYGON ((34.0 72.1, 34.0 72.6, 34.3 72.6, 34.0 72.1))", "write longitude first"),
        ("POLYGON ((nan nan, 1 1, 2 2, nan nan))", ""),
        ("=cmd()", "write a polygon as WKT"),
    ],
)
def test_an_area_that_is_none_is_refused(pack_copy: Path, area: str, remedy: str) -> None:
    """A polygon that cannot be meant stops the pack, by row and column."""
    row, column, said = _problem(_first_row_with(pack_copy, coverage="area", area=area))
    assert (row, column) == (2, "area")
    assert remedy in said


@pytest.mark.parametrize("cells", [{"coverage": "area", "area": ""}, {"area": SQUARE}])
def test_an_area_goes_with_its_coverage(pack_copy: Path, cells: dict[str, str]) -> None:
    """A coverage that is drawn without a drawing, or a drawing that counts for nothing, is a mistake."""
    assert _problem(_first_row_with(pack_copy, **cells))[:2] == (2, "area")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"status": "closed"}, "status"),
        ({"female_staff": "some"}, "female_staff"),
        ({"organisation_id": "police"}, "organisation"),
        ({"organisation_id": "police", "organisation": "Police", "organisation_type": "ngo"}, "organisation_type"),
    ],
)
def test_a_wrong_cell_is_named(pack_copy: Path, cells: dict[str, str], column: str) -> None:
    """Also where a service says something else of its organisation than the organisation's own row."""
    (pack_copy / "organisations.csv").write_text(ORGANISATIONS + "police,Police,,government,,,\n")
    assert _problem(_first_row_with(pack_copy, **cells))[:2] == (2, column)


def test_every_organisation_has_an_id(pack: Pack) -> None:
    """Names in any script make one, long ones that begin alike make two, and none is too long."""
    assert organisation_id("Police (provincial)") == "police-provincial"
    assert organisation_id("صوابی دفتر") == "صوابی-دفتر"
    assert organisation_id("—") == "unnamed"
    long = "Commission " * 20
    assert organisation_id(long + "a") != organisation_id(long + "b")
    assert max(len(organisation_id(name)) for name in (long, *(s.organisation for s in pack.services))) <= LONGEST_ID
