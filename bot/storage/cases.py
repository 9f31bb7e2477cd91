"""The case book over SQLAlchemy: coarse facts in the clear, words under a key of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from bot.casework.errors import NoSuchCase
from bot.casework.model import (
    Author,
    Case,
    CaseRef,
    Concern,
    DistrictId,
    FocalPointId,
    Outcome,
    RelayMessage,
    Report,
    Stage,
    Tier,
)
from bot.casework.ports import Mailbox
from bot.casework.routing import Ladder
from bot.storage import schema
from bot.storage.rows import from_row, random_key, seal_shape, to_row, unseal_shape
from bot.storage.vault import keyed, new_key, seal, unseal

_RECEIPT = "receipt"
_OF_A_CASE = (
    schema.reports,
    schema.relay_messages,
    schema.assignments,
    schema.case_events,
    schema.mailboxes,
    schema.handovers,
)


class StoredCaseBook:
    """Cases inside one transaction (casework.ports.CaseBook)."""

    def __init__(self, connection: Connection, cases_key: bytes) -> None:
        self._db, self._cases_key = connection, cases_key

    def add(self, case: Case, report: Report, ladder: Ladder, mailbox: Mailbox) -> None:
        """Keep a new case: its report under a fresh key, wrapped once for the district and once for the receipt."""
        key = new_key()
        holder = f"district:{case.district or ''}"
        wraps = {holder: self._district_key(holder), _RECEIPT: mailbox.wrap}
        self._db.execute(insert(schema.cases).values(**_case_values(case)))
        sealed = seal_shape(key, report, f"reports:{case.ref}")
        self._db.execute(insert(schema.reports).values(case_ref=case.ref, sealed=sealed))
        for held_by, wrap in wraps.items():
            wrapped = seal(wrap, key, _key_place(case.ref, held_by))
            self._db.execute(insert(schema.case_keys).values(case_ref=case.ref, held_by=held_by, wrapped=wrapped))
        self._db.execute(insert(schema.mailboxes).values(lookup=mailbox.lookup, case_ref=case.ref))
        self._seat(case.ref, ladder)

    def find(self, ref: CaseRef) -> Case | None:
        """The case, or None."""
        return self._one(select(schema.cases).where(schema.cases.c.ref == ref))

    def find_for(self, ref: CaseRef, person: FocalPointId) -> Case | None:
        """The case if this focal point may see it, else None: the scope of every focal point's query."""
        return self._one(_scoped(person).where(schema.cases.c.ref == ref))

    def find_by(self, mailbox: Mailbox) -> Case | None:
        """The case a receipt code opens, or None."""
        joined = select(schema.cases).join(schema.mailboxes, schema.mailboxes.c.case_ref == schema.cases.c.ref)
        return self._one(joined.where(schema.mailboxes.c.lookup == mailbox.lookup))

    def change(self, ref: CaseRef, while_in: Collection[Stage], **changes: Any) -> bool:
        """Compare and set; whether the case was still in one of those stages."""
        if "due_at" in changes:
            changes["due_at"] = to_row(changes["due_at"])
        statement = update(schema.cases).where(schema.cases.c.ref == ref, schema.cases.c.stage.in_(while_in))
        return self._db.execute(statement.values(**changes)).rowcount == 1

    def ladder(self, ref: CaseRef) -> Ladder:
        """The routing decision as it was copied when the report was filed."""
        table = schema.assignments
        rows = self._db.execute(
            select(table).where(table.c.case_ref == ref).order_by(table.c.rung, table.c.focal_point)
        )
        rungs: dict[int, list[FocalPointId]] = {}
        for row in rows:
            rungs.setdefault(row.rung, []).append(FocalPointId(row.focal_point))
        return tuple(tuple(people) for _rung, people in sorted(rungs.items()))

    def orphans(self) -> tuple[Case, ...]:
        """Open cases on whose ladder nobody enrolled stands."""
        seat, people = schema.assignments, schema.focal_points
        seated = select(seat.c.case_ref).join(
            people, (people.c.id == seat.c.focal_point) & people.c.revoked_on.is_(None)
        )
        table = schema.cases.c
        return self._many(select(schema.cases).where(table.stage != Stage.closed, table.ref.not_in(seated)))

    def reroute(self, ref: CaseRef, ladder: Ladder) -> None:
        """Another ladder in the place of the one there was."""
        self._db.execute(delete(schema.assignments).where(schema.assignments.c.case_ref == ref))
        self._seat(ref, ladder)

    def report(self, ref: CaseRef) -> Report:
        """What was said."""
        sealed = self._db.execute(select(schema.reports.c.sealed).where(schema.reports.c.case_ref == ref)).scalar_one()
        return unseal_shape(self._key_of(ref), sealed, f"reports:{ref}", Report)

    def key_of(self, ref: CaseRef) -> bytes:
        """The key of one case, for what else is kept with it; raises NoSuchCase where it is gone."""
        return self._key_of(ref)

    def relay(self, ref: CaseRef, message: RelayMessage) -> None:
        """Add a message to a case."""
        position = self._next(schema.relay_messages, ref)
        sealed = seal(self._key_of(ref), message.text.encode(), f"relay_messages:{ref}:{position}")
        values = {"author": message.author, "written_on": message.written_on, "sealed": sealed}
        self._db.execute(insert(schema.relay_messages).values(case_ref=ref, position=position, **values))

    def relayed(self, ref: CaseRef) -> tuple[RelayMessage, ...]:
        """The messages of a case, oldest first."""
        table, key = schema.relay_messages, self._key_of(ref)
        rows = self._db.execute(select(table).where(table.c.case_ref == ref).order_by(table.c.position))
        return tuple(_message(row, key) for row in rows)

    def record(self, ref: CaseRef, event: str, by: str, on: date) -> None:
        """Add to a case's history, which is never edited."""
        position = self._next(schema.case_events, ref)
        self._db.execute(insert(schema.case_events).values(case_ref=ref, position=position, event=event, by=by, on=on))

    def open_for(self, person: FocalPointId) -> tuple[Case, ...]:
        """The open cases of a focal point, the most pressing first."""
        table = schema.cases.c
        order = (table.due_at.is_(None), table.tier, table.filed_on, table.ref)
        return self._many(_scoped(person).where(table.stage != Stage.closed).order_by(*order))

    def due(self, now: datetime) -> tuple[Case, ...]:
        """Cases whose clock has run out."""
        return self._many(select(schema.cases).where(schema.cases.c.due_at <= to_row(now)))

    def closed_until(self, day: date) -> tuple[CaseRef, ...]:
        """Cases that were closed on or before a day."""
        closed = select(schema.cases.c.ref).where(schema.cases.c.closed_on <= day)
        return tuple(CaseRef(ref) for ref in self._db.execute(closed).scalars())

    def purge(self, ref: CaseRef) -> None:
        """Destroy a case: its keys first, so that what a backup still holds stays shut, then its rows."""
        self._db.execute(delete(schema.case_keys).where(schema.case_keys.c.case_ref == ref))
        for table in _OF_A_CASE:
            self._db.execute(delete(table).where(table.c.case_ref == ref))
        self._db.execute(delete(schema.cases).where(schema.cases.c.ref == ref))

    def note_gap(self, district: DistrictId | None, concern: Concern, on: date) -> None:
        """Record that nobody covers a place."""
        values = {"id": random_key(), "district": district, "concern": concern, "noted_on": on}
        self._db.execute(insert(schema.coverage_gaps).values(**values))

    def gaps(self) -> Mapping[str, int]:
        """How many reports came from each district that nobody covers; "" for those without a place."""
        table = schema.coverage_gaps
        counted = select(table.c.district, func.count()).group_by(table.c.district).order_by(table.c.district)
        return {district or "": count for district, count in self._db.execute(counted)}

    def _seat(self, ref: CaseRef, ladder: Ladder) -> None:
        for rung, people in enumerate(ladder):
            for person in people:
                self._db.execute(insert(schema.assignments).values(case_ref=ref, focal_point=person, rung=rung))

    def _district_key(self, held_by: str) -> bytes:
        return keyed(self._cases_key, "district", held_by.encode())

    def _key_of(self, ref: CaseRef) -> bytes:
        table = schema.case_keys
        row = self._db.execute(
            select(table).where(table.c.case_ref == ref, table.c.held_by.startswith("district:"))
        ).one_or_none()
        if row is None:
            raise NoSuchCase
        return unseal(self._district_key(row.held_by), row.wrapped, _key_place(ref, row.held_by))

    def _next(self, table: Any, ref: CaseRef) -> int:
        return int(
            self._db.execute(select(func.count()).select_from(table).where(table.c.case_ref == ref)).scalar_one()
        )

    def _one(self, statement: Select[Any]) -> Case | None:
        row = self._db.execute(statement).one_or_none()
        return _case(row) if row else None

    def _many(self, statement: Select[Any]) -> tuple[Case, ...]:
        return tuple(_case(row) for row in self._db.execute(statement))


