"""Every table, and for each column what a thief of the file learns: days, districts, concerns, no words, no people.

Keys are random and the tables keyed by them WITHOUT ROWID: row order would tie a case to whoever wrote next to it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"},
)


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


cases = _table(
    "cases",
    Column("ref", String(22), primary_key=True),
    Column("district", String(64)),
    Column("concern", String(32), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("due_at", DateTime, comment="UTC, to five minutes, erased once it is met"),
    Column("holder", String(22)),
    Column("answered", String(16), comment="how long acknowledging took, as a bucket"),
    Column("outcome", String(16)),
    Column("closed_on", Date),
    Column("round", Integer, nullable=False, server_default="0", comment="how often it was routed or opened anew"),
    Column("is_slow", Boolean, nullable=False, server_default="0", comment="one of many from one chat"),
    Column("safer", String(8), comment="what the reporter said four weeks on: yes, no or unsure"),
)
reports = _table(
    "reports",
    Column("case_ref", String(22), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
case_keys = _table(
    "case_keys",
    Column("case_ref", String(22), primary_key=True),
    Column("held_by", String(80), primary_key=True, comment="'district:<id>' or 'receipt'"),
    Column("wrapped", LargeBinary, nullable=False),
)
mailboxes = _table(
    "mailboxes",
    Column("lookup", LargeBinary(16), primary_key=True),
    Column("case_ref", String(22), nullable=False),
)
relay_messages = _table(
    "relay_messages",
    Column("case_ref", String(22), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("author", String(16), nullable=False),
    Column("written_on", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
case_events = _table(
    "case_events",
    Column("case_ref", String(22), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("event", String(64), nullable=False),
    Column("by", String(22), nullable=False),
    Column("on", Date, nullable=False),
)
assignments = _table(
    "assignments",
    Column("case_ref", String(22), primary_key=True),
    Column("focal_point", String(22), primary_key=True),
    Column("rung", Integer, nullable=False),
)
case_notes = _table(
    "case_notes",
    Column("case_ref", String(22), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("by", String(22), nullable=False),
    Column("written_on", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
referrals = _table(
    "referrals",
    Column("case_ref", String(22), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("changed_on", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="to which service, and why it was rejected"),
)
case_links = _table(  # that somebody thought two reports to be of one child, or not; neither's words
    "case_links",
    Column("first", String(22), primary_key=True),
    Column("second", String(22), primary_key=True, comment="the name that sorts after the first"),
    Column("state", String(16), nullable=False),
)
tracings = _table(  # that a missing child may be one found elsewhere, and who agreed to compare; neither's words
    "tracings",
    Column("missing", String(22), primary_key=True),
    Column("found", String(22), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("missing_by", String(22)),
    Column("found_by", String(22)),
)
case_routes = _table(
    "case_routes",
    Column("case_ref", String(22), primary_key=True, comment="every case has one, whether or not its reporter is told"),
    Column("sealed", LargeBinary, nullable=False, comment="the name of a reminder, or none: storage.reminders"),
)
pages = _table(
    "pages",
    Column("case_ref", String(22), primary_key=True),
    Column("focal_point", String(22), primary_key=True),
    Column("step", String(32), primary_key=True, comment="round and event: nobody is told of one twice"),
)
held_notices = _table(
    "held_notices",
    Column("focal_point", String(22), primary_key=True),
    Column("case_ref", String(22), primary_key=True),
)
paces = _table(
    "paces",
    Column("focal_point", String(22), primary_key=True),
    Column("hour", DateTime, nullable=False, comment="UTC, the hour they were last told anything in"),
    Column("told", Integer, nullable=False),
    Column("digested", Boolean, nullable=False),
)
coverage_gaps = _table(
    "coverage_gaps",
    Column("id", String(22), primary_key=True),
    Column("district", String(64)),
    Column("concern", String(32), nullable=False),
    Column("noted_on", Date, nullable=False),
)
counters = _table(  # sealed: a count of one is a case, and outlives it
    "counters",
    Column("id", LargeBinary(16), primary_key=True, comment="keyed hash of what is counted, where and when"),
    Column("month", Date, nullable=False, comment="its first day"),
    Column("sealed", LargeBinary, nullable=False),
)
published_months = _table(
    "published_months",
    Column("month", Date, primary_key=True, comment="its first day"),
)
published = _table(  # nothing that exposes anybody: casework.suppression has been over it
    "published",
    Column("month", Date, primary_key=True),
    Column("place", String(64), primary_key=True, comment="a district, a province, or * for everywhere"),
    Column("concern", String(32), primary_key=True, comment="or * for all of them"),
    Column("measure", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
)
focal_points = _table(
    "focal_points",
    Column("id", String(22), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("areas", String, nullable=False, comment="space-separated district or province ids, or *"),
    Column("language", String(16), nullable=False),
    Column("office", String(32)),
    Column("enrolled_on", Date, nullable=False),
    Column("revoked_on", Date),
    Column("quiet", String(5), comment="hours without notices that can wait, as 22-07"),
    Column("asked_on", Date, comment="the day of a test message that is not answered"),
    Column("is_blocked", Boolean, nullable=False, server_default="0", comment="their chat refuses what is sent"),
)
contacts = _table(
    "contacts",
    Column("focal_point", String(22), primary_key=True),
    Column("lookup", LargeBinary(16), nullable=False, unique=True, comment="keyed hash of the chat id"),
    Column("sealed", LargeBinary, nullable=False),
)
invitations = _table(
    "invitations",
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("areas", String, nullable=False),
    Column("office", String(32)),
    Column("expires_at", DateTime, nullable=False),
    Column("invited_by", String(22), comment="the coordinator's random id; none for the command line's"),
    Column("is_confirmed", Boolean, nullable=False, server_default="1"),
)
rounds = _table(
    "rounds",
    Column("name", String(16), primary_key=True, comment="what is done once a month or a week"),
    Column("on", Date, nullable=False, comment="when it was done last"),
)
drafts = _table(
    "drafts",
    Column("id", LargeBinary(16), primary_key=True, comment="keyed by a secret that lives two days"),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", DateTime, nullable=False, comment="UTC, up to the full hour"),
)
trails = _table(
    "trails",
    Column("id", LargeBinary(16), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", DateTime, nullable=False, comment="UTC, up to the full hour"),
)
marks = _table(
    "marks",
    Column("id", LargeBinary(16), primary_key=True, comment="keyed hash of an update's number"),
    Column("expires_at", DateTime, nullable=False),
)
outbox = _table(
    "outbox",
    Column("id", String(22), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
clock_days = _table(
    "clock_days",
    Column("name", String(16), primary_key=True, comment="which day: that of the last purge, or of a jump"),
    Column("on", Date, nullable=False, comment="that the bot ran then"),
)
handovers = _table(
    "handovers",
    Column("case_ref", String(22), primary_key=True, comment="that it was handed over; under which name is sealed"),
    Column("sealed", LargeBinary, nullable=False),
)
handover_post = _table(
    "handover_post",
    Column("id", String(22), primary_key=True, comment="how many cases wait to be sent, and nothing of which"),
    Column("sealed", LargeBinary, nullable=False),
)
proofs = _table(
    "proofs",
    Column("name", String(16), primary_key=True, comment="which key"),
    Column("sealed", LargeBinary, nullable=False),
)
set_aside = _table(
    "set_aside",
    Column("id", String(22), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("on", Date, nullable=False),
)
