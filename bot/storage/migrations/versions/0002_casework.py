"""casework: what happens to a case after it was sent"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of casework."""
    op.create_table('counters',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False, comment='keyed hash of what is counted, where and when'),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counters')),
    sqlite_with_rowid=False
    )
    op.create_table('published_months',
    sa.Column('month', sa.Date(), nullable=False, comment='its first day'),
    sa.PrimaryKeyConstraint('month', name=op.f('pk_published_months')),
    sqlite_with_rowid=False
    )
    op.create_table('published',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=64), nullable=False, comment='a district, a province, or * for everywhere'),
    sa.Column('concern', sa.String(length=32), nullable=False, comment='or * for all of them'),
    sa.Column('measure', sa.String(length=32), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('month', 'place', 'concern', 'measure', name=op.f('pk_published')),
    sqlite_with_rowid=False
    )
    op.create_table(
        "handovers",
        sa.Column("case_ref", sa.String(length=22), nullable=False, comment="that it was handed over; under which name is sealed"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_ref", name=op.f("pk_handovers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "handover_post",
        sa.Column("id", sa.String(length=22), nullable=False, comment="how many cases wait to be sent, and nothing of which"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_post")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Without them."""
    op.drop_table('published')
    op.drop_table('published_months')
    op.drop_table('counters')
    op.drop_table("handover_post")
    op.drop_table("handovers")
