"""What is kept of a hand-over, and what waits to be sent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.handover import HandedOver, HandOverState, Refusal
from bot.casework.model import CaseRef, FocalPointId
from bot.casework.ports import WaitingHandOver
from bot.storage.errors import SealBroken
from bot.storage.store import Store
from tests.stores import NOW, database_of, file_case, raw_rows

HANDED = HandedOver("uuid", HandOverState.refused, NOW.date(), Refusal.fields, ("sex", "age"), NOW.date())


def waiting(ref: CaseRef, body: bytes = b"planted-body", *, minutes: int = 0) -> WaitingHandOver:
    since = NOW + timedelta(minutes=minutes)
    return WaitingHandOver(ref, FocalPointId("planted-person"), body, since, since + timedelta(hours=1), tries=3)


def test_kept_with_the_case(store: Store) -> None:
    """What became of it is found again whole, the last that was written."""
    with store.transaction() as books:
        ref = file_case(books).ref
        assert books.handovers.find(ref) is None
        books.handovers.keep(ref, HandedOver("uuid"))
        books.handovers.keep(ref, HANDED)
    with store.transaction() as books:
        assert books.handovers.find(ref) == HANDED


def test_gone_with_the_case(store: Store, tmp_path: Path) -> None:
    """A case that is purged leaves no hand-over behind."""
    with store.transaction() as books:
        ref = file_case(books).ref
        books.handovers.keep(ref, HANDED)
        books.cases.purge(ref)
    assert raw_rows(tmp_path, "SELECT * FROM handovers") == []


def test_one_cases_is_no_others(store: Store, tmp_path: Path) -> None:
    """A row put in the place of another case's does not open."""
    with store.transaction() as books:
        one, other = file_case(books).ref, file_case(books).ref
        books.handovers.keep(one, HANDED)
        books.handovers.keep(other, HANDED)
    with store.transaction() as books:
        books.handovers._db.exec_driver_sql(
            "UPDATE handovers SET sealed = (SELECT sealed FROM handovers WHERE case_ref = ?) WHERE case_ref = ?",
            (one, other),
        )
        with pytest.raises(SealBroken):
            books.handovers.find(other)


def test_waiting_until_it_is_done(store: Store) -> None:
    """Letters come back whole, the oldest first, until each is done; postponing keeps one a single letter."""
    with store.transaction() as books:
        ref = file_case(books).ref
        later, sooner = (books.handovers.queue(waiting(ref, minutes=minutes)) for minutes in (5, 0))
        assert [name for name, _ in books.handovers.waiting()] == [sooner, later]
        books.handovers.postpone(sooner, waiting(ref, b"again"))
        assert dict(books.handovers.waiting()) == {sooner: waiting(ref, b"again"), later: waiting(ref, minutes=5)}
        books.handovers.done(sooner)
        assert books.handovers.count() == 1


def test_a_thief_counts_them(store: Store, tmp_path: Path) -> None:
    """The file tells how many wait: not which case, whose, what or when; like bodies are of one length."""
    with store.transaction() as books:
        ref = file_case(books).ref
        for body in (b"planted-body", b"planted-body" * 20):
            books.handovers.queue(waiting(ref, body))
    rows = raw_rows(tmp_path, "SELECT id, sealed FROM handover_post")
    assert len({len(row[1]) for row in rows}) == 1
    stolen = b"".join(str(row[0]).encode() + row[1] for row in rows)
    for hidden in (ref.encode(), b"planted", str(int(NOW.timestamp())).encode()):
        assert hidden not in stolen
    assert b"planted" not in database_of(tmp_path).read_bytes()


def test_a_broken_letter_keeps_nobody_waiting(store: Store) -> None:
    """A letter that does not open is passed over."""
    with store.transaction() as books:
        ref = file_case(books).ref
        broken, good = (books.handovers.queue(waiting(ref)) for _ in range(2))
        books.handovers._db.exec_driver_sql("UPDATE handover_post SET sealed = ? WHERE id = ?", (b"\x01broken", broken))
        assert [name for name, _ in books.handovers.waiting()] == [good]
