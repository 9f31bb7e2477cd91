"""What services were before they were changed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from services_directory.model import Service
from services_directory.store import tables
from services_directory.store.records import service_from_json


@dataclass(frozen=True)
class Past:
    """The service until `version`, which changed it or took it out (`act`); `by` is an opaque name."""

    was: Service
    version: int
    act: str
    by: str
    on: date


def history_of(db: Connection, service_id: str) -> tuple[Past, ...]:
    """The latest first."""
    table = tables.history
    its = select(table).where(table.c.service_id == service_id).order_by(table.c.version.desc())
    return tuple(Past(service_from_json(row.was), row.version, row.act, row.by, row.on) for row in db.execute(its))
