"""A notice in hand is its speaker's, not its own lease's; what waits for homes is found fast."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TO_HOMES = sa.text("fate = 'waiting' AND home IS NOT NULL")


def upgrade() -> None:
    """Change the column and make the index."""
    claimed_by = sa.Column(
        "claimed_by", sa.Text(), nullable=True, comment="The speaker that has it in hand"
    )
    op.add_column("notices", claimed_by)
    op.drop_column("notices", "lease_until")
    op.create_index(
        "ix_notices_to_homes",
        "notices",
        ["due_at", "id"],
        sqlite_where=TO_HOMES,
        postgresql_where=TO_HOMES,
    )


def downgrade() -> None:
    """Take the index away and change the column back."""
    op.drop_index("ix_notices_to_homes", table_name="notices")
    op.add_column("notices", sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    op.drop_column("notices", "claimed_by")
