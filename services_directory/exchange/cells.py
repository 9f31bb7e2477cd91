"""A service as the cells of one row: the form that every format is read into and written from."""

from datetime import date

from services_directory.model import Service
from services_directory.osm_hours import ALWAYS_WRITTEN, write_hours, write_week
from services_directory.services_tables import MAY_BE_MISSING, SERVICE_COLUMNS
from services_directory.tables import LANGUAGES

NAME_COLUMNS = tuple(f"name_{language}" for language in LANGUAGES)
COLUMNS = tuple(dict.fromkeys((SERVICE_COLUMNS[0], *NAME_COLUMNS, *SERVICE_COLUMNS, *MAY_BE_MISSING)))
"""The pack's own columns, and a name in each language."""
POINT_COLUMNS: tuple[str, ...] = ("latitude", "longitude")
PLACE_COLUMNS = frozenset({"address", "latitude", "longitude", "precision"})
LISTS = frozenset({"phones", "only_for", "languages", "accessibility"})
YES_NO_COLUMNS = frozenset({"is_confidential", "always_open", "is_walk_in", "female_staff"})
NUMBERS = frozenset({"min_age", "max_age"})

Cells = dict[str, str]


def cells_of(service: Service) -> Cells:
    """Each column of the service that is not empty; of a confidential one never where it is, whatever it holds."""
    cells = {
        "id": service.id,
        **{f"name_{language}": service.names.get(language, "") for language in LANGUAGES},
        "category": service.category.value,
        "organisation": service.organisation,
        "organisation_type": service.organisation_type,
        "province": service.province or "",
        "district": service.district or "",
        **_where(service),
        "is_confidential": _yes_no(service.is_confidential),
        "phones": _listed(service.phones),
        "whatsapp": service.whatsapp or "",
        "email": service.email or "",
        "website": service.website or "",
        "hours": service.hours or "",
        "always_open": _yes_no(service.always_open),
        "serves": service.serves,
        "audience": service.audience.value,
        "gender": service.gender.value if service.gender else "",
        "min_age": _number(service.min_age),
        "max_age": _number(service.max_age),
        "only_for": _listed(sorted(service.only_for)),
        "cost": service.cost or "",
        "languages": _listed(service.languages),
        "coverage": service.coverage.value,
        "is_walk_in": _yes_no(service.is_walk_in),
        "source": service.source,
        "source_date": _day(service.source_on),
        "verified_on": _day(service.verified_on),
        "confidence": service.confidence.value,
        "organisation_id": service.organisation_id,
        "description": service.description or "",
        "accessibility": _listed(service.accessibility),
        "female_staff": _yes_no(service.female_staff),
        "status": service.status.value,
        **_opening(service),
        "area": service.area.wkt if service.area is not None else "",
    }
    return {column: cell for column, cell in cells.items() if cell}


def _where(service: Service) -> Cells:
    if service.is_confidential:
        return {}
    point, precision = service.point, service.precision
    return {
        "address": service.address or "",
        "latitude": repr(point.latitude) if point else "",
        "longitude": repr(point.longitude) if point else "",
        "precision": precision.value if precision else "",
    }


def _opening(service: Service) -> Cells:
    """Its week and its Ramazan as OpenStreetMap writes hours."""
    if service.schedule is None:
        return {}
    if service.schedule.is_always_open:
        return {"opening_hours": ALWAYS_WRITTEN}
    ramazan = service.schedule.ramazan
    return {"opening_hours": write_hours(service.schedule), "ramazan_hours": write_week(ramazan) if ramazan else ""}


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _listed(values: "tuple[str, ...] | list[str]") -> str:
    return "; ".join(values)
