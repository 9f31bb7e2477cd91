"""A thief has the database, its journal and everything beside it but the keys: what can be found in it."""

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.casework.following import answer_focal_point
from bot.casework.handling import ask_reporter, close_case
from bot.casework.keeping import CASE_RETENTION, purge_closed
from bot.casework.model import CaseRef, FocalPointId, Outcome, ReceiptCode
from bot.casework.routing import Role
from bot.storage.errors import SealBroken
from bot.storage.receipts import mint_receipt
from bot.storage.store import Store, StoredBooks
from tests.stores import NOW, SWABI, database_of, enrol, file_case, quick_receipts, raw_rows

REPORTS = 30
LOCAL, FOCAL_POINTS_CHAT = FocalPointId("local"), 6_123_456_789
RECEIPTS = quick_receipts()


@dataclass(frozen=True)
class Planted:
    """What one reporter brought that nobody may find: words, the code, the chat, the number of the update."""

    number: int
    code: ReceiptCode
    chat: int

    @property
    def words(self) -> tuple[str, ...]:
        marker = f"{self.number:02}KANARI"
        return f"narrative{marker}", f"چکی{marker}گاؤں", f"question{marker}", f"answer{marker}"

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.chat, 900_000_000_000 + self.number


def file_all(books: StoredBooks, first: int = 0) -> dict[CaseRef, Planted]:
    """Thirty whole turns: a case, its messages, a draft, a trail, a letter, a mark, an update set aside."""
    planted = [
        Planted(number, mint_receipt(), 7_100_200_300 + 7919 * number) for number in range(first, first + REPORTS)
    ]
    return {one_turn(books, each): each for each in planted}


def one_turn(books: StoredBooks, each: Planted) -> CaseRef:
    told, urdu, question, answer = each.words
    mailbox = RECEIPTS.mailbox_of(each.code)
    ref = file_case(books, narrative=f"{told} {urdu} " * (1 + each.number * 3), mailbox=mailbox).ref
    ask_reporter(books, ref, LOCAL, question * (1 + each.number * 5), NOW)
    answer_focal_point(books, mailbox, answer, NOW)
    everything = f"{each.chat} {each.code} {told} {urdu}".encode()
    books.drafts.write(each.chat, everything, NOW)
    books.trails.write(each.chat, everything, NOW)
    books.outbox.add(everything)
    books.set_aside.add(everything, NOW.date())
    assert books.marks.is_new(each.numbers[1], NOW)
    return ref


def traces_of(each: Planted) -> Iterator[bytes]:
    """Everything planted, in every form in which it might lie about."""
    for text in (*each.words, each.code, " ".join(each.code[at : at + 4] for at in range(0, 16, 4)), str(each.chat)):
        yield from forms_of(text)
    for number in each.numbers:
        for size in (5, 6, 8):
            yield number.to_bytes(size, "little")
            yield number.to_bytes(size, "big")
    yield from forms_of(str(each.numbers[1]))


