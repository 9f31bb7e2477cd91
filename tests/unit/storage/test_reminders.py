"""Chats of reporters who asked to be told of news: kept for fourteen days, and tied to nothing by a thief."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from bot.casework.model import CaseRef
from bot.casework.reminding import KEPT
from bot.storage.migrate import migrate
from bot.storage.reminders import FEWEST, SCRIPTS, Reminders, metadata, open_reminders
from bot.storage.store import Store, open_engine
from tests.faults.planted import hunt
from tests.stores import NOW, file_case, raw_rows

TODAY, DAY = NOW.date(), timedelta(days=1)
PAIRS = 200
MOST_BY_CHANCE = 9
"""Right guesses of 200, where one is to be expected; guessing finds more once in nine million times."""
FIRST_CHAT = 7_100_200_300


@pytest.fixture
def reminders(tmp_path: Path) -> Iterator[Reminders]:
    (tmp_path / "keys").mkdir(mode=0o700, exist_ok=True)
    opened = open_reminders(tmp_path / "data", tmp_path / "keys", TODAY)
    yield opened
    opened.close()


def rows(folder: Path, table: str = "routes") -> list[tuple[object, ...]]:
    """What somebody with the file reads."""
    with closing(sqlite3.connect(folder / "data" / "reminders.sqlite3")) as raw:
        return raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  its own tables' names


def test_it_is_over_after_fourteen_days(reminders: Reminders, tmp_path: Path) -> None:
    """To the day: then it is not found, and the purge leaves nothing of it."""
    name = reminders.add(FIRST_CHAT, "ur", TODAY)
    found = reminders.find(name, TODAY + KEPT - DAY)
    assert found
    assert (found.chat, found.language, found.until) == (FIRST_CHAT, "ur", TODAY + timedelta(days=14))
    assert reminders.find(name, TODAY + KEPT) is None
    assert reminders.purge(TODAY + KEPT - DAY) == 0
    assert reminders.purge(TODAY + KEPT) == 1
    assert name not in {row[0] for row in rows(tmp_path)}


def test_one_is_forgotten_or_a_whole_chat(reminders: Reminders) -> None:
    """Revoking leaves the chat's other reports alone; Clear forgets all of this chat and of no other."""
    mine, mine_too, other = (reminders.add(chat, "en", TODAY) for chat in (1, 1, 2))
    reminders.erase(mine)
    assert [bool(reminders.find(name, TODAY)) for name in (mine, mine_too, other)] == [False, True, True]
    reminders.erase_chat(1)
    assert [bool(reminders.find(name, TODAY)) for name in (mine_too, other)] == [False, True]


def test_a_chat_is_told_once_a_day(reminders: Reminders, tmp_path: Path) -> None:
    """Whatever reports it has; the next day again; what is over leaves no mark."""
    assert [reminders.is_first(chat, day) for chat, day in ((1, TODAY), (1, TODAY), (2, TODAY), (1, TODAY + DAY))] == [
        *(True, False),
        *(True, True),
    ]
    reminders.purge(TODAY + DAY)
    assert len(rows(tmp_path, "tellings")) == 1


def test_a_single_one_hides_among_others(reminders: Reminders, tmp_path: Path) -> None:
    """There are as many rows, of one size, whether nobody asked, or one, or it was taken back."""
    counts = [len(rows(tmp_path))]
    name = reminders.add(FIRST_CHAT, "en", TODAY)
    counts.append(len(rows(tmp_path)))
    assert len({len(bytes(row[1])) for row in rows(tmp_path) if isinstance(row[1], bytes)}) == 1
    reminders.erase(name)
    counts.append(len(rows(tmp_path)))
    assert counts == [FEWEST] * 3


def test_it_outlives_a_restart_and_only_this_account_reads_it(reminders: Reminders, tmp_path: Path) -> None:
    """The same file and the same key open it again; both are readable by nobody else."""
    name = reminders.add(FIRST_CHAT, "en", TODAY)
    again = open_reminders(tmp_path / "data", tmp_path / "keys", TODAY)
    assert again.find(name, TODAY)
    again.close()
    for path in (tmp_path / "data" / "reminders.sqlite3", tmp_path / "keys" / "reminders.key"):
        assert path.stat().st_mode & 0o077 == 0


