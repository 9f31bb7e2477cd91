"""A child missing in one district and found in another: suggested to both; no word crosses before both agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.casework.errors import AlreadyMoved, NoSuchCase
from bot.casework.filing import reached
from bot.casework.linking import bands_apart
from bot.casework.model import AgeBand, Case, CaseRef, Concern, DistrictId, FocalPointId, Report, Sex, Stage
from bot.casework.moving import case_of
from bot.casework.pairs import Tracing, TracingState
from bot.casework.ports import Books

TRACED_WITHIN = timedelta(days=60)
LOOKS_BACK = timedelta(days=1)
"""How old a report may be that the clock still takes for a new one; older ones were looked at before."""
SUGGESTED = 3
MISSING = Concern.missing_child
FOUND = frozenset({Concern.family_separation, Concern.street_child, Concern.trafficking, Concern.bonded_labour})


@dataclass(frozen=True)
class Trace:
    """All that one side is shown of the other before both have agreed."""

    ref: CaseRef
    district: DistrictId | None
    concern: Concern
    sex: Sex | None
    age: AgeBand | None
    filed_on: date
    is_agreed_here: bool
    is_agreed: bool


Told = tuple[Case, CaseRef, tuple[FocalPointId, ...]]
"""A case, the other one, and whom to tell on the side of the first."""


def suggest_tracings(books: Books, now: datetime) -> tuple[Told, ...]:
    """Compare what came in newly with what is open elsewhere; whom to tell of which case. A pair is suggested once."""
    today = now.date()
    about = frozenset({MISSING}) | FOUND
    cases = [each for each in books.cases.open_about(about, today - TRACED_WITHIN) if each.filed_on <= today]
    if not any(_is_new(each, today) for each in cases):
        return ()
    told = {each.ref: books.cases.report(each.ref) for each in cases}
    pairs = sorted(_pairs(cases, told, today), key=lambda pair: _distance(pair[0], pair[1], told))
    return tuple(each for missing, found in pairs for each in _suggest(books, missing, found, now))


def traces_of(books: Books, ref: CaseRef, person: FocalPointId) -> tuple[Trace, ...]:
    """What is suggested for a case, without a word of the other; raises NoSuchCase."""
    own = case_of(books, ref, person)
    if own.stage == Stage.closed:
        return ()
    live = (each for each in books.links.tracings_of(ref) if each.state != TracingState.declined)
    pairs = ((tracing, books.cases.find(tracing.other_than(ref))) for tracing in live)
    return tuple(
        _trace(books, tracing, ref, other) for tracing, other in pairs if other and other.stage != Stage.closed
    )


def agree_to_trace(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, now: datetime) -> Told:
    """One side agrees that the other may read its report; returns the other case and whom to tell there.

    Raises NoSuchCase, and AlreadyMoved where that side has agreed, one of the two was closed, or it was declined.
    """
    case, tracing = _own(books, ref, other, person)
    side = TracingState.by_missing if ref == tracing.missing else TracingState.by_found
    if tracing.state not in (TracingState.suggested, TracingState.by_missing, TracingState.by_found):
        raise AlreadyMoved(ref, case.stage)
    state = side if tracing.state == TracingState.suggested else TracingState.agreed
    if tracing.state == side or not books.links.move(tracing, state, **{f"{side.removeprefix('by_')}_by": person}):
        raise AlreadyMoved(ref, case.stage)
    return _written(books, tracing, ref, "tracing agreed", person, now)


def decline_to_trace(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, now: datetime) -> Told:
    """One side says no, for good: the other is told that, and nothing else. Raises as `agree_to_trace` does."""
    case, tracing = _own(books, ref, other, person)
    if tracing.state == TracingState.declined or not books.links.move(tracing, TracingState.declined):
        raise AlreadyMoved(ref, case.stage)
    return _written(books, tracing, ref, "tracing declined", person, now)


def read_traced(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId, now: datetime) -> Report:
    """The report on the other side and nothing else of that case: for the two who agreed, while both are enrolled and
    both cases are open. Both histories say that it was read. Raises NoSuchCase or AlreadyMoved."""
    case, tracing = _own(books, ref, other, person)
    partner = tracing.agreed_by(other)
    is_both = tracing.state == TracingState.agreed and tracing.agreed_by(ref) == person
    if not is_both or partner is None or books.cases.find_for(other, partner) is None:
        raise AlreadyMoved(ref, case.stage)
    for each in (ref, other):
        books.cases.record(each, "traced report read", person, now.date())
    return books.cases.report(other)


def _own(books: Books, ref: CaseRef, other: CaseRef, person: FocalPointId) -> tuple[Case, Tracing]:
    """This person's side; that there is no such pair is told as that there is no such case."""
    case = case_of(books, ref, person)
    tracing = next((each for each in books.links.tracings_of(ref) if each.other_than(ref) == other), None)
    second = books.cases.find(other)
    if tracing is None or second is None:
        raise NoSuchCase
    if Stage.closed in (case.stage, second.stage):
        raise AlreadyMoved(ref, Stage.closed)
    return case, tracing


