"""Which cases may be of one child, over SQLAlchemy: pairs of names and what was decided, no word of either."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from bot.casework.model import CaseRef, FocalPointId
from bot.casework.pairs import LinkState, Tracing, TracingState
from bot.storage import schema


class StoredLinks:
    """Pairs of cases inside one transaction (casework.ports.Links)."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, ref: CaseRef) -> Mapping[CaseRef, LinkState]:
        """What was decided about a case and each other one."""
        table = schema.case_links
        rows = self._db.execute(select(table).where(or_(table.c.first == ref, table.c.second == ref)))
        return {CaseRef(row.second if row.first == ref else row.first): LinkState(row.state) for row in rows}

    def decide(self, ref: CaseRef, other: CaseRef, state: LinkState, *, while_in: LinkState | None) -> bool:
        """Compare and set; whether it still stood so."""
        table, (first, second) = schema.case_links, sorted((ref, other))
        if while_in is None:
            self._db.execute(insert(table).values(first=first, second=second, state=state))
            return True
        which = (table.c.first == first, table.c.second == second, table.c.state == while_in)
        return self._db.execute(update(table).where(*which).values(state=state)).rowcount == 1

    def tracings_of(self, ref: CaseRef) -> tuple[Tracing, ...]:
        """The pairs a case is in, whatever became of them."""
        table = schema.tracings
        rows = self._db.execute(select(table).where(or_(table.c.missing == ref, table.c.found == ref)))
        return tuple(map(_tracing, rows))

    def suggest(self, missing: CaseRef, found: CaseRef) -> bool:
        """Note a pair; whether it is the first time."""
        table = schema.tracings
        known = select(table.c.state).where(table.c.missing == missing, table.c.found == found)
        if self._db.execute(known).first():
            return False
        self._db.execute(insert(table).values(missing=missing, found=found, state=TracingState.suggested))
        return True

    def move(self, tracing: Tracing, state: TracingState, **by: FocalPointId) -> bool:
        """Compare and set, with who agreed; whether it still stood so."""
        table = schema.tracings
        pair = (table.c.missing == tracing.missing, table.c.found == tracing.found, table.c.state == tracing.state)
        return self._db.execute(update(table).where(*pair).values(state=state, **by)).rowcount == 1


def forget_pairs(connection: Connection, ref: CaseRef) -> None:
    """Destroy every pair a case is in."""
    for table, one, other in ((schema.case_links, "first", "second"), (schema.tracings, "missing", "found")):
        connection.execute(delete(table).where(or_(table.c[one] == ref, table.c[other] == ref)))


def _tracing(row: Row[Any]) -> Tracing:
    return Tracing(CaseRef(row.missing), CaseRef(row.found), TracingState(row.state), row.missing_by, row.found_by)
