"""Who was told of what, at what pace, and what waits for a digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.casework.model import CaseRef, FocalPointId, Stage, Tier
from bot.storage import schema
from bot.storage.rows import to_row


class StoredPages:
    """Notices inside one transaction (casework.ports.Pages)."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def is_new(self, ref: CaseRef, person: FocalPointId, step: str) -> bool:
        """Note that somebody is told of a step of a case; whether it is the first time."""
        table = schema.pages.c
        which = (table.case_ref == ref, table.focal_point == person, table.step == step)
        if self._db.execute(select(table.step).where(*which)).one_or_none():
            return False
        self._db.execute(insert(schema.pages).values(case_ref=ref, focal_point=person, step=step))
        return True

    def told_this_hour(self, person: FocalPointId, now: datetime) -> int:
        """How many notices somebody got singly in the hour that runs."""
        row = self._pace(person, now)
        return int(row.told) if row else 0

    def count(self, person: FocalPointId, now: datetime) -> None:
        """One more notice for somebody in the hour that runs."""
        told = self.told_this_hour(person, now) + 1
        row = self._pace(person, now)
        self._set_pace(person, now, told=told, digested=bool(row and row.digested))

    def hold(self, person: FocalPointId, ref: CaseRef) -> None:
        """Keep a notice for the digest; several of one case are one."""
        table = schema.held_notices
        self._db.execute(delete(table).where(table.c.focal_point == person, table.c.case_ref == ref))
        self._db.execute(insert(table).values(focal_point=person, case_ref=ref))

    def held(self) -> Mapping[FocalPointId, int]:
        """For how many cases each person's notices wait."""
        table = schema.held_notices.c
        rows = self._db.execute(select(table.focal_point, func.count()).group_by(table.focal_point))
        return {FocalPointId(person): count for person, count in rows}

    def release_urgent(self, person: FocalPointId) -> tuple[CaseRef, ...]:
        """Let go what is urgent among them, the most urgent first; it waits for no hour."""
        held, cases = schema.held_notices.c, schema.cases.c
        urgent = (
            select(held.case_ref)
            .join(schema.cases, cases.ref == held.case_ref)
            .where(held.focal_point == person, cases.tier <= int(Tier.T1))
            .order_by(cases.tier, cases.is_slow, cases.ref)
        )
        refs = tuple(CaseRef(ref) for ref in self._db.execute(urgent).scalars())
        for ref in refs:
            self._db.execute(delete(schema.held_notices).where(held.focal_point == person, held.case_ref == ref))
        return refs

    def release(self, person: FocalPointId, now: datetime) -> int:
        """Let them go as one digest, once an hour; how many cases it speaks of, 0 where it must wait.

        Cases that were closed, erased, or taken out of their sight meanwhile wait for nobody.
        """
        row = self._pace(person, now)
        if row and row.digested:
            return 0
        table = schema.held_notices
        count = self._still_waiting(person)
        self._db.execute(delete(table).where(table.c.focal_point == person))
        if count:
            self._set_pace(person, now, told=int(row.told) if row else 0, digested=True)
        return count

    def _still_waiting(self, person: FocalPointId) -> int:
        held, cases, seat = schema.held_notices.c, schema.cases.c, schema.assignments.c
        seen = (seat.case_ref == held.case_ref) & (seat.focal_point == person) & (seat.rung <= cases.rung)
        counted = (
            select(func.count())
            .select_from(schema.held_notices)
            .join(schema.cases, (cases.ref == held.case_ref) & (cases.stage != Stage.closed))
            .join(schema.assignments, seen)
            .where(held.focal_point == person)
        )
        return int(self._db.execute(counted).scalar_one())

    def forget(self, now: datetime) -> None:
        """Hours that are over say nothing any more."""
        self._db.execute(delete(schema.paces).where(schema.paces.c.hour < to_row(_hour(now) - timedelta(hours=1))))

    def _pace(self, person: FocalPointId, now: datetime) -> Row[tuple[object, ...]] | None:
        table = schema.paces
        return self._db.execute(
            select(table).where(table.c.focal_point == person, table.c.hour == to_row(_hour(now)))
        ).one_or_none()

    def _set_pace(self, person: FocalPointId, now: datetime, *, told: int, digested: bool) -> None:
        table, values = schema.paces, {"hour": to_row(_hour(now)), "told": told, "digested": digested}
        if not self._db.execute(update(table).where(table.c.focal_point == person).values(**values)).rowcount:
            self._db.execute(insert(table).values(focal_point=person, **values))


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