def _written(books: Books, tracing: Tracing, ref: CaseRef, event: str, person: FocalPointId, now: datetime) -> Told:
    for each in (tracing.missing, tracing.found):
        books.cases.record(each, event, person if each == ref else "", now.date())
    other = books.cases.find(tracing.other_than(ref))
    if other is None:  # it was found in this very transaction
        raise NoSuchCase
    return other, ref, _those_concerned(books, other)


def _suggest(books: Books, missing: Case, found: Case, now: datetime) -> Iterator[Told]:
    is_full = any(len(books.links.tracings_of(each.ref)) >= SUGGESTED for each in (missing, found))
    if is_full or not books.links.suggest(missing.ref, found.ref):
        return
    for case, other in ((missing, found), (found, missing)):
        books.cases.record(case.ref, "may be traced", "", now.date())
        yield case, other.ref, _those_concerned(books, case)


def _pairs(cases: list[Case], told: dict[CaseRef, Report], today: date) -> Iterator[tuple[Case, Case]]:
    for missing in (each for each in cases if each.concern == MISSING):
        for found in (each for each in cases if each.concern in FOUND):
            is_new = _is_new(missing, today) or _is_new(found, today)
            if is_new and _is_elsewhere(missing, found) and _is_alike(told[missing.ref], told[found.ref]):
                yield missing, found


def _is_new(case: Case, today: date) -> bool:
    return today - case.filed_on <= LOOKS_BACK


def _is_elsewhere(one: Case, other: Case) -> bool:
    """Within one district whoever reads both links them."""
    return None not in (one.district, other.district) and one.district != other.district


def _is_alike(one: Report, other: Report) -> bool:
    """Both must be known: for a child of whom nothing was said every other would fit."""
    first, second = one.child, other.child
    if first.sex is None or first.sex != second.sex or first.age is None or second.age is None:
        return False
    return bands_apart(first.age, second.age) <= 1


def _distance(missing: Case, found: Case, told: dict[CaseRef, Report]) -> tuple[int | str, ...]:
    one, other = told[missing.ref], told[found.ref]
    days = abs((missing.filed_on - found.filed_on).days)
    return (one.language != other.language, one.child.age != other.child.age, days, missing.ref, found.ref)


def _trace(books: Books, tracing: Tracing, ref: CaseRef, other: Case) -> Trace:
    child = books.cases.report(other.ref).child
    return Trace(
        other.ref,
        other.district,
        other.concern,
        child.sex,
        child.age,
        other.filed_on,
        is_agreed_here=tracing.agreed_by(ref) is not None,
        is_agreed=tracing.state == TracingState.agreed,
    )


def _those_concerned(books: Books, case: Case) -> tuple[FocalPointId, ...]:
    """Whoever holds the case, or everybody on the rungs that have been reached."""
    return (case.holder,) if case.holder else reached(books.cases.ladder(case.ref), case.rung)
