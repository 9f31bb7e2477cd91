"""Services out of the tables, all of them or some."""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from typing import Any

import shapely  # type: ignore[import-untyped]  # shapely ships no types
from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, select, true

from services_directory.building import nothing_thrown_away
from services_directory.model import (
    Audience,
    Category,
    Confidence,
    Coverage,
    Gender,
    Organisation,
    Point,
    Precision,
    Service,
    Status,
)
from services_directory.store import tables
from services_directory.store.records import concerns_from_json, names_from_json, schedule_from_json
from services_directory.store.rows import IDS_AT_A_TIME, in_batches

ENOUGH_TO_SUSPEND = 3
READ_ALL_FROM = 5_000
"""Of more services than these, all are read: it is quicker than naming each."""


def live_services(db: Connection, ids: AbstractSet[str] | None = None) -> dict[str, Service]:
    """The services that are part of the directory, by id and in its order; those of these ids where given.

    One with three open complaints is read as suspended; `verified_on` is the later of what the row says and the last
    verification.
    """
    with nothing_thrown_away():
        if ids is None:
            return _some(db, None)
        if len(ids) > READ_ALL_FROM:
            return {id: service for id, service in _some(db, None).items() if id in ids}
        found: dict[str, Service] = {}
        for some in in_batches(sorted(ids), IDS_AT_A_TIME):
            found |= _some(db, some)
        return found


def organisations(db: Connection) -> dict[str, Organisation]:
    """Every organisation, by id."""
    table = tables.organisations
    return {
        row.id: Organisation(row.id, names_from_json(row.names), row.type, row.description, row.website, row.email)
        for row in db.execute(select(table).order_by(table.c.id))
    }


def open_complaints(db: Connection, ids: Collection[str] | None = None) -> dict[str, int]:
    """How many nobody has looked into yet, by service; services without any are absent."""
    table = tables.complaints
    counted = select(table.c.service_id, func.sum(table.c.open)).where(table.c.open > 0, _among(table, ids))
    return {id: int(count) for id, count in db.execute(counted.group_by(table.c.service_id))}


def last_verified(db: Connection, ids: Collection[str] | None = None) -> dict[str, date]:
    """When each service was last verified here; those never verified are absent."""
    table = tables.verifications
    latest = select(table.c.service_id, func.max(table.c.on)).where(_among(table, ids)).group_by(table.c.service_id)
    return {id: on for id, on in db.execute(latest)}


def _some(db: Connection, ids: Collection[str] | None) -> dict[str, Service]:
    parts = _Parts(db, ids)
    return {row.id: parts.service(row) for row in db.execute(_whole_rows(ids))}


def _whole_rows(ids: Collection[str] | None) -> Select[Any]:
    """Everything of which a service has one."""
    services, parts = tables.services, (tables.locations, tables.schedules, tables.eligibility, tables.coverage)
    joined: Any = services
    columns = [column for column in services.c if column.name not in ("pack_row", "is_edited", "gone_on")]
    for part in parts:
        joined = joined.join(part)
        columns += [column for column in part.c if column.name != "service_id"]
    chosen = select(*columns).select_from(joined).where(services.c.gone_on.is_(None)).order_by(services.c.id)
    return chosen if ids is None else chosen.where(services.c.id.in_(ids))


class _Parts:
    """What a service has several of, and what many services share; read before the services are."""

    def __init__(self, db: Connection, ids: Collection[str] | None) -> None:
        self._organisations = organisations(db)
        self._phones = _several(db, tables.phones, tables.phones.c.number, ids)
        self._languages = _several(db, tables.languages, tables.languages.c.language, ids)
        self._accessibility = _several(db, tables.accessibility, tables.accessibility.c.feature, ids)
        self._complaints = open_complaints(db, ids)
        self._verified = last_verified(db, ids)
        self._concerns, self._schedule = cache(concerns_from_json), cache(schedule_from_json)

    def service(self, row: Any) -> Service:
        """The service of a row; Enums by their tables, since there are a great many to make."""
        id, organisation = row.id, self._organisations[row.organisation_id]
        complaints, verified_on = self._complaints.get(id, 0), self._verified.get(id)
        return Service(
            id=id,
            names=names_from_json(row.names),
            category=_CATEGORY[row.category],
            organisation=organisation.names["en"],
            organisation_type=organisation.type,
            organisation_id=organisation.id,
            description=row.description,
            province=row.province,
            district=row.district,
            address=row.address,
            point=None if row.latitude is None else Point(row.latitude, row.longitude),
            precision=_PRECISION[row.precision],
            is_confidential=row.is_confidential,
            phones=self._phones.get(id, ()),
            whatsapp=row.whatsapp,
            email=row.email,
            website=row.website,
            hours=row.hours,
            always_open=row.always_open,
            schedule=None if row.schedule is None else self._schedule(row.schedule),
            serves=row.serves,
            audience=_AUDIENCE[row.audience],
            gender=_GENDER[row.gender],
            min_age=row.min_age,
            max_age=row.max_age,
            only_for=self._concerns(row.only_for),
            cost=row.cost,
            languages=self._languages.get(id, ()),
            accessibility=self._accessibility.get(id, ()),
            female_staff=row.female_staff,
            coverage=_COVERAGE[row.reach],
            area=None if row.area is None else shapely.from_wkb(row.area),
            is_walk_in=row.is_walk_in,
            source=row.source,
            source_on=row.source_on,
            verified_on=_later(row.verified_on, verified_on),
            confidence=_CONFIDENCE[row.confidence],
            status=_status(row.status, complaints),
            complaints=complaints,
        )


_CATEGORY = {each.value: each for each in Category}
_AUDIENCE = {each.value: each for each in Audience}
_COVERAGE = {each.value: each for each in Coverage}
_CONFIDENCE = {each.value: each for each in Confidence}
_STATUS = {each.value: each for each in Status}
_PRECISION: dict[str | None, Precision | None] = {None: None, **{each.value: each for each in Precision}}
_GENDER: dict[str | None, Gender | None] = {None: None, **{each.value: each for each in Gender}}


def _status(said: str, complaints: int) -> Status:
    status = _STATUS[said]
    return Status.SUSPENDED if status is Status.ACTIVE and complaints >= ENOUGH_TO_SUSPEND else status


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _several(
    db: Connection, table: Table, column: Column[Any], ids: Collection[str] | None
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    chosen = select(table.c.service_id, column).where(_among(table, ids))
    for id, value in db.execute(chosen.order_by(table.c.service_id, table.c.position)):
        found[id].append(value)
    return {id: tuple(values) for id, values in found.items()}


def _among(table: Table, ids: Collection[str] | None) -> ColumnElement[bool]:
    return true() if ids is None else table.c.service_id.in_(ids)
