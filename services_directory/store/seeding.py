"""The country pack in the store: what nobody edited here follows it, what somebody edited stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.model import Organisation, Service
from services_directory.store import tables
from services_directory.store.applying import Hand, apply_difference
from services_directory.store.reading import live_services, organisations
from services_directory.store.records import service_from_json, to_json
from services_directory.store.rows import with_organisation

PACK = "pack"


@dataclass(frozen=True)
class Seeded:
    """What came of a pack: how many services it added, changed and took out, and which edited ones it would have."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    kept: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone or self.kept)


def checksum(pack: Pack) -> str:
    """Of all that the store takes from a pack."""
    return sha256(to_json([pack.services, pack.organisations]).encode()).hexdigest()


def seed_from(db: Connection, pack: Pack, hand: Hand) -> Seeded:
    """Takes what is new in the pack."""
    edited = _edited_organisations(db)
    given = {service.id: _run_by(with_organisation(service), edited) for service in pack.services}
    rows = _rows(db)
    kept = tuple(sorted(id for id, row in rows.items() if row.is_edited and row.pack != given.get(id)))
    difference = _difference(live_services(db), given, rows)
    apply_difference(db, difference, hand, [each for each in pack.organisations.values() if each.id not in edited])
    _note(db, kept, given)
    return Seeded(len(difference.added), len(difference.changed), len(difference.gone), kept)


class _Row(NamedTuple):
    """What the pack said last time; None where it never had the service."""

    pack: Service | None
    is_edited: bool
    is_gone: bool


def _rows(db: Connection) -> dict[str, _Row]:
    table = tables.services
    chosen = select(table.c.id, table.c.pack_row, table.c.is_edited, table.c.gone_on)
    return {
        id: _Row(service_from_json(text) if text else None, is_edited, gone_on is not None)
        for id, text, is_edited, gone_on in db.execute(chosen)
    }


def _edited_organisations(db: Connection) -> dict[str, Organisation]:
    table = tables.organisations
    edited = set(db.scalars(select(table.c.id).where(table.c.is_edited)))
    return {id: each for id, each in organisations(db).items() if id in edited}


def _run_by(service: Service, edited: Mapping[str, Organisation]) -> Service:
    """The service under its organisation's name of here, where that was changed here."""
    its = edited.get(service.organisation_id)
    return replace(service, organisation=its.names["en"], organisation_type=its.type) if its else service


def _difference(live: Mapping[str, Service], given: Mapping[str, Service], rows: Mapping[str, _Row]) -> Difference:
    untouched = {id: row for id, row in rows.items() if not row.is_edited}
    new = [service for id, service in given.items() if id not in rows or (id in untouched and rows[id].is_gone)]
    there = {id: row for id, row in untouched.items() if not row.is_gone}
    changed = [Changed(live[id], given[id]) for id, row in there.items() if id in given and row.pack != given[id]]
    return Difference(tuple(new), tuple(changed), tuple(live[id] for id in there if id not in given))


def _note(db: Connection, kept: Iterable[str], given: Mapping[str, Service]) -> None:
    """What the pack says now of services edited here, so that it is told once."""
    table = tables.services
    rows = [{"its_id": id, "said": to_json(given[id]) if id in given else None} for id in kept]
    if rows:
        db.execute(update(table).where(table.c.id == bindparam("its_id")).values(pack_row=bindparam("said")), rows)
