"""What a focal point does with a case."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.errors import AlreadyMoved, HeldByAnother
from bot.casework.handling import (
    acknowledge_case,
    ask_reporter,
    close_case,
    open_case,
    set_tier,
    take_over_case,
    write_note,
)
from bot.casework.keeping import escalate_overdue
from bot.casework.model import Author, CaseRef, FocalPointId, Note, Outcome, RelayMessage, Stage, Tier
from bot.casework.routing import Role
from bot.casework.tiers import acknowledge_by, act_by
from bot.storage.store import Store
from tests.stores import KP, NOW, SWABI, case_of, enrol, file_case, opened, raw_rows

ROUNDS = 40


@pytest.fixture
def pair(store: Store) -> tuple[FocalPointId, FocalPointId]:
    with store.transaction() as books:
        return enrol(books, "first", Role.focal_point, SWABI), enrol(books, "second", Role.focal_point, SWABI)


def answered(folder: Path, ref: CaseRef) -> str:
    ((bucket,),) = raw_rows(folder, "SELECT answered FROM cases WHERE ref = ?", ref)
    return str(bucket)


def test_of_two_one_wins(tmp_path: Path, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """Two processes acknowledge at once: one holds the case, the other is told where it stands, every time."""
    first, second = pair
    with opened(tmp_path) as one, opened(tmp_path) as other, ThreadPoolExecutor(2) as threads:
        for _ in range(ROUNDS):
            with one.transaction() as books:
                ref = file_case(books).ref
            line = threading.Barrier(2)

            def press(store: Store, person: FocalPointId, ref: CaseRef = ref, line: threading.Barrier = line) -> str:
                line.wait()
                try:
                    with store.transaction() as books:
                        acknowledge_case(books, ref, person, NOW)
                except AlreadyMoved as moved:
                    return moved.stage
                return person

            told = [threads.submit(press, one, first), threads.submit(press, other, second)]
            answers = sorted(each.result() for each in told)
            with one.transaction() as books:
                holder = case_of(books, ref).holder
            assert answers == sorted([str(holder), Stage.acknowledged])


@pytest.mark.parametrize(
    ("tier", "after", "bucket"),
    [
        (Tier.T1, timedelta(minutes=20), "under 1 h"),
        (Tier.T2, timedelta(hours=2), "under 3 h"),
        (Tier.T3, timedelta(hours=5), "under 1 day"),
        (Tier.T3, timedelta(hours=25), "1 day or more"),
    ],
)
def test_acknowledging_turns_the_clock(
    store: Store, tmp_path: Path, pair: tuple[FocalPointId, FocalPointId], tier: Tier, after: timedelta, bucket: str
) -> None:
    """The exact time is erased; how long it took stays as a bucket, and the clock to act runs instead."""
    with store.transaction() as books:
        ref = file_case(books, tier=tier).ref
        case = acknowledge_case(books, ref, pair[0], NOW + after)
    assert (case.stage, case.holder, case.due_at) == (Stage.acknowledged, pair[0], act_by(tier, NOW + after))
    assert answered(tmp_path, ref) == bucket


def test_every_clock_that_ran_out_counts(store: Store, tmp_path: Path) -> None:
    """A case that climbed two rungs first was not acknowledged within the hour."""
    with store.transaction() as books:
        enrol(books, "local", Role.focal_point, SWABI)
        enrol(books, "deputy", Role.deputy, SWABI)
        province = enrol(books, "province", Role.province, KP)
        ref, urgent = file_case(books).ref, file_case(books, tier=Tier.T0).ref
        escalate_overdue(books, NOW + timedelta(minutes=62))
        acknowledge_case(books, urgent, province, NOW + timedelta(minutes=70))
        escalate_overdue(books, NOW + timedelta(minutes=130))
        acknowledge_case(books, ref, province, NOW + timedelta(minutes=140))
    assert answered(tmp_path, urgent) == "under 3 h"
    assert answered(tmp_path, ref) == "under 3 h"


def test_after_the_last_rung_it_is_late(store: Store, tmp_path: Path, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """Where nobody acknowledged in time, the bucket says so."""
    with store.transaction() as books:
        ref = file_case(books).ref
        escalate_overdue(books, NOW + timedelta(minutes=70))
        acknowledge_case(books, ref, pair[0], NOW + timedelta(minutes=80))
    assert answered(tmp_path, ref) == "after its clock"


def test_asking_acknowledges(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """Whoever asks has acted: the clock stops and the case is theirs; the question waits in the mailbox."""
    with store.transaction() as books:
        ref = file_case(books).ref
        ask_reporter(books, ref, pair[0], "کیا وہ محفوظ ہے؟", NOW)
        ask_reporter(books, ref, pair[0], "Since when?", NOW)
        opened_case = open_case(books, ref, pair[0], NOW)
    assert (opened_case.case.stage, opened_case.case.holder) == (Stage.acting, pair[0])
    assert opened_case.case.due_at is None
    assert opened_case.messages == (
        RelayMessage(Author.focal_point, "کیا وہ محفوظ ہے؟", NOW.date()),
        RelayMessage(Author.focal_point, "Since when?", NOW.date()),
    )


def test_nobody_acts_beside_the_holder(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """Who did not take a case on neither asks, closes nor judges it; a note is everybody's to write."""
    first, second = pair
    with store.transaction() as books:
        ref = file_case(books).ref
        acknowledge_case(books, ref, first, NOW)
        acts: tuple[Callable[[], object], ...] = (
            lambda: ask_reporter(books, ref, second, "Where?", NOW),
            lambda: close_case(books, ref, second, Outcome.resolved, NOW),
            lambda: set_tier(books, ref, second, Tier.T3, NOW),
        )
        for act in acts:
            with pytest.raises(HeldByAnother):
                act()
        write_note(books, ref, second, "I know the family.", NOW)
        assert open_case(books, ref, first, NOW).notes == (Note(second, "I know the family.", NOW.date()),)


