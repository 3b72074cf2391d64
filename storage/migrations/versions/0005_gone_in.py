"""Which update told that somebody left, so that an earlier one does not bring them back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of those who left before it is not known."""
    gone_in = sa.Column(
        "gone_in", sa.BigInteger(), nullable=True, comment="The update that told of it"
    )
    op.add_column("memberships", gone_in)


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("memberships", "gone_in")
