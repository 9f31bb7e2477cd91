"""A difference applied: every old value as it was taken to be, the organisations agreeing, history kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from services_directory.building import nothing_thrown_away
from services_directory.errors import OrganisationsDisagree, Outdated
from services_directory.exchange.difference import Changed, Difference
from services_directory.model import Organisation, Service
from services_directory.organisations_tables import organisation_of
from services_directory.store import tables
from services_directory.store.reading import live_services, organisations
from services_directory.store.records import to_json
from services_directory.store.rows import (
    Cells,
    Rewritten,
    add_services,
    in_batches,
    replace_services,
    with_organisation,
    write_organisations,
)


@dataclass(frozen=True)
class Hand:
    """Whose doing a change is: an opaque name, never a person's; the day; the version it makes."""

    by: str
    on: date
    version: int
    is_pack: bool = False
    """Whether the country pack does it: what nobody else edited follows a newer pack."""

    @property
    def is_edited(self) -> bool:
        return not self.is_pack

    def cells(self, service: Service) -> Cells:
        """What a service's own row says beside the service."""
        own: Cells = {"gone_on": None, "is_edited": self.is_edited}
        return {**own, "pack_row": to_json(service)} if self.is_pack else own


def apply_difference(db: Connection, difference: Difference, hand: Hand, given: Iterable[Organisation] = ()) -> None:
    """Writes it; raises Outdated or OrganisationsDisagree. Organisations given are written as they are."""
    with nothing_thrown_away():
        live = live_services(db, _ids(difference))
        _check_up_to_date(difference, live)
        added = [with_organisation(service) for service in difference.added]
        changed = [Changed(change.old, with_organisation(change.new)) for change in difference.changed]
        _write_organisations(db, [*added, *(change.new for change in changed)], tuple(given), hand)
        _write(db, added, changed, hand)
        _take_out(db, difference.gone, hand)


def _ids(difference: Difference) -> set[str]:
    services = (*difference.added, *(change.old for change in difference.changed), *difference.gone)
    return {service.id for service in services}


def _check_up_to_date(difference: Difference, live: Mapping[str, Service]) -> None:
    """Complaints come and go by themselves: they make nothing outdated."""
    wrong = [service.id for service in difference.added if service.id in live]
    for old in (*(change.old for change in difference.changed), *difference.gone):
        now = live.get(old.id)
        if now is None or replace(now, complaints=old.complaints) != old:
            wrong.append(old.id)
    if wrong:
        raise Outdated(tuple(wrong))


def _write_organisations(
    db: Connection, services: Sequence[Service], given: Sequence[Organisation], hand: Hand
) -> None:
    known, named = organisations(db), {each.id: each for each in given}
    for organisation in _as_services_say(services):
        stated = named.get(organisation.id) or known.get(organisation.id)
        if stated is None:
            named[organisation.id] = organisation
        elif _face(stated) != _face(organisation):
            _check_all_say_so(db, organisation, stated, {service.id for service in services}, organisation.id in named)
            names = {**stated.names, "en": organisation.names["en"]}
            named[organisation.id] = replace(stated, names=names, type=organisation.type)
    write_organisations(db, named.values(), known, is_edited=hand.is_edited)


def _as_services_say(services: Iterable[Service]) -> Iterable[Organisation]:
    """One of each organisation; raises OrganisationsDisagree where two services differ about one."""
    said: dict[str, Organisation] = {}
    for service in services:
        organisation = organisation_of(service)
        first = said.setdefault(organisation.id, organisation)
        if first != organisation:
            raise _disagreement(first, organisation)
    return said.values()


def _check_all_say_so(
    db: Connection, now: Organisation, before: Organisation, saying: set[str], is_given: bool
) -> None:
    """An organisation gets another name when all its services call it so, not when one of many does."""
    table = tables.services
    its = select(table.c.id).where(table.c.organisation_id == now.id, table.c.gone_on.is_(None))
    if is_given or not saying >= set(db.scalars(its)):
        raise _disagreement(before, now)


def _face(organisation: Organisation) -> tuple[str, str]:
    """What its services repeat of it."""
    return organisation.names["en"], organisation.type


def _disagreement(one: Organisation, other: Organisation) -> OrganisationsDisagree:
    said = tuple(f"{each.names['en']!r} ({each.type})" for each in (one, other))
    return OrganisationsDisagree(one.id, said)


def _write(db: Connection, added: Sequence[Service], changed: Sequence[Changed], hand: Hand) -> None:
    there = _with_rows(db, added)
    add_services(db, [service for service in added if service.id not in there], hand.cells)
    again: list[Rewritten] = [(None, service) for service in added if service.id in there]
    replace_services(db, [*again, *((change.old, change.new) for change in changed)], hand.cells)
    _remember(db, "changed", [change.old for change in changed], hand)


def _with_rows(db: Connection, services: Iterable[Service]) -> set[str]:
    """Those that were taken out once: their rows are still there."""
    table = tables.services
    gone = select(table.c.id).where(table.c.gone_on.is_not(None))
    return set(db.scalars(gone)) & {service.id for service in services}


def _take_out(db: Connection, gone: Sequence[Service], hand: Hand) -> None:
    table = tables.services
    for some in in_batches(gone):
        out = update(table).where(table.c.id == bindparam("its_id"))
        ids = [{"its_id": service.id} for service in some]
        db.execute(out.values(gone_on=hand.on, is_edited=hand.is_edited), ids)
    _remember(db, "gone", gone, hand)


def _remember(db: Connection, act: str, before: Iterable[Service], hand: Hand) -> None:
    stamp = {"version": hand.version, "act": act, "on": hand.on, "by": hand.by}
    for some in in_batches(before):
        rows = [{"service_id": service.id, "was": to_json(service), **stamp} for service in some]
        db.execute(insert(tables.history), rows)
