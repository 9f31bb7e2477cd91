"""Complaints, verifications, what to verify next, and what was sought in vain."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from services_directory import Service, Status
from services_directory.errors import UnknownService
from services_directory.exchange.difference import Changed, Difference
from services_directory.store import STORE_FILE, DirectoryStore, Gap, Reason, Verification


def _first(store: DirectoryStore) -> Service:
    return store.services()[0]


def test_three_complaints_suspend_until_it_is_verified(store: DirectoryStore, today: date) -> None:
    """Two do not; verifying answers them all, and then it takes three again."""
    id, version = _first(store).id, store.version()
    assert [store.complain(id, on=today + timedelta(days=day)) for day in (0, 0, 9)] == [False, False, True]
    assert (_first(store).status, _first(store).complaints) == (Status.SUSPENDED, 3)
    assert store.version() == version + 1, "a running bot is to know it"
    assert not store.complain(id, on=today), "it was suspended before this one"
    assert store.verify(id, on=today, by="someone", method="telephone") == version + 2
    assert (_first(store).status, _first(store).complaints) == (Status.ACTIVE, 0)
    assert [store.complain(id, on=today) for _ in range(3)] == [False, False, True]


def test_suspended_by_hand_is_verified_too(store: DirectoryStore, today: date) -> None:
    """Whoever suspended it, a verification says that it is there; a closed one stays closed."""
    suspended, closed = store.services()[:2]
    changes = (
        Changed(suspended, replace(suspended, status=Status.SUSPENDED)),
        Changed(closed, replace(closed, status=Status.INACTIVE)),
    )
    store.apply(Difference(changed=changes), by="import", on=today)
    for each in (suspended, closed):
        store.verify(each.id, on=today, by="someone", method="visit")
    assert [service.status for service in store.services()[:2]] == [Status.ACTIVE, Status.INACTIVE]


def test_the_last_verification_counts(store: DirectoryStore, today: date) -> None:
    """All are kept; what the directory shows is the latest day somebody asked, here or before."""
    first, later = _first(store), today + timedelta(days=3)
    store.verify(first.id, on=later, by="someone", method="visit")
    store.verify(first.id, on=today, by="another", method="telephone")
    assert _first(store).verified_on == later
    assert store.verifications(first.id) == (
        Verification(later, "someone", "visit"),
        Verification(today, "another", "telephone"),
    )
    assert store.verifications(store.services()[1].id) == ()


def test_of_a_service_that_is_not_there_nothing_is_said(store: DirectoryStore, today: date) -> None:
    """An id that was made up, or taken out of the directory, is refused and leaves nothing behind."""
    first = _first(store)
    store.apply(Difference(gone=(first,)), by="import", on=today)
    version = store.version()
    for id in (first.id, "made-up"):
        with pytest.raises(UnknownService):
            store.complain(id, on=today)
        with pytest.raises(UnknownService):
            store.verify(id, on=today, by="someone", method="telephone")
    assert store.version() == version


def test_what_a_complaint_leaves_is_a_number_for_a_day(store: DirectoryStore, today: date, tmp_path: Path) -> None:
    """Two complaints of a day are one row: no order, no hour, nothing that could be one person's."""
    for _ in range(2):
        store.complain(_first(store).id, on=today)
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as raw:
        assert raw.execute("SELECT * FROM complaints").fetchall() == [(_first(store).id, today.isoformat(), 2, 2)]


def test_the_queue_is_in_order_of_need(empty: DirectoryStore, store: DirectoryStore, today: date) -> None:
    """Suspended, complained of (most first), never verified (least known first), stale; the fresh and the closed
    are not in it."""
    services = store.services()
    suspended, twice, once, stale, fresh, closed = services[:6]
    for service, complaints in ((suspended, 3), (twice, 2), (once, 1)):
        for _ in range(complaints):
            store.complain(service.id, on=today)
    store.verify(stale.id, on=today - timedelta(days=181), by="someone", method="telephone")
    store.verify(fresh.id, on=today - timedelta(days=180), by="someone", method="telephone")
    now = store.service(closed.id)
    assert now
    store.apply(Difference(changed=(Changed(now, replace(now, status=Status.INACTIVE)),)), by="import", on=today)
    queue = store.verification_queue(today)
    assert [(due.service.id, due.reason) for due in queue[:3]] == [
        (suspended.id, Reason.SUSPENDED),
        (twice.id, Reason.COMPLAINED_OF),
        (once.id, Reason.COMPLAINED_OF),
    ]
    assert (queue[-1].service.id, queue[-1].reason) == (stale.id, Reason.STALE)
    never = [due.service for due in queue if due.reason is Reason.NEVER_VERIFIED]
    assert len(queue) == len(never) + 4
    assert [each.known_on or date.min for each in never] == sorted(each.known_on or date.min for each in never)
    assert not {fresh.id, closed.id} & {due.service.id for due in queue}
    assert len({due.service.id for due in queue}) == len(queue)


def test_gaps_are_counted_by_the_month(empty: DirectoryStore, today: date) -> None:
    """How often nothing was found, where and for what: the latest month first, then the most frequent."""
    for district, need, day in (
        ("swabi", "legal_aid", today),
        ("swabi", "legal_aid", today.replace(day=1)),
        (None, "child_marriage", today),
        ("swabi", "legal_aid", date(2026, 12, 31)),
    ):
        empty.note_gap(district, need, day)
    assert empty.gaps() == (
        Gap("swabi", "legal_aid", date(2026, 12, 1), 1),
        Gap("swabi", "legal_aid", today.replace(day=1), 2),
        Gap(None, "child_marriage", today.replace(day=1), 1),
    )
    assert empty.version() == 0, "nothing that is offered changed"
