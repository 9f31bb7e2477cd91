"""Counts what happens, when it happens, in the transaction in which it happens: where, about what, in which month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bot.casework.measures import Again, Answered, Filed, Measure, NoReport, Safer
from bot.casework.model import Case, Outcome, Report, Sex
from bot.casework.ports import Books

_OF_SEX = {Sex.girl: Filed.girl, Sex.boy: Filed.boy}


def month_of(moment: datetime | date) -> date:
    """The first day of the month: counters know no other day."""
    return date(moment.year, moment.month, 1)


def count_filed(books: Books, case: Case, report: Report, *, is_covered: bool) -> None:
    """A report has come in."""
    for measure in _filed(report, is_covered):
        _count(books, case, measure, case.filed_on)


def count_answered(books: Books, case: Case, answered: Answered, now: datetime) -> None:
    """Somebody has acknowledged the case, or nobody on the whole ladder has."""
    _count(books, case, answered, now)


def count_closed(books: Books, case: Case, outcome: Outcome, now: datetime) -> None:
    """A case has been closed."""
    _count(books, case, outcome, now)


def count_reopened(books: Books, case: Case, now: datetime) -> None:
    """A case runs again."""
    _count(books, case, Again.reopened, now)


def count_safer(books: Books, case: Case, safer: Safer, now: datetime) -> None:
    """Somebody has said whether the child is safer."""
    _count(books, case, safer, now)


def count_no_report(books: Books, why: NoReport, now: datetime) -> None:
    """Somebody wrote and it was no report: counted without a place and without a concern."""
    books.counters.count(month_of(now), None, None, why)


def _count(books: Books, case: Case, measure: Measure, when: datetime | date) -> None:
    books.counters.count(month_of(when), case.district, case.concern, measure)


def _filed(report: Report, is_covered: bool) -> Iterator[Filed]:
    yield Filed.report
    if report.child.sex in _OF_SEX:
        yield _OF_SEX[report.child.sex]
    if report.child.has_disability:
        yield Filed.disability
    if not is_covered:
        yield Filed.uncovered
