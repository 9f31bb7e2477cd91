"""The directory's database is brought up to the schema, and down, with rows in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from services_directory.exchange.difference import Changed, Difference
from services_directory.loading import Pack
from services_directory.store import STORE_FILE, DirectoryStore
from services_directory.store.engine import VERSION_TABLE, migrate, open_engine, scripts, writing
from services_directory.store.tables import metadata
from tests.unit.services_directory.store.test_applying import EVERYTHING


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / STORE_FILE}")
    yield engine
    engine.dispose()


def _tables(folder: Path) -> dict[str, tuple[bool, list[tuple[object, ...]]]]:
    """How each table is stored, and its columns."""
    with closing(sqlite3.connect(folder / STORE_FILE)) as raw:
        made = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: ("WITHOUT ROWID" in sql, raw.execute(f"PRAGMA table_info({name})").fetchall()) for name, sql in made
        }


def _rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / STORE_FILE)) as raw:
        return raw.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608  # its own tables' names


def _fill(engine: Engine, pack: Pack, today: date) -> None:
    """A row in every table."""
    store = DirectoryStore(engine)
    store.seed(replace(pack, services=pack.services[:3]), today)
    store.apply(Difference(added=(EVERYTHING,)), by="import", on=today)
    first = store.services()[0]
    change = Difference(changed=(Changed(first, replace(first, cost="free of charge")),))
    store.apply(change, by="import", on=today)
    store.propose(change, by="someone", on=today)
    store.verify(first.id, on=today, by="someone", method="telephone")
    store.complain(first.id, on=today)
    store.note_gap("swabi", "legal_aid", today)


def test_migrated_is_declared(engine: Engine, tmp_path: Path) -> None:
    """The migrations lead to exactly the tables that the schema declares, to the letter of how they are stored."""
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    declared = tmp_path / "declared"
    other = open_engine(f"sqlite:///{declared / STORE_FILE}")
    metadata.create_all(other)
    other.dispose()
    migrated = _tables(tmp_path)
    del migrated[VERSION_TABLE]
    assert migrated == _tables(declared)


def test_down_and_up_with_rows(engine: Engine, tmp_path: Path, pack: Pack, today: date) -> None:
    """Every migration runs down and up again over a database in use, and a restart loses nothing."""
    migrate(engine)
    _fill(engine, pack, today)
    before = {table: _rows(tmp_path, table) for table in metadata.tables}
    assert all(before.values()), "each table has a row in it"
    migrate(engine)
    assert before == {table: _rows(tmp_path, table) for table in metadata.tables}
    for revision in ScriptDirectory.from_config(scripts()).walk_revisions():
        _go_down(engine, str(revision.down_revision or "base"))
        migrate(engine)
        _go_down(engine, str(revision.down_revision or "base"))
    assert set(_tables(tmp_path)) == {VERSION_TABLE}
    migrate(engine)
    _fill(engine, pack, today)


def _go_down(engine: Engine, revision: str) -> None:
    config = scripts()
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_the_file_is_for_this_account_alone(engine: Engine, tmp_path: Path) -> None:
    """Nobody else on the machine reads who decided what, or writes a number into it."""
    migrate(engine)
    assert (tmp_path / STORE_FILE).stat().st_mode & 0o077 == 0
