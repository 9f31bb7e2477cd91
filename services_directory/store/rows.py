"""A service as rows of the tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

import shapely  # type: ignore[import-untyped]  # shapely ships no types
from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from services_directory.model import Organisation, Service
from services_directory.organisations_tables import organisation_id
from services_directory.store import tables
from services_directory.store.records import to_json

Cells = dict[str, Any]
Thing = TypeVar("Thing")

AT_A_TIME = 10_000
"""Rows handed to the database at once: as quick as all of them, and they need less memory."""
IDS_AT_A_TIME = 500
"""Ids named in one statement: every database takes as many."""

Rewritten = tuple[Service | None, Service]
"""A service before, where it is known what its rows say, and after."""


def with_organisation(service: Service) -> Service:
    """The same service, its organisation with an id."""
    if service.organisation_id:
        return service
    return replace(service, organisation_id=organisation_id(service.organisation))


def add_services(db: Connection, services: Sequence[Service], extra: Callable[[Service], Cells]) -> None:
    """Writes services that have no rows yet; their organisations have. `extra` is what else their own rows say."""
    _insert(db, tables.services, ({**_service(service), **extra(service)} for service in services))
    for table in _PARTS:
        _add_part(db, table, services)


def replace_services(db: Connection, pairs: Sequence[Rewritten], extra: Callable[[Service], Cells]) -> None:
    """Writes services over what their rows said; their complaints, verifications and history stay.

    Rows of parts that are the same before and after are left alone.
    """
    _update(db, tables.services, [{**_service(new), **extra(new)} for _, new in pairs])
    for table, rows_of in _PARTS.items():
        other = [new for old, new in pairs if old is None or rows_of(old) != rows_of(new)]
        for some in in_batches(other, IDS_AT_A_TIME):
            db.execute(delete(table).where(table.c.service_id.in_([service.id for service in some])))
        _add_part(db, table, other)


def write_organisations(
    db: Connection, organisations: Iterable[Organisation], known: Iterable[str], *, is_edited: bool
) -> None:
    """Writes organisations, over what was there of those that are known."""
    there = set(known)
    rows = [{**_organisation(each), "is_edited": is_edited} for each in organisations]
    _insert(db, tables.organisations, (row for row in rows if row["id"] not in there))
    _update(db, tables.organisations, [row for row in rows if row["id"] in there])


def in_batches(things: Iterable[Thing], size: int = AT_A_TIME) -> Iterator[list[Thing]]:
    """The things, some at a time."""
    source = iter(things)
    while some := list(islice(source, size)):
        yield some


def _add_part(db: Connection, table: Table, services: Iterable[Service]) -> None:
    rows_of = _PARTS[table]
    _insert(db, table, ({"service_id": service.id, **row} for service in services for row in rows_of(service)))


def _insert(db: Connection, table: Table, rows: Iterable[Cells]) -> None:
    for some in in_batches(rows):
        db.execute(insert(table), some)


def _update(db: Connection, table: Table, rows: Sequence[Cells]) -> None:
    """Each row over the one with its id; all rows have the same columns."""
    if rows:
        changed: Cells = {column: bindparam(f"new_{column}") for column in rows[0] if column != "id"}
        statement = update(table).where(table.c.id == bindparam("new_id")).values(changed)
        for some in in_batches(rows):
            db.execute(statement, [{f"new_{column}": cell for column, cell in row.items()} for row in some])


def _organisation(organisation: Organisation) -> Cells:
    return {
        "id": organisation.id,
        "names": to_json(organisation.names),
        "type": organisation.type,
        "description": organisation.description,
        "website": organisation.website,
        "email": organisation.email,
    }


def _service(service: Service) -> Cells:
    return {
        "id": service.id,
        "organisation_id": service.organisation_id,
        "names": to_json(service.names),
        "category": service.category.value,
        "description": service.description,
        "whatsapp": service.whatsapp,
        "email": service.email,
        "website": service.website,
        "cost": service.cost,
        "female_staff": service.female_staff,
        "status": service.status.value,
        "is_walk_in": service.is_walk_in,
        "source": service.source,
        "source_on": service.source_on,
        "verified_on": service.verified_on,
        "confidence": service.confidence.value,
    }


def _location(service: Service) -> Cells:
    point, precision = service.point, service.precision
    return {
        "province": service.province,
        "district": service.district,
        "address": service.address,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "precision": precision.value if precision else None,
        "is_confidential": service.is_confidential,
    }


def _schedule(service: Service) -> Cells:
    schedule = to_json(service.schedule) if service.schedule else None
    return {"hours": service.hours, "always_open": service.always_open, "schedule": schedule}


def _eligibility(service: Service) -> Cells:
    return {
        "serves": service.serves,
        "audience": service.audience.value,
        "gender": service.gender.value if service.gender else None,
        "min_age": service.min_age,
        "max_age": service.max_age,
        "only_for": to_json(service.only_for),
    }


def _coverage(service: Service) -> Cells:
    area = None if service.area is None else shapely.to_wkb(service.area)
    return {"reach": service.coverage.value, "area": area}


def _several(column: str, values: Callable[[Service], tuple[str, ...]]) -> Callable[[Service], list[Cells]]:
    return lambda service: [{"position": i, column: value} for i, value in enumerate(values(service))]


_PARTS: dict[Table, Callable[[Service], list[Cells]]] = {
    tables.locations: lambda service: [_location(service)],
    tables.schedules: lambda service: [_schedule(service)],
    tables.eligibility: lambda service: [_eligibility(service)],
    tables.coverage: lambda service: [_coverage(service)],
    tables.phones: _several("number", lambda service: service.phones),
    tables.languages: _several("language", lambda service: service.languages),
    tables.accessibility: _several("feature", lambda service: service.accessibility),
}
"""What a service's rows say, table by table, beside whose they are."""
