"""The tables of what is said, when, where and once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("timers", "chats", "threads", "notices", "messages", "leases", "code_guesses", "causes")
"""In the order in which they can be dropped."""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "causes",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_causes")),
    )
    op.create_index(op.f("ix_causes_at"), "causes", ["at"])
    op.create_table(
        "code_guesses",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_code_guesses")),
    )
    op.create_index(op.f("ix_code_guesses_person_at"), "code_guesses", ["person", "at"])
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "messages",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False, comment="False for a retired card"),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_buy_kind"), "messages", ["buy", "kind"])
    op.create_table(
        "notices",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("home", sa.BigInteger(), nullable=True),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("fate", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "version",
            sa.BigInteger(),
            nullable=False,
            comment="Grows whenever the notice becomes due once more",
        ),
        sa.Column(
            "attempts",
            sa.BigInteger(),
            nullable=False,
            comment="Claims since it last became due afresh",
        ),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "sending",
            sa.BigInteger(),
            nullable=True,
            comment="The version whose unrepeatable sending has begun",
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )
    op.create_index(op.f("ix_notices_buy"), "notices", ["buy"])
    op.create_index(op.f("ix_notices_fate_due_at_id"), "notices", ["fate", "due_at", "id"])
    op.create_index(op.f("ix_notices_person_sent_at"), "notices", ["person", "sent_at"])
    op.create_table(
        "threads",
        sa.Column("buy", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("buy", name=op.f("pk_threads")),
    )
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("home", sa.BigInteger(), nullable=False),
        sa.Column(
            "present", sa.Boolean(), nullable=False, comment="False once it became a supergroup"
        ),
        sa.ForeignKeyConstraint(["home"], ["homes.id"], name=op.f("fk_chats_home")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chats")),
    )
    op.create_index(op.f("ix_chats_home"), "chats", ["home"])
    op.create_table(
        "timers",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_timers_buy")),
        sa.PrimaryKeyConstraint("buy", "kind", name=op.f("pk_timers")),
    )
    op.create_index(op.f("ix_timers_due_at"), "timers", ["due_at"])


def downgrade() -> None:
    """Drop the tables, and with them their indexes."""
    for table in TABLES:
        op.drop_table(table)
