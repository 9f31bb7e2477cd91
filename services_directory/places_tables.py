"""Reads the pack's provinces and places."""

from collections.abc import Mapping
from pathlib import Path

from services_directory.model import Place, PlaceType, Province
from services_directory.tables import Country, Problems, Row, read_table

PROVINCE_COLUMNS = ("id", "name_en", "name_ur", "alt_names", "latitude", "longitude")
PLACE_COLUMNS = (
    *("type", "district", "province", "name_en", "name_ur", "name_ps", "name_sd", "alt_names"),
    *("latitude", "longitude", "is_approximate", "source"),
)


def read_provinces(path: Path, country: Country, problems: Problems) -> dict[str, Province]:
    """Provinces by id."""
    provinces: dict[str, Province] = {}
    for row in read_table(path, PROVINCE_COLUMNS, problems):
        identity = row.unused_id(provinces)
        provinces[identity] = Province(identity, row.names(), row.required_point(country), row.several("alt_names"))
    return provinces


def read_places(
    path: Path, country: Country, provinces: Mapping[str, Province], problems: Problems
) -> tuple[Place, ...]:
    """Districts and every place within them; each must name a district that has a row of its own."""
    rows = list(read_table(path, PLACE_COLUMNS, problems))
    places = tuple(_place(row, country, provinces) for row in rows)
    of_districts = [(row, place) for row, place in zip(rows, places, strict=True) if place.type is PlaceType.DISTRICT]
    province_of: dict[str, str] = {}
    for row, district in of_districts:
        if district.district in province_of:
            row.wrong("district", "a district with this id stands above; give each its own id")
        province_of.setdefault(district.district, district.province)
    for row, place in zip(rows, places, strict=True):
        _check_district(row, place, province_of)
    return places


def _place(row: Row, country: Country, provinces: Mapping[str, Province]) -> Place:
    row.known("province", provinces)
    return Place(
        names=row.names(),
        alt_names=row.several("alt_names"),
        type=row.required_choice("type", PlaceType),
        district=row.required("district"),
        province=row.required("province"),
        point=row.required_point(country),
        is_approximate=bool(row.yes_no("is_approximate")),
        source=row.required("source"),
    )


def _check_district(row: Row, place: Place, province_of: Mapping[str, str]) -> None:
    if place.district not in province_of:
        row.wrong("district", "use an id that the pack knows, or add the district's own row first")
    elif province_of[place.district] != place.province:
        row.wrong("province", f"its district lies in {province_of[place.district]!r}; make the two agree")
