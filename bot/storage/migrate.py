"""Brings a database up to the schema this version was written for."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_SCRIPTS = Path(__file__).with_name("migrations")


def migrate(engine: Engine, scripts: Path = _SCRIPTS) -> None:
    """Run every migration that has not run yet, all in one transaction."""
    with engine.begin() as connection:
        config = _config(scripts)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_up_to_date(engine: Engine) -> bool:
    """Whether the database has the schema of this version."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _head()


def is_new(engine: Engine) -> bool:
    """Whether nothing was ever kept in this database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() is None


def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(scripts: Path = _SCRIPTS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts))
    return config
