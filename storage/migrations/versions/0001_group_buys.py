"""The tables of people, homes, group buys, orders and the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "statements",
    "totals",
    "settlements",
    "lines",
    "involvements",
    "invitations",
    "helpers",
    "guests",
    "entries",
    "memberships",
    "buys",
    "people",
    "homes",
    "drafts",
    "conversations",
    "codes",
)
"""In the order in which they can be dropped."""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "codes",
        sa.Column("code", sa.Text(), nullable=False, comment="Every join code ever given out"),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_codes")),
        sa.UniqueConstraint("code", "buy", name=op.f("uq_codes_code_buy")),
    )
    op.create_table(
        "conversations",
        sa.Column("owner", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expecting", sa.String(32), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=True),
        sa.Column("item", sa.BigInteger(), nullable=True),
        sa.Column("guest", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_conversations")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("in_group", sa.Boolean(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_owner"), "drafts", ["owner"])
    op.create_table(
        "homes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("who_may_start", sa.String(32), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homes")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("telegram_language", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("reach", sa.String(32), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.Column(
            "username_key",
            sa.Text(),
            nullable=True,
            comment="The username in lower case, to be found by",
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_username_key"), "people", ["username_key"])
    op.create_table(
        "buys",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organiser", sa.BigInteger(), nullable=False),
        sa.Column("home", sa.BigInteger(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("helpers", sa.Text(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_open", sa.Boolean(), nullable=False),
        sa.Column("first_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_opened_by", sa.BigInteger(), nullable=True),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_off_reason", sa.String(32), nullable=True),
        sa.Column("reminders_stopped", sa.Boolean(), nullable=False),
        sa.Column("copied_from", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code", "id"], ["codes.code", "codes.buy"], name=op.f("fk_buys_code_id")
        ),
        sa.ForeignKeyConstraint(["home"], ["homes.id"], name=op.f("fk_buys_home")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buys")),
    )
    op.create_index(op.f("ix_buys_home_state"), "buys", ["home", "state"])
    op.create_index(op.f("ix_buys_organiser"), "buys", ["organiser"])
    op.create_table(
        "memberships",
        sa.Column("home", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("tell_me", sa.Boolean(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["home"], ["homes.id"], name=op.f("fk_memberships_home")),
        sa.PrimaryKeyConstraint("home", "person", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_person"), "memberships", ["person"])
    op.create_table(
        "entries",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("organiser", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "effect",
            sa.BigInteger(),
            nullable=False,
            comment="What it adds to the amount owed, for summing",
        ),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_entries_buy")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_buy_person"), "entries", ["buy", "person"])
    op.create_index(op.f("ix_entries_person"), "entries", ["person"])
    op.create_table(
        "guests",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("host", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_guests_buy")),
        sa.PrimaryKeyConstraint("buy", "host", "no", name=op.f("pk_guests")),
    )
    op.create_index(op.f("ix_guests_host"), "guests", ["host"])
    op.create_table(
        "helpers",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column(
            "person",
            sa.BigInteger(),
            nullable=False,
            comment="Was ever named a helper; the buy says who is",
        ),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_helpers_buy")),
        sa.PrimaryKeyConstraint("buy", "person", name=op.f("pk_helpers")),
    )
    op.create_index(op.f("ix_helpers_person"), "helpers", ["person"])
    op.create_table(
        "invitations",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("named_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_invitations_buy")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_buy_person"), "invitations", ["buy", "person"])
    op.create_index(op.f("ix_invitations_person"), "invitations", ["person"])
    op.create_table(
        "involvements",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_involvements_buy")),
        sa.PrimaryKeyConstraint("buy", "person", name=op.f("pk_involvements")),
    )
    op.create_index(op.f("ix_involvements_buy_ordered_at"), "involvements", ["buy", "ordered_at"])
    op.create_index(op.f("ix_involvements_person"), "involvements", ["person"])
    op.create_table(
        "lines",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guest", sa.BigInteger(), nullable=False),
        sa.Column("guest_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_lines_buy")),
        sa.PrimaryKeyConstraint("buy", "person", "item", "guest", name=op.f("pk_lines")),
    )
    op.create_index(op.f("ix_lines_person"), "lines", ["person"])
    op.create_table(
        "settlements",
        sa.Column("buy", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("list_amount", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("tiers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_settlements_buy")),
        sa.PrimaryKeyConstraint("buy", name=op.f("pk_settlements")),
    )
    op.create_table(
        "totals",
        sa.Column("buy", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("participants", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("named", sa.BigInteger(), nullable=False),
        sa.Column("unanswered", sa.BigInteger(), nullable=False),
        sa.Column("next_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_totals_buy")),
        sa.PrimaryKeyConstraint("buy", name=op.f("pk_totals")),
    )
    op.create_table(
        "statements",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column(
            "place",
            sa.BigInteger(),
            nullable=False,
            comment="Where it stands among the settlement's statements",
        ),
        sa.ForeignKeyConstraint(["buy"], ["settlements.buy"], name=op.f("fk_statements_buy")),
        sa.PrimaryKeyConstraint("buy", "person", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_person"), "statements", ["person"])


def downgrade() -> None:
    """Drop the tables, and with them their indexes."""
    for table in TABLES:
        op.drop_table(table)