def test_without_its_key_nothing_is_known_any_more(reminders: Reminders, tmp_path: Path) -> None:
    """A lost key costs the reminders and nothing else: they are as good as none, and the purge takes them away."""
    name = reminders.add(FIRST_CHAT, "en", TODAY)
    (tmp_path / "keys" / "reminders.key").unlink()
    other = open_reminders(tmp_path / "data", tmp_path / "keys", TODAY)
    assert other.find(name, TODAY) is None
    assert name not in {row[0] for row in rows(tmp_path)}
    assert len(rows(tmp_path)) == FEWEST
    other.close()


def test_a_thief_of_both_files_ties_no_chat_to_a_case(reminders: Reminders, store: Store, tmp_path: Path) -> None:
    """Two hundred cases with a reminder each, over ten days: by order, by size, by what is alike in the bytes, by any
    name or time that stands in both files, no more pairs are found than by guessing; and no chat is in either."""
    truth = _pairs(reminders, store)
    cases = [
        (str(ref), bytes(sealed)) for ref, sealed in raw_rows(tmp_path, "SELECT case_ref, sealed FROM case_routes")
    ]
    routes = [(str(name), bytes(sealed)) for name, sealed in rows(tmp_path) if isinstance(sealed, bytes)]
    assert len(cases) == len(routes) == PAIRS
    assert len({len(sealed) for _name, sealed in cases}) == len({len(sealed) for _name, sealed in routes}) == 1
    filed = {str(ref): day for ref, day in raw_rows(tmp_path, "SELECT ref, filed_on FROM cases")}
    guesses = {
        "rows in order": zip(cases, routes, strict=True),
        "names in order": zip(sorted(cases), sorted(routes), strict=True),
        "sealed in order": zip(sorted(cases, key=_sealed), sorted(routes, key=_sealed), strict=True),
        "days in order": zip(sorted(cases, key=lambda each: filed[each[0]]), routes, strict=True),
    }
    for how, pairs in guesses.items():
        linked = sum(truth[ref] == name for (ref, _), (name, _) in pairs)
        assert linked <= MOST_BY_CHANCE, f"{linked} by {how}"
    files = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    assert not hunt({"cases": files["amaan.sqlite3"]}, [name for name, _sealed_value in routes[:20]])
    assert not hunt({"reminders": files["reminders.sqlite3"]}, [ref for ref, _sealed_value in cases[:20]])
    assert not hunt(files, [str(FIRST_CHAT + 7919 * number) for number in range(PAIRS)])


def _sealed(each: tuple[str, bytes]) -> bytes:
    return each[1]


def _pairs(reminders: Reminders, store: Store) -> dict[str, str]:
    """Each case's reminder, as only somebody with all keys knows it."""
    truth: dict[str, str] = {}
    for number in range(PAIRS):
        now = NOW + timedelta(days=number // 20)
        with store.transaction() as books:
            ref = file_case(books, now=now, narrative="x" * random.randint(1, 4000)).ref
            truth[ref] = reminders.add(FIRST_CHAT + 7919 * number, "en", now.date())
            books.routes.keep(ref, truth[ref])
    return truth


def test_who_asked_cannot_be_seen_in_the_cases(store: Store, tmp_path: Path) -> None:
    """Every case has the row, of one size, whether its reporter asked, took it back, or never did; it goes with it."""
    with store.transaction() as books:
        refs = [file_case(books).ref for _ in range(3)]
        books.routes.keep(refs[0], "n" * 22)
        books.routes.keep(refs[1], "n" * 22)
        books.routes.keep(refs[1], "")
        assert [books.routes.of(ref) for ref in refs] == ["n" * 22, "", ""]
        assert books.routes.of(CaseRef("nobody's")) == ""
    assert len({len(row[0]) for row in raw_rows(tmp_path, "SELECT sealed FROM case_routes")}) == 1
    with store.transaction() as books:
        books.cases.purge(refs[0])
    assert len(raw_rows(tmp_path, "SELECT sealed FROM case_routes")) == 2


def test_migrated_is_declared_up_and_down(reminders: Reminders, tmp_path: Path) -> None:
    """The migration leads to the tables as they are declared, without row numbers; down, with rows in them, to none."""
    reminders.add(FIRST_CHAT, "en", TODAY)
    reminders.is_first(1, TODAY)
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'reminders.sqlite3'}")
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
        assert all("WITHOUT ROWID" in sql for name, sql in made if name in metadata.tables)
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        assert set(left) == {"alembic_version"}
    migrate(engine, SCRIPTS)
    engine.dispose()
    assert rows(tmp_path) == []
