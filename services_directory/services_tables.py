"""Reads the pack's services and helplines."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services_directory.hours_cells import schedule_of
from services_directory.model import (
    Audience,
    Category,
    Confidence,
    Coverage,
    District,
    Gender,
    Helpline,
    Organisation,
    Precision,
    Province,
    Service,
    Status,
)
from services_directory.organisations_tables import organisation_id
from services_directory.tables import Country, Problems, Row, read_table

SERVICE_COLUMNS = (
    *("id", "name_en", "name_ur", "category", "organisation", "organisation_type", "province", "district"),
    *("address", "latitude", "longitude", "precision", "is_confidential", "phones", "whatsapp", "email"),
    *("website", "hours", "always_open", "serves", "audience", "gender", "min_age", "max_age", "only_for"),
    *("cost", "languages", "coverage", "is_walk_in", "source", "source_date", "verified_on", "confidence"),
)
MAY_BE_MISSING = (
    *("organisation_id", "description", "accessibility", "female_staff", "status", "area"),
    *("opening_hours", "ramazan_hours"),
)
"""Columns a table of services may leave out: all of their cells are empty then."""
HELPLINE_COLUMNS = (
    *("id", "number", "press", "name_en", "name_ur", "purpose_en", "purpose_ur", "coverage", "is_general"),
    *("only_for", "stands_in_for", "hours", "always_open", "source", "last_checked", "verified_on"),
    "confidence",
)
CATEGORIES = frozenset(category.value for category in Category)
WHERE_COLUMNS = ("latitude", "longitude", "precision", "address")


@dataclass(frozen=True)
class Known:
    """What the rows of services and helplines may refer to."""

    country: Country
    provinces: Mapping[str, Province]
    districts: Mapping[str, District]
    concerns: frozenset[str]
    organisations: Mapping[str, Organisation] = field(default_factory=dict)

    @property
    def areas(self) -> frozenset[str]:
        return frozenset(self.provinces) | frozenset(self.districts)


def read_services(path: Path, known: Known, problems: Problems) -> tuple[Service, ...]:
    services: dict[str, Service] = {}
    for row in read_table(path, SERVICE_COLUMNS, problems):
        service = read_service(row, known, services)
        services[service.id] = service
    return tuple(services.values())


def read_service(row: Row, known: Known, used: Container[str]) -> Service:
    """The service of one row, checked; what is wrong with it stands in the row's problems."""
    service = _service(row.unused_id(used), row, known)
    _check_service(row, service, known)
    return service


def read_helplines(path: Path, known: Known, problems: Problems) -> tuple[Helpline, ...]:
    """Helplines in the order of the file, which is the order they are shown in."""
    helplines: dict[str, Helpline] = {}
    for row in read_table(path, HELPLINE_COLUMNS, problems):
        identity = row.unused_id(helplines)
        helplines[identity] = _helpline(identity, row, known)
    return tuple(helplines.values())


def _service(identity: str, row: Row, known: Known) -> Service:
    organisation = _organisation(row, known)
    return Service(
        id=identity,
        names=row.names(),
        category=row.required_choice("category", Category),
        organisation=organisation.names.get("en", ""),
        organisation_type=organisation.type,
        province=row.known("province", known.provinces),
        district=row.known("district", known.districts),
        address=row.text("address"),
        point=row.point(known.country),
        precision=row.choice("precision", Precision),
        is_confidential=row.required_yes_no("is_confidential"),
        phones=row.phones("phones", known.country),
        whatsapp=row.text("whatsapp"),
        email=row.text("email"),
        website=row.text("website"),
        hours=row.text("hours"),
        always_open=row.yes_no("always_open"),
        serves=row.required("serves"),
        audience=row.required_choice("audience", Audience),
        gender=row.choice("gender", Gender),
        min_age=row.whole_number("min_age"),
        max_age=row.whole_number("max_age"),
        only_for=row.all_known("only_for", known.concerns),
        cost=row.text("cost"),
        languages=row.several("languages"),
        coverage=row.required_choice("coverage", Coverage),
        is_walk_in=row.required_yes_no("is_walk_in"),
        source=row.required("source"),
        source_on=row.day("source_date"),
        verified_on=row.day("verified_on"),
        confidence=row.required_choice("confidence", Confidence),
        organisation_id=organisation.id,
        description=row.text("description"),
        schedule=schedule_of(row),
        accessibility=row.several("accessibility"),
        female_staff=row.yes_no("female_staff"),
        status=row.choice("status", Status) or Status.ACTIVE,
        area=row.polygon("area", known.country),
    )


def _organisation(row: Row, known: Known) -> Organisation:
    """Who runs it, as the pack's own table has it where the row names one of that; else as the row says."""
    name, kind = row.required("organisation"), row.required("organisation_type")
    identity = row.text("organisation_id") or organisation_id(name)
    found = known.organisations.get(identity)
    if found is None:
        return Organisation(identity, {"en": name}, kind)
    if name != (called := found.names.get("en")):
        row.wrong("organisation", f"the organisation {identity!r} is called {called!r}; make the two agree")
    if kind != found.type:
        row.wrong("organisation_type", f"the organisation {identity!r} is {found.type!r}; make the two agree")
    return found


def _check_service(row: Row, service: Service, known: Known) -> None:
    if service.is_confidential:
        for column in filter(row.text, WHERE_COLUMNS):
            row.wrong(column, "the place of a confidential service is not kept; empty the cell")
    elif (service.point is None) != (service.precision is None):
        row.wrong("precision", "give a point and its precision together, or neither")
    if service.coverage not in (Coverage.NATIONAL, Coverage.AREA) and service.province is None:
        row.wrong("province", "say in which province it lies, since it does not cover the country")
    if service.coverage in (Coverage.DISTRICT, Coverage.TEHSIL) and service.district is None:
        row.wrong("district", "say which district it covers")
    if (service.coverage is Coverage.AREA) != (row.text("area") is not None):
        row.wrong("area", "draw the area where the coverage is 'area', and nowhere else")
    district = known.districts.get(service.district or "")
    if district is not None and district.province != service.province:
        row.wrong("province", f"its district lies in {district.province!r}; make the two agree")


def _helpline(identity: str, row: Row, known: Known) -> Helpline:
    national = row.text("coverage") == "national"
    if row.required("coverage") and not national:
        row.all_known("coverage", known.areas)
    row.phones("number", known.country)
    return Helpline(
        id=identity,
        number=row.required("number"),
        press=row.text("press"),
        names=row.names(),
        purposes=row.names("purpose"),
        coverage=frozenset() if national else frozenset(row.several("coverage")),
        is_general=row.required_yes_no("is_general"),
        only_for=row.all_known("only_for", known.concerns),
        stands_in_for=frozenset(map(Category, row.all_known("stands_in_for", CATEGORIES) & CATEGORIES)),
        hours=row.text("hours"),
        always_open=row.yes_no("always_open"),
        source=row.required("source"),
        last_checked=row.day("last_checked"),
        verified_on=row.day("verified_on"),
        confidence=row.required_choice("confidence", Confidence),
    )
