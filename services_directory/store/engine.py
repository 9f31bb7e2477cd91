"""Opens the directory's database, on SQLite now and PostgreSQL later, and brings it up to this version's schema."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

VERSION_TABLE = "directory_schema"
SQLITE = "sqlite"
_SCRIPTS = Path(__file__).with_name("migrations")
# WAL: a bot may read while an import writes.
_PRAGMAS = ("busy_timeout=10000", "journal_mode=WAL", "secure_delete=ON", "foreign_keys=ON", "synchronous=NORMAL")


def open_engine(url: str) -> Engine:
    """An engine that keeps bound values out of exceptions; a SQLite file is made for this account alone."""
    is_file = make_url(url).get_backend_name() == SQLITE
    # a SQLite file is opened anew each time: one that was put in its place is seen, and none is held open for days
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool if is_file else None)
    if is_file:
        _make_private(make_url(url).database)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, its transactions begun to write: SQLite has one writer, who queues at the start."""
    return engine.execution_options(writes=True)


def reading(engine: Engine) -> Engine:
    """The same engine, each of its transactions looking at one moment of the database."""
    return engine if engine.dialect.name == SQLITE else engine.execution_options(isolation_level="REPEATABLE READ")


def migrate(engine: Engine) -> None:
    """Run every migration that has not run yet, all in one transaction."""
    with writing(engine).begin() as connection:
        if not is_up_to_date(connection):
            config = scripts()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def scripts() -> Config:
    """Where the migrations are, as Alembic wants to be told."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config


def is_up_to_date(connection: Connection) -> bool:
    """Whether the database has the schema of this version."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision() == ScriptDirectory.from_config(scripts()).get_current_head()


def _make_private(file: str | None) -> None:
    if file and file != ":memory:":
        path = Path(file)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # our own BEGIN below, instead of the driver's late one
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
