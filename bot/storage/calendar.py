"""The day on which the clock last destroyed what was over, so that one that jumped is known as such."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Table, delete, insert, select, update

from bot.casework.machine import UNANSWERED_STAGES
from bot.casework.model import Stage, Tier
from bot.casework.tiers import acknowledge_by, act_by
from bot.storage import schema
from bot.storage.drafts import DRAFT_KEPT, MARK_KEPT, TRAIL_KEPT
from bot.storage.rows import full_hour_after, to_row

_KEPT: tuple[tuple[Table, timedelta], ...] = (
    (schema.drafts, DRAFT_KEPT),
    (schema.trails, TRAIL_KEPT),
    (schema.marks, MARK_KEPT),
)


class StoredCalendar:
    """Days the clock went by, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def day(self, name: str) -> date | None:
        """A day that was noted, or None."""
        table = schema.clock_days
        return self._db.execute(select(table.c.on).where(table.c.name == name)).scalar_one_or_none()

    def note(self, name: str, on: date | None) -> None:
        """Note a day, in place of the one before; None forgets it."""
        table = schema.clock_days
        self._db.execute(delete(table).where(table.c.name == name))
        if on:
            self._db.execute(insert(table).values(name=name, on=on))

    def bring_back(self, now: datetime) -> None:
        """What a clock that was ahead wrote ends as if it had been written now; else it would never be over."""
        closed = schema.cases.c.closed_on
        self._db.execute(update(schema.cases).where(closed > now.date()).values(closed_on=now.date()))
        aside = schema.set_aside.c.on
        self._db.execute(update(schema.set_aside).where(aside > now.date()).values(on=now.date()))
        for table, kept in _KEPT:
            latest = full_hour_after(now, kept)
            self._db.execute(update(table).where(table.c.expires_at > latest).values(expires_at=latest))
        for tier in Tier:
            self._bring_clocks_back(tier, now)

    def _bring_clocks_back(self, tier: Tier, now: datetime) -> None:
        table = schema.cases.c
        taken = tuple(stage for stage in Stage if stage not in UNANSWERED_STAGES)
        for stages, due in ((UNANSWERED_STAGES, acknowledge_by(tier, now)), (taken, act_by(tier, now))):
            latest = to_row(due)
            late = (table.tier == int(tier), table.stage.in_(stages), table.due_at > latest)
            self._db.execute(update(schema.cases).where(*late).values(due_at=latest))
