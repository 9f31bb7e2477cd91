"""Reads a country pack, checks all of it, and loads it whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from services_directory.calendar_file import read_calendar
from services_directory.calendars import NO_CALENDAR, Calendar
from services_directory.errors import PackError
from services_directory.model import District, Helpline, Organisation, Pathway, Place, PlaceType, Province, Service
from services_directory.organisations_tables import read_organisations, with_those_of
from services_directory.pathways import read_pathways
from services_directory.places_tables import read_places, read_provinces
from services_directory.renamed_tables import read_renamed
from services_directory.services_tables import Known, read_helplines, read_services
from services_directory.tables import PAKISTAN, Country, Problems
from services_directory.wording import Wording, read_wording

PAKISTAN_PACK = Path(__file__).parent / "data" / "pk"


@dataclass(frozen=True)
class Pack:
    """One country's facts, checked; the mappings go by id (pathways by concern)."""

    provinces: Mapping[str, Province]
    districts: Mapping[str, District]
    places: tuple[Place, ...]
    services: tuple[Service, ...]
    helplines: tuple[Helpline, ...]
    pathways: Mapping[str, Pathway]
    wording: Wording
    country: Country
    calendar: Calendar = NO_CALENDAR
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    renamed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load_pack(folder: Path = PAKISTAN_PACK, country: Country = PAKISTAN) -> Pack:
    """The pack in `folder`; raises PackError with every problem found, each by file, row and column."""
    problems = Problems()
    pack = _read(folder, country, problems)
    if problems.found:
        raise PackError(tuple(problems.found))
    return pack


def _read(folder: Path, country: Country, problems: Problems) -> Pack:
    provinces = read_provinces(folder / "provinces.csv", country, problems)
    places = read_places(folder / "places.csv", country, provinces, problems)
    districts = _districts_among(places)
    pathways = read_pathways(folder / "pathways.toml", provinces, problems)
    organisations = read_organisations(folder / "organisations.csv", problems)
    known = Known(country, provinces, districts, frozenset(pathways), organisations)
    helplines = read_helplines(folder / "helplines.csv", known, problems)
    _check_numbers(pathways, helplines, problems)
    services = read_services(folder / "services.csv", known, problems)
    return Pack(
        provinces=provinces,
        districts=districts,
        places=places,
        services=services,
        helplines=helplines,
        pathways=pathways,
        wording=read_wording(folder / "wording.toml", problems),
        country=country,
        calendar=read_calendar(folder / "calendar.toml", provinces, problems),
        organisations=with_those_of(services, organisations),
        renamed=read_renamed(folder / "renamed_districts.csv", districts, problems),
    )


def _districts_among(places: tuple[Place, ...]) -> dict[str, District]:
    return {
        place.district: District(place.district, place.names, place.province, place.point)
        for place in places
        if place.type is PlaceType.DISTRICT
    }


def _check_numbers(pathways: Mapping[str, Pathway], helplines: tuple[Helpline, ...], problems: Problems) -> None:
    known = {helpline.number for helpline in helplines}
    for row, pathway in enumerate(pathways.values(), start=1):
        for number in pathway.numbers:
            if number not in known:
                remedy = "add the number to helplines.csv or correct it"
                problems.add("pathways.toml", row, "numbers", number, remedy)
