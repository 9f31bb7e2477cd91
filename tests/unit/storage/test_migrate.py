"""The database is brought up to the schema, and down, with rows in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import bot.storage.migrations
from bot.casework.enrolling import invite_focal_point
from bot.casework.following import answer_focal_point
from bot.casework.handling import acknowledge_case, ask_reporter, write_note
from bot.casework.handover import HandedOver
from bot.casework.pairs import LinkState
from bot.casework.passing_on import refer_case
from bot.casework.ports import WaitingHandOver
from bot.casework.routing import Role
from bot.casework.statistics_tables import ALL, Name
from bot.storage.keys import open_keys
from bot.storage.migrate import is_new, is_up_to_date, migrate
from bot.storage.proofs import prove
from bot.storage.schema import metadata
from bot.storage.store import Store, open_engine
from tests.stores import NOW, SWABI, a_mailbox, database_of, enrol, file_case, raw_rows, tables_of


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    database_of(tmp_path).parent.mkdir()
    engine = open_engine(f"sqlite:///{database_of(tmp_path)}")
    yield engine
    engine.dispose()


def scripts() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(bot.storage.migrations.__path__[0])))
    return config


def go_down(engine: Engine, revision: str) -> None:
    config = scripts()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def fill(engine: Engine, folder: Path) -> None:
    """A row in every table."""
    mailbox = a_mailbox()
    keys = open_keys(folder / "keys", is_new=True)
    prove(engine, keys, 8)
    with Store(engine, keys).transaction() as books:
        ref = file_case(books).ref
        person = enrol(books, "local", Role.focal_point, SWABI)
        file_case(books, mailbox=mailbox)
        case, _told = answer_focal_point(books, mailbox, "hello", NOW)
        refer_case(books, case.ref, person, "a-service", NOW)
        write_note(books, case.ref, person, "a note", NOW)
        books.pages.is_new(case.ref, person, "filed")
        books.pages.count(person, NOW)
        books.pages.hold(person, case.ref)
        books.contacts.remember(person, 1)
        books.drafts.write(1, b"x", NOW)
        books.trails.write(1, b"x", NOW)
        books.marks.is_new(1, NOW)
        books.outbox.add(b"x")
        books.set_aside.add(b"x", NOW.date())
        books.statistics.keep(date(2026, 10, 1), {Name(ALL, ALL, "report"): 12})
        books.handovers.keep(ref, HandedOver("uuid"))
        books.handovers.queue(WaitingHandOver(ref, person, b"x", NOW, NOW))
        books.rounds.note("test", NOW.date())
        books.links.decide(ref, case.ref, LinkState.linked, while_in=None)
        books.calendar.note("purged", NOW.date())
        books.links.suggest(ref, case.ref)
        invite_focal_point(books, Role.deputy, frozenset({SWABI}), NOW)


def test_an_empty_database(engine: Engine) -> None:
    """A new database is new and not up to date; afterwards the other way round; a second time changes nothing."""
    assert (is_new(engine), is_up_to_date(engine)) == (True, False)
    for _ in range(2):
        migrate(engine)
        assert (is_new(engine), is_up_to_date(engine)) == (False, True)


def test_migrated_is_declared(engine: Engine, tmp_path: Path) -> None:
    """The migrations lead to exactly the tables that the schema declares, to the letter of how they are stored."""
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    declared = tmp_path / "declared"
    database_of(declared).parent.mkdir(parents=True)
    other = open_engine(f"sqlite:///{database_of(declared)}")
    metadata.create_all(other)
    other.dispose()
    assert shape_of(tmp_path) == shape_of(declared)


def shape_of(folder: Path) -> dict[str, tuple[bool, list[tuple[object, ...]]]]:
    """How each table is stored, and its columns."""
    return {
        name: ("WITHOUT ROWID" in sql, raw_rows(folder, f"PRAGMA table_info({name})"))
        for name, sql in tables_of(folder).items()
        if name in metadata.tables
    }


def test_down_and_up_with_rows(engine: Engine, tmp_path: Path) -> None:
    """Every migration runs down and up again over a database in use."""
    migrate(engine)
    fill(engine, tmp_path)
    assert all(raw_rows(tmp_path, f"SELECT 1 FROM {table}") for table in metadata.tables)  # noqa: S608
    for revision in ScriptDirectory.from_config(scripts()).walk_revisions():
        go_down(engine, revision.down_revision or "base")  # type: ignore[arg-type]  # no merges here
        assert not is_up_to_date(engine)
        migrate(engine)
        assert is_up_to_date(engine)
        go_down(engine, revision.down_revision or "base")  # type: ignore[arg-type]
    assert set(tables_of(tmp_path)) == {"alembic_version"}
    assert is_new(engine)
    migrate(engine)
    fill(engine, tmp_path)


def test_what_the_first_version_does_not_know_is_not_left_to_it(engine: Engine, tmp_path: Path) -> None:
    """Gone down, no case has a later stage, nobody a later role, and no invitation that nobody confirmed is good."""
    migrate(engine)
    with Store(engine, open_keys(tmp_path / "keys", is_new=True)).transaction() as books:
        person = enrol(books, "local", Role.focal_point, SWABI)
        for each in (enrol(books, "coordinator", Role.coordinator, SWABI), person):
            books.contacts.remember(each, hash(each))
        ask_reporter(books, file_case(books).ref, person, "Where is she?", NOW)
        acknowledge_case(books, file_case(books).ref, person, NOW)
        for role in (Role.coordinator, Role.deputy):
            invite_focal_point(books, role, frozenset({SWABI}), NOW)
    spoil(tmp_path, "UPDATE invitations SET is_confirmed = 0 WHERE role = 'deputy'")
    go_down(engine, "0001")
    assert raw_rows(tmp_path, "SELECT DISTINCT stage, due_at FROM cases") == [("acknowledged", None)]
    assert raw_rows(tmp_path, "SELECT id, role FROM focal_points") == [("local", "focal_point")]
    assert raw_rows(tmp_path, "SELECT focal_point FROM contacts") == [("local",)]
    assert raw_rows(tmp_path, "SELECT role FROM invitations") == []
    migrate(engine)
    assert raw_rows(tmp_path, "SELECT DISTINCT stage FROM cases") == [("acting",)]


def spoil(folder: Path, statement: str) -> None:
    """Change the database past our own code."""
    with closing(sqlite3.connect(database_of(folder))) as raw, raw:
        raw.execute(statement)


def test_migrating_again_keeps_the_rows(engine: Engine, tmp_path: Path) -> None:
    """A restart loses nothing."""
    migrate(engine)
    fill(engine, tmp_path)
    before = {table: raw_rows(tmp_path, f"SELECT * FROM {table}") for table in metadata.tables}  # noqa: S608
    migrate(engine)
    assert before == {table: raw_rows(tmp_path, f"SELECT * FROM {table}") for table in metadata.tables}  # noqa: S608


def test_a_migration_that_fails_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    """Tables half made are rolled back, so that the next start can try again."""
    with closing(sqlite3.connect(database_of(tmp_path))) as raw, raw:
        raw.execute("CREATE TABLE trails (id TEXT)")  # in the way of the last table the first migration makes
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    assert set(tables_of(tmp_path)) <= {"trails", "alembic_version"}
    assert is_new(engine)
    with closing(sqlite3.connect(database_of(tmp_path))) as raw, raw:
        raw.execute("DROP TABLE trails")
    migrate(engine)
    assert is_up_to_date(engine)
