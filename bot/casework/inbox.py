"""The order of a focal point's cases: overdue first, then urgent, then new."""

from __future__ import annotations

from datetime import date, datetime

from bot.casework.machine import CLOCKED_STAGES, UNANSWERED_STAGES
from bot.casework.model import Case, FocalPointId
from bot.casework.paging import is_urgent
from bot.casework.ports import Books


def inbox(books: Books, person: FocalPointId, now: datetime) -> tuple[Case, ...]:
    """The open cases somebody may see, the most pressing first."""
    return tuple(sorted(books.cases.open_for(person), key=lambda case: _standing(case, now)))


def is_overdue(case: Case, now: datetime) -> bool:
    """Whether its clock has run out, or has run out on every rung."""
    return case.due_at <= now if case.due_at else case.stage in CLOCKED_STAGES


def _standing(case: Case, now: datetime) -> tuple[bool, bool, bool, int, date, str]:
    is_new = case.stage in UNANSWERED_STAGES
    return (not is_overdue(case, now), not is_urgent(case), not is_new, case.tier, case.filed_on, case.ref)
