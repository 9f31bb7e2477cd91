"""Every table of the directory's own database, and where it matters what a thief of the file learns.

Services are public knowledge. Of people there is nothing but the opaque name of whoever decided; complaints and gaps
are counted by the day and the month, so that no row stands for one person's visit, and lie in the order of their keys
(WITHOUT ROWID): SQLite notes no order in which they came.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

ID = String(128)
BY = String(64)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    },
)


def _table(name: str, *parts: Column[Any] | CheckConstraint, has_long_rows: bool = False) -> Table:
    """Of rows over a kilobyte SQLite would fill a page each if it kept them by their keys."""
    return Table(name, metadata, *parts, sqlite_with_rowid=has_long_rows)


def _service_id() -> Column[Any]:
    return Column("service_id", ID, ForeignKey("services.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[Any]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


organisations = _table(
    "organisations",
    Column("id", ID, primary_key=True),
    Column("names", Text, nullable=False, comment="JSON, by language"),
    Column("type", String(32), nullable=False),
    Column("description", Text),
    Column("website", Text),
    Column("email", Text),
    Column("is_edited", Boolean, nullable=False, comment="here, so that a newer country pack does not undo it"),
)
services = _table(
    "services",
    Column("id", ID, primary_key=True),
    Column("organisation_id", ID, ForeignKey("organisations.id"), nullable=False, index=True),
    Column("names", Text, nullable=False, comment="JSON, by language"),
    Column("category", String(32), nullable=False),
    Column("description", Text),
    Column("whatsapp", Text),
    Column("email", Text),
    Column("website", Text),
    Column("cost", Text),
    Column("female_staff", Boolean),
    Column("status", String(32), nullable=False),
    Column("is_walk_in", Boolean, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_on", Date),
    Column("verified_on", Date),
    Column("confidence", String(16), nullable=False),
    Column("pack_row", Text, comment="JSON, as the country pack had it when last looked at"),
    Column("is_edited", Boolean, nullable=False, comment="here, so that a newer country pack does not undo it"),
    Column("gone_on", Date, comment="taken out of the directory; kept, so that no pack brings it back"),
    has_long_rows=True,
)
locations = _table(
    "locations",
    _service_id(),
    Column("province", String(64)),
    Column("district", String(64)),
    Column("address", Text),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
    Column("precision", String(16)),
    Column("is_confidential", Boolean, nullable=False),
    CheckConstraint(
        "NOT is_confidential OR (address IS NULL AND latitude IS NULL AND longitude IS NULL AND precision IS NULL)",
        name="confidential_is_nowhere",
    ),
)
phones = _table("phones", _service_id(), _position(), Column("number", Text, nullable=False))
schedules = _table(
    "schedules",
    _service_id(),
    Column("hours", Text, comment="as somebody wrote them"),
    Column("always_open", Boolean),
    Column("schedule", Text, comment="JSON of schedule.Schedule"),
)
eligibility = _table(
    "eligibility",
    _service_id(),
    Column("serves", Text, nullable=False, comment="as somebody wrote it"),
    Column("audience", String(32), nullable=False),
    Column("gender", String(16)),
    Column("min_age", Integer),
    Column("max_age", Integer),
    Column("only_for", Text, nullable=False, comment="JSON, concerns"),
)
languages = _table("languages", _service_id(), _position(), Column("language", Text, nullable=False))
accessibility = _table("accessibility", _service_id(), _position(), Column("feature", Text, nullable=False))
coverage = _table(
    "coverage",
    _service_id(),
    Column("reach", String(16), nullable=False),
    Column("area", LargeBinary, comment="WKB in degrees, longitude first"),
)
verifications = _table(
    "verifications",
    Column("id", String(22), primary_key=True),
    Column("service_id", ID, ForeignKey("services.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("on", Date, nullable=False),
    Column("by", BY, nullable=False, comment="an opaque name, never a person's"),
    Column("method", String(32), nullable=False),
)
history = _table(
    "history",
    _service_id(),
    Column("version", Integer, primary_key=True, autoincrement=False, comment="the one that replaced it"),
    Column("act", String(16), nullable=False),
    Column("on", Date, nullable=False),
    Column("by", BY, nullable=False, comment="an opaque name, never a person's"),
    Column("was", Text, nullable=False, comment="JSON, the service before"),
    has_long_rows=True,
)
proposals = _table(
    "proposals",
    Column("id", String(22), primary_key=True),
    Column("difference", Text, nullable=False, comment="JSON of exchange.difference.Difference"),
    Column("on", Date, nullable=False),
    Column("by", BY, nullable=False, comment="an opaque name, never a person's"),
    Column("state", String(16), nullable=False),
    Column("decided_on", Date),
    Column("decided_by", BY),
    has_long_rows=True,
)
complaints = _table(
    "complaints",
    _service_id(),
    Column("on", Date, primary_key=True, comment="a day, and nothing of who complained"),
    Column("count", Integer, nullable=False),
    Column("open", Integer, nullable=False, comment="how many of them came since the service was verified"),
)
gaps = _table(
    "gaps",
    Column("district", String(64), primary_key=True, comment="empty where none was known"),
    Column("need", String(32), primary_key=True, comment="a concern or a category"),
    Column("month", Date, primary_key=True, comment="its first day"),
    Column("count", Integer, nullable=False),
)
editions = _table(
    "editions",
    Column("name", String(16), primary_key=True, comment="the one row there is: directory"),
    Column("version", Integer, nullable=False, comment="one more with every change of what is offered"),
    Column("pack", String(64), comment="checksum of the country pack that was last looked at"),
)