def test_taking_over(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """A case changes hands once for each press: whoever saw it in hands it has left is told so."""
    first, second = pair
    with store.transaction() as books:
        third = enrol(books, "third", Role.deputy, SWABI)
        ref = file_case(books, tier=Tier.T0).ref
        acknowledge_case(books, ref, first, NOW)
        before = take_over_case(books, ref, second, first[:3], NOW)
        assert (before.holder, case_of(books, ref).holder) == (first, second)
        for person, seen in ((third, first[:3]), (second, second[:3]), (third, "")):
            with pytest.raises(AlreadyMoved):
                take_over_case(books, ref, person, seen, NOW)
        assert case_of(books, ref).holder == second


def test_urgency_is_judged_anew(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """A focal point lowers or raises the tier, and the clock that runs starts again by the new one."""
    with store.transaction() as books:
        ref = file_case(books, tier=Tier.T0).ref
        lowered = set_tier(books, ref, pair[0], Tier.T3, NOW)
        assert (lowered.tier, lowered.due_at) == (Tier.T3, acknowledge_by(Tier.T3, NOW))
        ask_reporter(books, ref, pair[0], "Where?", NOW)
        raised = set_tier(books, ref, pair[0], Tier.T0, NOW)
        assert (raised.tier, raised.due_at, raised.stage) == (Tier.T0, None, Stage.acting)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("is_acknowledged", [True, False])
def test_closing(
    store: Store, pair: tuple[FocalPointId, FocalPointId], outcome: Outcome, is_acknowledged: bool
) -> None:
    """A case closes with any outcome, its clock with it."""
    with store.transaction() as books:
        ref = file_case(books).ref
        if is_acknowledged:
            acknowledge_case(books, ref, pair[0], NOW)
        case = close_case(books, ref, pair[0], outcome, NOW)
        assert books.cases.open_for(pair[0]) == ()
    assert (case.stage, case.outcome, case.closed_on, case.due_at) == (Stage.closed, outcome, NOW.date(), None)


def test_a_closed_case_stays_closed(store: Store, pair: tuple[FocalPointId, FocalPointId]) -> None:
    """A closed case cannot be closed with another outcome, acknowledged or asked about."""
    with store.transaction() as books:
        ref = file_case(books).ref
        close_case(books, ref, pair[0], Outcome.resolved, NOW)
        tried: tuple[Callable[[], object], ...] = (
            lambda: close_case(books, ref, pair[1], Outcome.unfounded, NOW),
            lambda: acknowledge_case(books, ref, pair[1], NOW),
            lambda: ask_reporter(books, ref, pair[0], "Still there?", NOW),
        )
        for again in tried:
            with pytest.raises(AlreadyMoved) as refused:
                again()
            assert refused.value.stage == Stage.closed
        case = case_of(books, ref)
        assert (case.outcome, case.holder) == (Outcome.resolved, pair[0])
        assert books.papers.relayed(ref) == ()
