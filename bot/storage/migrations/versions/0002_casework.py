"""casework: what happens to a case after it was sent"""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of casework."""


def downgrade() -> None:
    """Without them."""