def _scoped(person: FocalPointId) -> Select[Any]:
    """Cases on whose ladder this focal point stands, no higher than it has been climbed, and only while enrolled."""
    seat, people = schema.assignments, schema.focal_points
    return (
        select(schema.cases)
        .join(seat, (seat.c.case_ref == schema.cases.c.ref) & (seat.c.rung <= schema.cases.c.rung))
        .join(people, (people.c.id == seat.c.focal_point) & people.c.revoked_on.is_(None))
        .where(seat.c.focal_point == person)
    )


def _key_place(ref: CaseRef, held_by: str) -> str:
    return f"case_keys:{ref}:{held_by}"


def _case_values(case: Case) -> dict[str, Any]:
    values = {name: getattr(case, name) for name in Case.__dataclass_fields__}
    return values | {"due_at": to_row(case.due_at), "tier": int(case.tier)}


def _case(row: Row[Any]) -> Case:
    return Case(
        ref=CaseRef(row.ref),
        district=row.district,
        concern=Concern(row.concern),
        tier=Tier(row.tier),
        stage=Stage(row.stage),
        filed_on=row.filed_on,
        rung=row.rung,
        due_at=from_row(row.due_at),
        holder=row.holder,
        outcome=Outcome(row.outcome) if row.outcome else None,
        closed_on=row.closed_on,
    )


def _message(row: Row[Any], key: bytes) -> RelayMessage:
    text = unseal(key, row.sealed, f"relay_messages:{row.case_ref}:{row.position}").decode()
    return RelayMessage(Author(row.author), text, row.written_on)
