"""The tables of whose update which replica is handling."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UNLOGGED = ("ALTER TABLE turns SET UNLOGGED", "ALTER TABLE turns_waiting SET UNLOGGED")

WITH_ROOM = "ALTER TABLE turns SET (fillfactor = 50)"
"""A row changes with every update of its person: it finds room on its page, without an index."""


def upgrade() -> None:
    """Make the tables; on SQLite they stay empty."""
    op.create_table(
        "turns",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=True, comment="The process whose turn it is"),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "until",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="By the server's own clock",
        ),
        sa.Column(
            "done", sa.Text().with_variant(ARRAY(sa.BigInteger()), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_turns")),
    )
    op.create_table(
        "turns_waiting",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column(
            "until",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="By the server's own clock",
        ),
        sa.PrimaryKeyConstraint("person", "update_id", "holder", name=op.f("pk_turns_waiting")),
    )
    if op.get_context().dialect.name == "postgresql":
        for statement in (*UNLOGGED, WITH_ROOM):
            op.execute(statement)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("turns_waiting")
    op.drop_table("turns")
