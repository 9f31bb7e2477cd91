"""casework: what happens to a case after it was sent"""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Columns = tuple[sa.Column[object], ...]


def upgrade() -> None:
    # Columns one by one: a table made anew in a batch would come back with row numbers, which tie rows to people.
    for table, column in _columns():
        op.add_column(table, column)
    for table, columns in _tables().items():
        op.create_table(table, *columns, sqlite_with_rowid=False)
    # The clock of the first version was met by acknowledging; from now on whoever acknowledged must act.
    op.execute("UPDATE cases SET stage = 'acting' WHERE stage = 'acknowledged'")


def downgrade() -> None:
    for statement in _UNKNOWN_BEFORE:
        op.execute(statement)
    for table in reversed(_tables()):
        op.drop_table(table)
    for table, column in _columns():
        op.drop_column(table, column.name)


_UNKNOWN_BEFORE = (
    "UPDATE cases SET stage = 'acknowledged', due_at = NULL WHERE stage IN ('acting', 'acknowledged')",
    "DELETE FROM contacts WHERE focal_point IN (SELECT id FROM focal_points WHERE role = 'coordinator')",
    "DELETE FROM focal_points WHERE role = 'coordinator'",
    "DELETE FROM invitations WHERE role = 'coordinator' OR NOT is_confirmed",
)
"""The first version stops at a stage or a role that it does not know, and would take an invitation nobody confirmed."""


def _columns() -> list[tuple[str, sa.Column[object]]]:
    return [
        ("cases", sa.Column("round", sa.Integer(), nullable=False, server_default="0")),
        ("cases", sa.Column("is_slow", sa.Boolean(), nullable=False, server_default="0")),
        ("cases", sa.Column("safer", sa.String(8))),
        ("focal_points", sa.Column("quiet", sa.String(5))),
        ("focal_points", sa.Column("asked_on", sa.Date())),
        ("focal_points", sa.Column("is_blocked", sa.Boolean(), nullable=False, server_default="0")),
        ("invitations", sa.Column("invited_by", sa.String(22))),
        ("invitations", sa.Column("is_confirmed", sa.Boolean(), nullable=False, server_default="1")),
    ]


def _tables() -> Mapping[str, Columns]:
    """By name, in the order of the alphabet."""
    return {
        "case_links": (
            sa.Column("first", sa.String(22), primary_key=True),
            sa.Column("second", sa.String(22), primary_key=True),
            sa.Column("state", sa.String(16), nullable=False),
        ),
        "case_notes": (
            sa.Column("case_ref", sa.String(22), primary_key=True),
            sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("by", sa.String(22), nullable=False),
            sa.Column("written_on", sa.Date(), nullable=False),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
        ),
        "case_routes": (
            sa.Column("case_ref", sa.String(22), primary_key=True),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
        ),
        "clock_days": (
            sa.Column("name", sa.String(16), primary_key=True),
            sa.Column("on", sa.Date(), nullable=False),
        ),
        "counters": (
            sa.Column("id", sa.LargeBinary(16), primary_key=True),
            sa.Column("month", sa.Date(), nullable=False),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
        ),
        "handover_post": (
            sa.Column("id", sa.String(22), primary_key=True),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
        ),
        "handovers": (
            sa.Column("case_ref", sa.String(22), primary_key=True),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
        ),
        "held_notices": (
            sa.Column("focal_point", sa.String(22), primary_key=True),
            sa.Column("case_ref", sa.String(22), primary_key=True),
        ),
        "paces": (
            sa.Column("focal_point", sa.String(22), primary_key=True),
            sa.Column("hour", sa.DateTime(), nullable=False),
            sa.Column("told", sa.Integer(), nullable=False),
            sa.Column("digested", sa.Boolean(), nullable=False),
        ),
        "pages": (
            sa.Column("case_ref", sa.String(22), primary_key=True),
            sa.Column("focal_point", sa.String(22), primary_key=True),
            sa.Column("step", sa.String(32), primary_key=True),
        ),
        "published": (
            sa.Column("month", sa.Date(), primary_key=True),
            sa.Column("place", sa.String(64), primary_key=True),
            sa.Column("concern", sa.String(32), primary_key=True),
            sa.Column("measure", sa.String(32), primary_key=True),
            sa.Column("number", sa.Integer(), nullable=False),
        ),
        "published_months": (sa.Column("month", sa.Date(), primary_key=True),),
        "referrals": (
            sa.Column("case_ref", sa.String(22), primary_key=True),
            sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("state", sa.String(16), nullable=False),
            sa.Column("changed_on", sa.Date(), nullable=False),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
        ),
        "rounds": (
            sa.Column("name", sa.String(16), primary_key=True),
            sa.Column("on", sa.Date(), nullable=False),
        ),
        "tracings": (
            sa.Column("missing", sa.String(22), primary_key=True),
            sa.Column("found", sa.String(22), primary_key=True),
            sa.Column("state", sa.String(16), nullable=False),
            sa.Column("missing_by", sa.String(22)),
            sa.Column("found_by", sa.String(22)),
        ),
    }
