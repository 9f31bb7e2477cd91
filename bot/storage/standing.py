"""How many cases stand where, by district: for whoever may count them and not see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from bot.casework.machine import CLOCKED_STAGES
from bot.casework.model import DistrictId
from bot.storage import schema
from bot.storage.rows import to_row


class StoredStanding:
    """Counts of cases inside one transaction (casework.ports.Standing)."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def overdue(self, now: datetime) -> Mapping[DistrictId | None, int]:
        """Open cases whose clock has run out, or has run out on every rung (casework.inbox.is_overdue)."""
        table = schema.cases.c
        is_over = and_(table.due_at.is_(None), table.stage.in_(CLOCKED_STAGES))
        return self._by_district(or_(table.due_at <= to_row(now), is_over))

    def filed_since(self, day: date) -> Mapping[DistrictId | None, int]:
        """Reports that came after a day."""
        return self._by_district(schema.cases.c.filed_on > day)

    def _by_district(self, condition: ColumnElement[Any]) -> Mapping[DistrictId | None, int]:
        district = schema.cases.c.district
        counted = select(district, func.count()).where(condition).group_by(district)
        return {DistrictId(each) if each else None: count for each, count in self._db.execute(counted)}
