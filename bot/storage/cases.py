"""The case book over SQLAlchemy: coarse facts in the clear, words under a key of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from bot.casework.errors import NoSuchCase
from bot.casework.machine import UNANSWERED_STAGES
from bot.casework.model import (
    Case,
    CaseRef,
    Concern,
    DistrictId,
    FocalPointId,
    Happened,
    Outcome,
    Report,
    Safer,
    Stage,
    Tier,
)
from bot.casework.ports import Mailbox
from bot.casework.routing import Ladder
from bot.storage import schema
from bot.storage.case_keys import CaseKeys
from bot.storage.links import forget_pairs
from bot.storage.routes import sealed_route
from bot.storage.rows import from_row, random_key, seal_shape, to_row, unseal_shape

_OF_A_CASE = (
    schema.reports,
    schema.relay_messages,
    schema.case_notes,
    schema.referrals,
    schema.pages,
    schema.held_notices,
    schema.assignments,
    schema.case_events,
    schema.mailboxes,
    schema.handovers,
    schema.case_routes,
)


class StoredCaseBook:
    """Cases inside one transaction (casework.ports.CaseBook)."""

    def __init__(self, connection: Connection, keys: CaseKeys) -> None:
        self._db, self._keys = connection, keys

    def add(self, case: Case, report: Report, ladder: Ladder, mailbox: Mailbox) -> None:
        """Keep a new case: its report under a fresh key, wrapped once for the district and once for the receipt."""
        key = self._keys.add(case.ref, case.district, mailbox.wrap)
        self._db.execute(insert(schema.cases).values(**_case_values(case)))
        sealed = seal_shape(key, report, f"reports:{case.ref}")
        self._db.execute(insert(schema.reports).values(case_ref=case.ref, sealed=sealed))
        self._db.execute(insert(schema.mailboxes).values(lookup=mailbox.lookup, case_ref=case.ref))
        self._db.execute(insert(schema.case_routes).values(case_ref=case.ref, sealed=sealed_route(case.ref, key)))
        self._seat(case.ref, ladder)

    def find(self, ref: CaseRef) -> Case | None:
        """The case, or None."""
        return self._one(select(schema.cases).where(schema.cases.c.ref == ref))

    def find_for(self, ref: CaseRef, person: FocalPointId) -> Case | None:
        """The case if this focal point may see it, else None: the scope of every focal point's query."""
        return self._one(_scoped(person).where(schema.cases.c.ref == ref))

    def by_receipt(self, mailbox: Mailbox) -> Case:
        """The case a receipt code opens; raises NoSuchCase."""
        joined = select(schema.cases).join(schema.mailboxes, schema.mailboxes.c.case_ref == schema.cases.c.ref)
        case = self._one(joined.where(schema.mailboxes.c.lookup == mailbox.lookup))
        if case is None:
            raise NoSuchCase
        return case

    def change(
        self,
        ref: CaseRef,
        while_in: Collection[Stage],
        *,
        while_held_by: str | None = None,
        unless_held_by_other_than: str | None = None,
        **changes: Any,
    ) -> bool:
        """Compare and set; whether the case was still in one of those stages, and in those hands."""
        if "due_at" in changes:
            changes["due_at"] = to_row(changes["due_at"])
        table = schema.cases.c
        statement = update(schema.cases).where(table.ref == ref, table.stage.in_(while_in))
        if while_held_by is not None:
            statement = statement.where(table.holder == while_held_by)
        if unless_held_by_other_than is not None:
            statement = statement.where(or_(table.holder.is_(None), table.holder == unless_held_by_other_than))
        return self._db.execute(statement.values(**changes)).rowcount == 1

    def resettle(self, ref: CaseRef, district: DistrictId) -> None:
        """Put a case under another district, its key wrapped for that one alone."""
        self._keys.resettle(ref, district)
        self._db.execute(update(schema.cases).where(schema.cases.c.ref == ref).values(district=district))

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

    def unheard(self) -> tuple[Case, ...]:
        """Cases nobody answered that only people who cannot be reached were told of, while others wait above."""
        seat, people, table = schema.assignments, schema.focal_points, schema.cases.c
        is_there = (people.c.id == seat.c.focal_point) & people.c.revoked_on.is_(None) & people.c.is_blocked.is_(False)
        theirs = select(seat.c.case_ref).join(people, is_there).where(seat.c.case_ref == table.ref)
        still = (table.stage.in_(UNANSWERED_STAGES), table.due_at.is_not(None))
        told = theirs.where(seat.c.rung <= table.rung).exists()
        above = theirs.where(seat.c.rung > table.rung).exists()
        return self._many(select(schema.cases).where(*still, ~told, above))

    def reroute(self, ref: CaseRef, ladder: Ladder) -> None:
        """Another ladder in the place of the one there was."""
        self._db.execute(delete(schema.assignments).where(schema.assignments.c.case_ref == ref))
        self._seat(ref, ladder)

    def report(self, ref: CaseRef) -> Report:
        """What was said."""
        sealed = self._db.execute(select(schema.reports.c.sealed).where(schema.reports.c.case_ref == ref)).scalar_one()
        return unseal_shape(self._keys.of(ref), sealed, f"reports:{ref}", Report)

    def record(self, ref: CaseRef, event: str, by: str, on: date) -> None:
        """Add to a case's history, which is never edited."""
        position = self._next(schema.case_events, ref)
        self._db.execute(insert(schema.case_events).values(case_ref=ref, position=position, event=event, by=by, on=on))

    def history(self, ref: CaseRef) -> tuple[Happened, ...]:
        """What happened to a case, oldest first."""
        table = schema.case_events
        rows = self._db.execute(select(table).where(table.c.case_ref == ref).order_by(table.c.position))
        return tuple(Happened(row.event, row.by, row.on) for row in rows)

    def held_by(self, person: FocalPointId) -> tuple[Case, ...]:
        """The open cases somebody has taken on."""
        table = schema.cases.c
        return self._many(select(schema.cases).where(table.holder == person, table.stage != Stage.closed))

    def open_for(self, person: FocalPointId) -> tuple[Case, ...]:
        """The open cases of a focal point, the most pressing first."""
        table = schema.cases.c
        order = (table.due_at.is_(None), table.tier, table.is_slow, table.filed_on, table.ref)
        return self._many(_scoped(person).where(table.stage != Stage.closed).order_by(*order))

    def open_about(self, concerns: Collection[Concern], since: date) -> tuple[Case, ...]:
        """The open cases of some concerns that were filed on a day or later, in every district."""
        table = schema.cases.c
        about = (table.concern.in_(concerns), table.filed_on >= since, table.stage != Stage.closed)
        return self._many(select(schema.cases).where(*about))

    def due(self, now: datetime) -> tuple[Case, ...]:
        """Cases whose clock has run out."""
        return self._many(select(schema.cases).where(schema.cases.c.due_at <= to_row(now)))

    def closed_until(self, day: date) -> tuple[CaseRef, ...]:
        """Cases that were closed on or before a day."""
        closed = select(schema.cases.c.ref).where(schema.cases.c.closed_on <= day)
        return tuple(CaseRef(ref) for ref in self._db.execute(closed).scalars())

    def purge(self, ref: CaseRef) -> None:
        """Destroy a case: its keys first, so that what a backup still holds stays shut, then its rows."""
        self._keys.destroy(ref)
        forget_pairs(self._db, ref)
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

    def settle_renamed(self, renamed: Mapping[str, tuple[str, ...]]) -> int:
        """Put what stands under a district that is no more under the first that took its place; how many cases."""
        table, gaps = schema.cases.c, schema.coverage_gaps
        found = self._db.execute(select(table.ref, table.district).where(table.district.in_(list(renamed)))).all()
        for row in found:
            self.resettle(CaseRef(row.ref), DistrictId(renamed[row.district][0]))
        for old, new in renamed.items():
            self._db.execute(update(gaps).where(gaps.c.district == old).values(district=new[0]))
        return len(found)

    def _seat(self, ref: CaseRef, ladder: Ladder) -> None:
        for rung, people in enumerate(ladder):
            for person in people:
                self._db.execute(insert(schema.assignments).values(case_ref=ref, focal_point=person, rung=rung))

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
        round=row.round,
        is_slow=row.is_slow,
        safer=Safer(row.safer) if row.safer else None,
    )
