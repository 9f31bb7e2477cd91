"""reminders: chats of reporters who asked to be told of news"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "routes",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tellings",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("tellings")
    op.drop_table("routes")
