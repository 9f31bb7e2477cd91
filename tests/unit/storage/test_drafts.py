"""Drafts, trails and marks: found again only by whoever writes, and not for long."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.drafts import DRAFT_KEPT, MARK_KEPT, TRAIL_KEPT
from bot.storage.errors import SealBroken
from bot.storage.store import Store
from tests.stores import NOW, database_of, opened, raw_rows

CHAT, OTHER = 7_000_000_123, 7_000_000_124
MIDNIGHT = NOW.replace(hour=0, minute=0, second=0)
BOOKS = ("drafts", "trails")


def write(store: Store, book: str, chat: int, plain: bytes, now: datetime = NOW) -> None:
    with store.transaction() as books:
        getattr(books, book).write(chat, plain, now)


def read(store: Store, book: str, chat: int, now: datetime = NOW) -> bytes | None:
    with store.transaction() as books:
        kept: bytes | None = getattr(books, book).read(chat, now)
    return kept


@pytest.mark.parametrize("book", BOOKS)
def test_found_again_by_its_own_chat(tmp_path: Path, store: Store, book: str) -> None:
    """The chat that wrote it finds it, after a restart as well; no other chat does."""
    write(store, book, CHAT, b"half a story")
    write(store, book, OTHER, b"another story")
    with opened(tmp_path) as again:
        assert read(again, book, CHAT) == b"half a story"
        assert read(again, book, OTHER) == b"another story"
        assert read(again, book, -CHAT) is None
        assert read(again, book, 5) is None


@pytest.mark.parametrize("book", BOOKS)
def test_one_row_a_chat(tmp_path: Path, store: Store, book: str) -> None:
    """What is written anew takes the place of what was there, under yesterday's key as well."""
    write(store, book, CHAT, b"one", MIDNIGHT - timedelta(minutes=1))
    write(store, book, CHAT, b"two", MIDNIGHT)
    assert read(store, book, CHAT, MIDNIGHT) == b"two"
    assert len(raw_rows(tmp_path, f"SELECT id FROM {book}")) == 1  # noqa: S608


@pytest.mark.parametrize("book", BOOKS)
def test_found_under_yesterdays_key(store: Store, book: str) -> None:
    """Midnight does not cut a conversation off."""
    write(store, book, CHAT, b"late", MIDNIGHT - timedelta(seconds=1))
    assert read(store, book, CHAT, MIDNIGHT + timedelta(seconds=1)) == b"late"
    assert read(store, book, CHAT, MIDNIGHT + timedelta(hours=20)) == b"late"


@pytest.mark.parametrize(("book", "kept"), [("drafts", DRAFT_KEPT), ("trails", TRAIL_KEPT)])
@pytest.mark.parametrize("minutes", range(0, 24 * 60, 487))
def test_gone_in_time(store: Store, book: str, kept: timedelta, minutes: int) -> None:
    """Written at any time of the day: there until an hour before it is over, gone at the latest when it is."""
    at = MIDNIGHT + timedelta(minutes=minutes)
    write(store, book, CHAT, b"x", at)
    assert read(store, book, CHAT, at + kept - timedelta(hours=1, seconds=1)) == b"x"
    assert read(store, book, CHAT, at + kept) is None


@pytest.mark.parametrize("book", BOOKS)
def test_purged(tmp_path: Path, store: Store, book: str) -> None:
    """The purge removes what is over and nothing else."""
    write(store, book, CHAT, b"old")
    write(store, book, OTHER, b"young", NOW + timedelta(hours=30))
    with store.transaction() as books:
        ring = getattr(books, book)
        assert ring.purge(NOW + timedelta(hours=47)) == 1
        assert ring.purge(NOW + timedelta(hours=47)) == 0
    assert len(raw_rows(tmp_path, f"SELECT id FROM {book}")) == 1  # noqa: S608


@pytest.mark.parametrize("book", BOOKS)
def test_erased(tmp_path: Path, store: Store, book: str) -> None:
    """Clear leaves no row, under no key, and other chats alone."""
    write(store, book, CHAT, b"x", MIDNIGHT - timedelta(minutes=1))
    write(store, book, OTHER, b"y", MIDNIGHT)
    with store.transaction() as books:
        getattr(books, book).erase(CHAT, MIDNIGHT)
    assert read(store, book, CHAT, MIDNIGHT) is None
    assert read(store, book, OTHER, MIDNIGHT) == b"y"
    assert len(raw_rows(tmp_path, f"SELECT id FROM {book}")) == 1  # noqa: S608


@pytest.mark.parametrize("book", BOOKS)
def test_without_the_days_key_it_is_lost(tmp_path: Path, store: Store, book: str) -> None:
    """Once a day's key is destroyed nothing of that day opens, with every other key at hand."""
    write(store, book, CHAT, b"x")
    (tmp_path / "keys" / f"{book}-{NOW.date()}.key").unlink()
    assert read(store, book, CHAT) is None


@pytest.mark.parametrize("book", BOOKS)
def test_one_chats_row_does_not_open_in_anothers(tmp_path: Path, store: Store, book: str) -> None:
    """A row whose content was swapped for another chat's is refused."""
    write(store, book, CHAT, b"mine")
    write(store, book, OTHER, b"theirs")
    with closing(sqlite3.connect(database_of(tmp_path))) as raw, raw:
        sealed = [row[0] for row in raw.execute(f"SELECT sealed FROM {book} ORDER BY id")]  # noqa: S608
        for (id,), value in zip(list(raw.execute(f"SELECT id FROM {book} ORDER BY id")), sealed[::-1], strict=True):  # noqa: S608
            raw.execute(f"UPDATE {book} SET sealed = ? WHERE id = ?", (value, id))  # noqa: S608
    for chat in (CHAT, OTHER):
        with pytest.raises(SealBroken):
            read(store, book, chat)


def test_an_update_is_new_once(store: Store, tmp_path: Path) -> None:
    """The second time an update comes it is known, after a restart as well, and others are not."""
    with store.transaction() as books:
        assert [books.marks.is_new(update, NOW) for update in (1, 2, 1, 2, 3)] == [True, True, False, False, True]
    with opened(tmp_path) as again, again.transaction() as books:
        assert not books.marks.is_new(1, NOW + timedelta(hours=40))


def test_an_update_rolled_back_is_new_again(store: Store) -> None:
    """A turn that fails does not mark its update as carried out."""

    def fails() -> None:
        with store.transaction() as books:
            assert books.marks.is_new(1, NOW)
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            fails()


def test_marks_are_purged(store: Store, tmp_path: Path) -> None:
    """Marks outlast every redelivery, 24 hours, and go after two days and an hour at most."""
    with store.transaction() as books:
        books.marks.is_new(1, NOW)
        assert books.marks.purge(NOW + MARK_KEPT) == 0
        assert books.marks.purge(NOW + MARK_KEPT + timedelta(hours=1)) == 1
    assert raw_rows(tmp_path, "SELECT * FROM marks") == []


def test_times_are_coarse(store: Store, tmp_path: Path) -> None:
    """No row says to better than an hour when somebody wrote."""
    write(store, "drafts", CHAT, b"x")
    write(store, "trails", CHAT, b"x")
    with store.transaction() as books:
        books.marks.is_new(1, NOW)
    for table in (*BOOKS, "marks"):
        ((expires_at,),) = raw_rows(tmp_path, f"SELECT expires_at FROM {table}")  # noqa: S608
        assert expires_at[14:] == "00:00.000000"
