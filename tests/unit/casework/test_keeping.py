"""What time does to cases."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.casework.errors import NoSuchCase
from bot.casework.following import open_mailbox, reopen_case
from bot.casework.handling import acknowledge_case, ask_reporter, close_case
from bot.casework.keeping import CASE_RETENTION, escalate_overdue, purge_closed
from bot.casework.model import CaseRef, FocalPointId, Outcome, Stage, Tier
from bot.casework.routing import EVERYWHERE, Role
from bot.casework.tiers import TIER_CLOCKS
from bot.storage.store import Store
from tests.stores import KP, NOW, SWABI, a_mailbox, case_of, enrol, file_case, raw_rows

CASE_TABLES = ("cases", "case_keys", "reports", "relay_messages", "assignments", "case_events", "mailboxes")


@pytest.fixture
def ladder(store: Store) -> tuple[FocalPointId, ...]:
    with store.transaction() as books:
        return (
            enrol(books, "local", Role.focal_point, SWABI),
            enrol(books, "deputy", Role.deputy, SWABI),
            enrol(books, "province", Role.province, KP),
            enrol(books, "nation", Role.national, EVERYWHERE),
        )


def told_at(store: Store, now: datetime) -> list[tuple[str, ...]]:
    with store.transaction() as books:
        return [people for _case, people in escalate_overdue(books, now)]


def rows_of(folder: Path, ref: CaseRef) -> dict[str, int]:
    columns = {table: "ref" if table == "cases" else "case_ref" for table in CASE_TABLES}
    return {
        table: len(raw_rows(folder, f"SELECT 1 FROM {table} WHERE {column} = ?", ref))  # noqa: S608
        for table, column in columns.items()
    }


@pytest.mark.parametrize("tier", [Tier.T1, Tier.T2, Tier.T3])
def test_the_ladder_is_climbed_by_the_clock(store: Store, ladder: tuple[FocalPointId, ...], tier: Tier) -> None:
    """Nothing before the clock is out; then one rung a clock, each told once; after the last, nobody any more."""
    within, slack = TIER_CLOCKS[tier].acknowledge_within, timedelta(minutes=5)
    with store.transaction() as books:
        ref = file_case(books, tier=tier).ref
    assert told_at(store, NOW + within - timedelta(seconds=1)) == []
    at = NOW
    for person in ladder[1:]:
        at += within + slack
        assert told_at(store, at) == [(person,)]
        assert told_at(store, at) == []
    assert told_at(store, at + within + slack) == []
    with store.transaction() as books:
        case = case_of(books, ref)
    assert (case.stage, case.rung, case.due_at) == (Stage.waiting, 3, None)


def test_the_most_urgent_climbs_from_its_second_rung(store: Store, ladder: tuple[FocalPointId, ...]) -> None:
    """Two rungs heard of it when it was filed, so the third is next."""
    with store.transaction() as books:
        file_case(books, tier=Tier.T0)
    assert told_at(store, NOW + timedelta(minutes=65)) == [(ladder[2],)]


@pytest.mark.parametrize("act", ["acknowledge", "ask", "close"])
def test_anybody_acting_stops_it(store: Store, ladder: tuple[FocalPointId, ...], act: str) -> None:
    """Once anyone on any rung has acted, nobody above is asked; taking a case on buys a day, then they are reminded."""
    with store.transaction() as books:
        ref = file_case(books).ref
    assert told_at(store, NOW + timedelta(hours=2)) == [ladder[1:2]]
    with store.transaction() as books:
        match act:
            case "acknowledge":
                acknowledge_case(books, ref, ladder[1], NOW)
            case "ask":
                ask_reporter(books, ref, ladder[1], "Where?", NOW)
            case _:
                close_case(books, ref, ladder[1], Outcome.referred, NOW)
    if act == "acknowledge":
        assert told_at(store, NOW + timedelta(hours=23)) == []
        assert told_at(store, NOW + timedelta(hours=25)) == [(ladder[1], ladder[2])]
    else:
        assert told_at(store, NOW + timedelta(days=400)) == []


def test_a_reopened_case_climbs_again(store: Store, ladder: tuple[FocalPointId, ...]) -> None:
    """Still not safe, and nobody answers: the next rung hears of it."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        close_case(books, ref, ladder[0], Outcome.resolved, NOW)
        reopen_case(books, mailbox, NOW + timedelta(days=2))
    assert told_at(store, NOW + timedelta(days=2, minutes=30)) == []
    assert told_at(store, NOW + timedelta(days=2, minutes=66)) == [ladder[1:2]]


def test_what_is_over_is_destroyed(store: Store, tmp_path: Path, ladder: tuple[FocalPointId, ...]) -> None:
    """Ninety days after closing nothing of a case is left, its code opens nothing, and others are untouched."""
    old, young = a_mailbox(), a_mailbox()
    with store.transaction() as books:
        doomed, closed, waiting = (file_case(books, mailbox=each).ref for each in (old, young, a_mailbox()))
        for ref, at in ((doomed, NOW), (closed, NOW + timedelta(days=1))):
            ask_reporter(books, ref, ladder[0], "Where?", at)
            close_case(books, ref, ladder[0], Outcome.resolved, at)
    kept = {ref: rows_of(tmp_path, ref) for ref in (closed, waiting)}
    with store.transaction() as books:
        assert purge_closed(books, NOW + CASE_RETENTION - timedelta(days=1)) == 0
        assert purge_closed(books, NOW + CASE_RETENTION) == 1
    assert set(rows_of(tmp_path, doomed).values()) == {0}
    assert {ref: rows_of(tmp_path, ref) for ref in kept} == kept
    with store.transaction() as books:
        assert open_mailbox(books, young, NOW).messages[0].text == "Where?"
        with pytest.raises(NoSuchCase):
            open_mailbox(books, old, NOW)


def test_a_reopened_case_is_not_over(store: Store, ladder: tuple[FocalPointId, ...]) -> None:
    """The ninety days end with the reopening."""
    mailbox = a_mailbox()
    with store.transaction() as books:
        ref = file_case(books, mailbox=mailbox).ref
        close_case(books, ref, ladder[0], Outcome.resolved, NOW)
        reopen_case(books, mailbox, NOW + timedelta(days=80))
        assert purge_closed(books, NOW + timedelta(days=200)) == 0


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumps_costs_no_open_case(
    store: Store, tmp_path: Path, ladder: tuple[FocalPointId, ...], years: int
) -> None:
    """A host whose clock is ten years off purges nothing that is open; behind, nothing at all."""
    with store.transaction() as books:
        waiting, held, closed = (file_case(books).ref for _ in range(3))
        acknowledge_case(books, held, ladder[0], NOW)
        close_case(books, closed, ladder[0], Outcome.resolved, NOW)
    before = {ref: rows_of(tmp_path, ref) for ref in (waiting, held)}
    with store.transaction() as books:
        assert purge_closed(books, NOW + timedelta(days=365 * years)) == (1 if years > 0 else 0)
    assert {ref: rows_of(tmp_path, ref) for ref in before} == before
