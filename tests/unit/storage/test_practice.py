"""The room of exercises: apart, sealed, each person alone in it, gone with the day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.model import ReceiptCode
from bot.storage.practice import PracticeRoom
from tests.stores import NOW, file_case, quick_receipts

TODAY = NOW.date()
TOLD = "The boy behind the mill, planted."
CODE = ReceiptCode("1234567890123456")


@pytest.fixture
def room(tmp_path: Path) -> PracticeRoom:
    (tmp_path / "keys").mkdir(mode=0o700)
    return PracticeRoom(tmp_path / "data", tmp_path / "keys")


def test_whoever_practises_stands_alone_on_every_ladder(room: PracticeRoom) -> None:
    """Two at once: neither sees the other's case, and nobody else is asked."""
    for person in ("first", "second"):
        with room.transaction(TODAY, person) as books:
            filed = file_case(books)
            assert filed.to_notify == (person,)
            assert [case.ref for case in books.cases.open_for(filed.to_notify[0])] == [filed.ref]


def test_what_is_rehearsed_is_sealed(room: PracticeRoom, tmp_path: Path) -> None:
    """A thief of the file reads no word of it, and without the day's key nobody ever will."""
    with room.transaction(TODAY, "first") as books:
        file_case(books, narrative=TOLD)
    (kept,) = (tmp_path / "data").iterdir()
    assert TOLD.encode() not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0


def test_yesterday_is_destroyed_and_today_is_not(room: PracticeRoom, tmp_path: Path) -> None:
    """File and key of the day before go; purging twice changes nothing; today's exercise goes on."""
    with room.transaction(TODAY, "first") as books:
        file_case(books)
    tomorrow = TODAY + timedelta(days=1)
    with room.transaction(tomorrow, "first") as books:
        filed = file_case(books)
    assert room.purge(tomorrow) == 1
    assert room.purge(tomorrow) == 0
    left = sorted(path.name for folder in ("data", "keys") for path in (tmp_path / folder).iterdir())
    assert left == [f"practice-{tomorrow}.key", f"practice-{tomorrow}.sqlite3"]
    with room.transaction(tomorrow, "first") as books:
        assert books.cases.find(filed.ref)


def test_a_code_opens_nothing_elsewhere(room: PracticeRoom) -> None:
    """The same digits lead to another mailbox in practice, on each day, and in earnest."""
    days = [room.receipts(TODAY), room.receipts(TODAY + timedelta(days=1)), quick_receipts()]
    assert len({receipts.mailbox_of(CODE).lookup for receipts in days}) == len(days)
