"""A machine's clock that is wrong: nothing is destroyed early, nothing lives for ever, nobody is flooded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.casework.handling import close_case
from bot.casework.keeping import CASE_RETENTION, escalate_overdue
from bot.casework.model import CaseRef, Outcome
from bot.casework.routing import Role
from bot.casework.tiers import acknowledge_by
from bot.clock import confirm, is_believed, purge
from bot.storage.store import Store
from tests.stores import NOW, SWABI, case_of, enrol, file_case, opened, raw_rows

DAY, YEARS = timedelta(days=1), timedelta(days=3653)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def closed_at(store: Store, now: datetime) -> CaseRef:
    with store.transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        ref = file_case(books, now=now).ref
        close_case(books, ref, person, Outcome.resolved, now)
    return ref


def by_itself(store: Store, now: datetime) -> bool:
    """What the running bot does at each tick; whether it destroyed what was over."""
    if believed := is_believed(store, now):
        purge(store, now)
    return believed


def is_there(store: Store, ref: CaseRef) -> bool:
    with store.transaction() as books:
        return books.cases.find(ref) is not None


@pytest.mark.parametrize("jump", [YEARS, -YEARS, 8 * DAY, -DAY])
def test_a_jump_destroys_nothing(store: Store, jump: timedelta, caplog: pytest.LogCaptureFixture) -> None:
    """However far the clock jumps, at the next ticks nothing is destroyed; the log says so once, and what to do. When
    it is back, all goes on as if nothing had been."""
    ref = closed_at(store, NOW)
    assert by_itself(store, NOW)
    for minute in range(3):
        assert not by_itself(store, NOW + jump + timedelta(minutes=minute))
    assert is_there(store, ref)
    assert caplog.text.count("amaan purge") == 1
    assert by_itself(store, NOW + timedelta(hours=1))
    assert is_there(store, ref)


def test_what_is_no_jump(store: Store) -> None:
    """Every day, a weekend away, a week away: the clock is believed, and what is over goes on its day."""
    ref, now = closed_at(store, NOW), NOW
    for days in (0, 1, 1, 3, 7, *[7] * 11):
        now += days * DAY
        assert by_itself(store, now)
        assert is_there(store, ref) is (now.date() < (NOW + CASE_RETENTION).date())


def test_after_a_long_time_away(store: Store) -> None:
    """A machine that was off for months destroys what is over a day later than it might have, and not later."""
    ref, back = closed_at(store, NOW), NOW + 200 * DAY
    assert by_itself(store, NOW)
    assert not by_itself(store, back)
    assert is_there(store, ref)
    assert by_itself(store, back + DAY)
    assert not is_there(store, ref)


def test_the_operator_says_that_the_date_is_right(store: Store) -> None:
    """`amaan purge` is believed at once."""
    closed_at(store, NOW)
    by_itself(store, NOW)
    back = NOW + 200 * DAY
    assert not by_itself(store, back)
    confirm(store, back)
    assert by_itself(store, back)


def test_a_clock_far_back_is_never_believed_by_itself(store: Store) -> None:
    """Days in the past do not bring what is dated by them into danger: when the clock is back, nothing goes early."""
    ref = closed_at(store, NOW)
    by_itself(store, NOW)
    for day in range(4):
        assert not by_itself(store, NOW - YEARS + day * DAY)
    assert by_itself(store, NOW + DAY)
    assert is_there(store, ref)


def test_nothing_lives_for_ever(store: Store, tmp_path: Path) -> None:
    """What was written while the clock was ten years ahead ends, once it is back, as if it had been written then."""
    assert by_itself(store, NOW)
    ahead = NOW + YEARS
    ref = closed_at(store, ahead)
    with store.transaction() as books:
        waiting = file_case(books, now=ahead).ref
        books.drafts.write(1, b"x", ahead)
        books.trails.write(1, b"x", ahead)
        books.marks.is_new(1, ahead)
        books.set_aside.add(b"x", ahead.date())
    assert not by_itself(store, ahead)
    assert by_itself(store, NOW)
    with store.transaction() as books:
        case = case_of(books, waiting)
        assert case.due_at == acknowledge_by(case.tier, NOW)
    for week in range(14):
        assert by_itself(store, NOW + week * 7 * DAY)
    assert not is_there(store, ref)
    assert is_there(store, waiting)
    tables = ("drafts", "trails", "marks", "set_aside")
    assert not [table for table in tables if raw_rows(tmp_path, f"SELECT 1 FROM {table}")]  # noqa: S608  our own


@pytest.mark.parametrize("jump", [DAY, YEARS])
def test_no_storm_of_notices(store: Store, jump: timedelta) -> None:
    """A clock that jumps makes everything overdue at once: each case climbs one rung, and no more."""
    with store.transaction() as books:
        people = [enrol(books, role, role, "*") for role in (Role.focal_point, Role.deputy, Role.province)]
        refs = [file_case(books).ref for _ in range(20)]
        for minute in range(30):
            told = escalate_overdue(books, NOW + jump + timedelta(minutes=minute))
            assert {who for _case, whom in told for who in whom} <= {people[1]}
            assert len(told) == (20 if minute == 0 else 0)
        assert all(case_of(books, ref).rung == 1 for ref in refs)
