"""The unit of work: what each connection is set to, what an exception may say, what the order of rows tells."""

import math
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from bot.casework.routing import Role
from bot.storage import schema
from bot.storage.store import Store, open_engine
from tests.stores import NOW, SWABI, a_mailbox, database_of, enrol, file_case, raw_rows, tables_of

PLANTED = "Bushra of the mill was beaten"
PRAGMAS = {"journal_mode": "delete", "secure_delete": 1, "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}


def test_every_connection_is_set(store: Store, tmp_path: Path) -> None:
    """Journal, secure delete, foreign keys and full sync are on for each of several connections at once."""
    engine = open_engine(f"sqlite:///{database_of(tmp_path)}")
    raw = [engine.raw_connection() for _ in range(5)]
    for connection in raw:
        cursor = connection.cursor()
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
        assert found == PRAGMAS
        cursor.close()
    for connection in raw:
        connection.close()
    assert not engine.echo
    assert engine.hide_parameters
    engine.dispose()


def test_a_journal_left_in_wal_is_put_right(store: Store, tmp_path: Path) -> None:
    """A database somebody switched to WAL is deleted from securely again at the next start."""
    store.close()
    raw_rows(tmp_path, "PRAGMA journal_mode=WAL")
    engine = open_engine(f"sqlite:///{database_of(tmp_path)}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
    engine.dispose()
    assert not list(tmp_path.glob("data/*-wal"))


def chain(failure: BaseException | None) -> Iterator[BaseException]:
    while failure:
        yield failure
        failure = failure.__cause__ or failure.__context__


@pytest.mark.parametrize(
    "values",
    [
        [{"id": PLANTED, "district": PLANTED, "concern": PLANTED, "noted_on": NOW.date()}] * 2,
        [{"id": "1", "district": PLANTED, "concern": None, "noted_on": NOW.date()}],
        [{"id": "1", "district": PLANTED, "concern": PLANTED, "noted_on": PLANTED}],
        [{"id": "1", "district": PLANTED, "concern": {PLANTED}, "noted_on": NOW.date()}],
    ],
    ids=["twice", "null", "no date", "no type"],
)
def test_exceptions_hold_no_bound_values(store: Store, tmp_path: Path, values: list[dict[str, object]]) -> None:
    """A refused row is not quoted, in no text, repr or argument along the whole chain, nor in its traceback."""
    engine = open_engine(f"sqlite:///{database_of(tmp_path)}")

    def write() -> None:
        with engine.begin() as connection:
            for each in values:
                connection.execute(insert(schema.coverage_gaps).values(**each))

    with pytest.raises(SQLAlchemyError) as refused:
        write()
    engine.dispose()
    said = [text for each in chain(refused.value) for text in (str(each), repr(each), repr(each.args))]
    assert said
    assert not [text for text in [*said, *traceback.format_exception(refused.value)] if PLANTED in text]


def test_a_report_that_cannot_be_kept_is_not_quoted(store: Store) -> None:
    """Filing under a code that is taken fails without the narrative in what is raised."""
    mailbox = a_mailbox()

    def twice() -> None:
        with store.transaction() as books:
            for _ in range(2):
                file_case(books, narrative=PLANTED, mailbox=mailbox)

    with pytest.raises(SQLAlchemyError) as refused:
        twice()
    assert not [each for each in chain(refused.value) if PLANTED in f"{each}{each!r}{each.args!r}"]


def test_no_table_remembers_the_order_of_rows(store: Store, tmp_path: Path) -> None:
    """No table of ours has a row number, so none can be read in the order in which it was written."""
    made = {name: sql for name, sql in tables_of(tmp_path).items() if name != "alembic_version"}
    assert set(made) == set(schema.metadata.tables)
    assert [name for name, sql in made.items() if not sql.rstrip().endswith("WITHOUT ROWID")] == []
    assert raw_rows(tmp_path, "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'") == []


def test_rows_of_one_turn_do_not_lie_together(store: Store, tmp_path: Path) -> None:
    """Of 200 turns that write a case, a draft and a letter, no two tables keep the order they were written in.

    By chance a row lies at its own turn's place once on average; eight times is one in a hundred thousand.
    """
    order: dict[str, list[object]] = {"cases": [], "outbox": []}
    with store.transaction() as books:
        enrol(books, "local", Role.focal_point, SWABI)
    for chat in range(200):
        with store.transaction() as books:
            order["cases"].append(file_case(books).ref)
            books.drafts.write(chat, b"x", NOW)
            order["outbox"].append(books.outbox.add(b"x"))
    lying = {
        table: [row[0] for row in raw_rows(tmp_path, f"SELECT {key} FROM {table}")]  # noqa: S608
        for table, key in (("cases", "ref"), ("outbox", "id"))
    }
    turns = {table: [order[table].index(key) for key in lying[table]] for table in lying}
    assert sum(a == b for a, b in zip(turns["cases"], turns["outbox"], strict=True)) < 8
    for places in turns.values():
        assert abs(correlation(places)) < 0.35
    for table, keys in order.items():
        assert len(set(keys)) == 200, table


def correlation(places: list[int]) -> float:
    """Pearson's, of where a row lies with when it was written; of 200 at random, 0.35 is five sigma."""
    count, mean = len(places), (len(places) - 1) / 2
    shared = math.fsum((at - mean) * (turn - mean) for at, turn in enumerate(places))
    return shared / math.fsum((at - mean) ** 2 for at in range(count))


def test_a_second_process_waits_its_turn(store: Store, tmp_path: Path) -> None:
    """Writers take the database before they read, so that none fails halfway with what it read out of date."""
    statements: list[str] = []
    engine = open_engine(f"sqlite:///{database_of(tmp_path)}")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(statements.append)
    with engine.begin():
        pass
    engine.dispose()
    assert statements == ["BEGIN IMMEDIATE", "COMMIT"]