def forms_of(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = text.encode(encoding)
        yield from (plain, plain[::-1], plain.hex().encode(), plain.hex().upper().encode())
        for shift in range(3):  # base64 looks different at each offset; its edges depend on the neighbours
            yield base64.b64encode(bytes(shift) + plain)[4:-4]
            yield base64.urlsafe_b64encode(bytes(shift) + plain)[4:-4]


def loot(folder: Path) -> bytes:
    """Every byte of every file but the keys."""
    return b"".join(path.read_bytes() for path in sorted((folder / "data").rglob("*")) if path.is_file())


def found_in(stolen: bytes, planted: dict[CaseRef, Planted]) -> list[bytes]:
    return [trace for each in planted.values() for trace in set(traces_of(each)) if trace in stolen]


@pytest.fixture
def planted(store: Store) -> dict[CaseRef, Planted]:
    with store.transaction() as books:
        enrol(books, LOCAL, Role.focal_point, SWABI)
        books.contacts.remember(LOCAL, FOCAL_POINTS_CHAT)
        return file_all(books)


def test_the_hunt_finds_what_is_there(store: Store, tmp_path: Path, planted: dict[CaseRef, Planted]) -> None:
    """The hunt is no blind one: written in the clear, each form of each planted value is found."""
    each = next(iter(planted.values()))
    with store.transaction() as books:
        books.cases.record(CaseRef("x"), each.words[0], str(each.chat), NOW.date())
    assert {each.words[0].encode(), str(each.chat).encode()} <= set(found_in(loot(tmp_path), planted))
    assert all(len(trace) >= 5 for trace in traces_of(each))


def test_nothing_is_found(tmp_path: Path, planted: dict[CaseRef, Planted]) -> None:
    """No narrative, message, code, chat or update number, in thousands of forms, is in the files."""
    stolen = loot(tmp_path)
    assert sum(1 for each in planted.values() for _ in traces_of(each)) > 5000
    assert found_in(stolen, planted) == []
    assert not [form for form in forms_of(str(FOCAL_POINTS_CHAT)) if form in stolen]
    assert FOCAL_POINTS_CHAT.to_bytes(5, "little") not in stolen
    assert FOCAL_POINTS_CHAT.to_bytes(5, "big") not in stolen


def test_nothing_is_found_in_the_journal(store: Store, tmp_path: Path, planted: dict[CaseRef, Planted]) -> None:
    """A copy made in the middle of a turn, journal and all, holds nothing either; after the turn it is gone."""
    with store.transaction() as books:
        for ref in planted:
            close_case(books, ref, LOCAL, Outcome.resolved, NOW)
        planted |= file_all(books, REPORTS)
        assert list((tmp_path / "data").glob("*-journal"))
        assert found_in(loot(tmp_path), planted) == []
    assert [path.name for path in (tmp_path / "data").iterdir()] == [database_of(tmp_path).name]


def sealed_values(folder: Path) -> list[bytes]:
    columns = {"reports": "sealed", "relay_messages": "sealed", "case_keys": "wrapped", "mailboxes": "lookup"}
    return [row[0] for table, column in columns.items() for row in raw_rows(folder, f"SELECT {column} FROM {table}")]  # noqa: S608


def left_of(value: bytes, stolen: bytes) -> bool:
    """Whether any part of a value is left; a long one lies in pieces on several pages."""
    return any(value[at : at + 16] in stolen for at in range(0, max(1, len(value) - 15), 16))


def test_nothing_is_left_after_the_purge(store: Store, tmp_path: Path, planted: dict[CaseRef, Planted]) -> None:
    """Not a sealed piece of a purged case is left on a freed page, for whoever comes by the keys later."""
    with store.transaction() as books:
        stays, *doomed = planted
        for ref in doomed:
            close_case(books, ref, LOCAL, Outcome.resolved, NOW)
    before = sealed_values(tmp_path)
    assert all(left_of(value, loot(tmp_path)) for value in before)
    with store.transaction() as books:
        assert purge_closed(books, NOW + CASE_RETENTION) == REPORTS - 1
    kept, stolen = set(sealed_values(tmp_path)), loot(tmp_path)
    assert len(kept) == 1 + 2 + 2 + 1
    assert not [value for value in before if value not in kept and left_of(value, stolen)]
    assert not [ref for ref in doomed if ref.encode() in stolen]
    assert stays.encode() in stolen


def test_nothing_is_left_of_what_was_delivered(store: Store, tmp_path: Path, planted: dict[CaseRef, Planted]) -> None:
    """Letters that were delivered and drafts that were cleared leave no sealed piece behind."""
    tables = ("outbox", "drafts", "trails", "set_aside")
    before = [row[0] for table in tables for row in raw_rows(tmp_path, f"SELECT sealed FROM {table}")]  # noqa: S608
    with store.transaction() as books:
        for book in (books.outbox, books.set_aside):
            for name, _ in list(book.waiting()):
                book.erase(name)
        for each in planted.values():
            books.drafts.erase(each.chat, NOW)
        books.trails.purge(NOW + timedelta(days=3))
    stolen = loot(tmp_path)
    assert not [value for value in before if left_of(value, stolen)]


KEYS = {
    "reports": ("sealed", "case_ref"),
    "relay_messages": ("sealed", "position"),
    "case_keys": ("wrapped", "held_by"),
}


def cells(raw: sqlite3.Connection, table: str, ref: CaseRef) -> list[tuple[object, bytes]]:
    column, key = KEYS[table]
    return raw.execute(f"SELECT {key}, {column} FROM {table} WHERE case_ref = ? ORDER BY {key}", (ref,)).fetchall()  # noqa: S608


def put(raw: sqlite3.Connection, table: str, ref: CaseRef, keys: list[object], values: list[bytes]) -> None:
    column, key = KEYS[table]
    change = f"UPDATE {table} SET {column} = ? WHERE case_ref = ? AND {key} = ?"  # noqa: S608
    raw.executemany(change, [(value, ref, at) for at, value in zip(keys, values, strict=True)])


def read_all(store: Store, ref: CaseRef) -> object:
    with store.transaction() as books:
        return books.cases.report(ref), books.papers.relayed(ref)


@pytest.mark.parametrize("table", KEYS)
def test_rows_cannot_be_swapped(store: Store, tmp_path: Path, planted: dict[CaseRef, Planted], table: str) -> None:
    """Whoever can write to the file cannot make one case's report, message or key pass for another's."""
    one, other = list(planted)[:2]
    before = read_all(store, one)
    with closing(sqlite3.connect(database_of(tmp_path))) as raw:
        mine, theirs = cells(raw, table, one), cells(raw, table, other)
        keys = [key for key, _value in mine]
        with raw:
            put(raw, table, one, keys, [value for _key, value in theirs])
        with pytest.raises(SealBroken):
            read_all(store, one)
        with raw:
            put(raw, table, one, keys, [value for _key, value in mine])
    assert read_all(store, one) == before


@pytest.mark.parametrize("table", ["relay_messages", "case_keys"])
def test_places_within_a_case_cannot_be_swapped(
    store: Store, tmp_path: Path, planted: dict[CaseRef, Planted], table: str
) -> None:
    """Question and answer cannot change places, nor can the receipt's key pass for the district's."""
    ref = next(iter(planted))
    with closing(sqlite3.connect(database_of(tmp_path))) as raw, raw:
        mine = cells(raw, table, ref)
        put(raw, table, ref, [key for key, _value in mine], [value for _key, value in mine[::-1]])
    with pytest.raises(SealBroken):
        read_all(store, ref)
