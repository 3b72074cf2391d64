"""Conditions and tolerance of lines, areas, payments through Telegram, points, handing out."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NOW = sa.DateTime(timezone=True)
WORD = sa.String(length=32)

KEPT = "key, buy, person, organiser, amount, currency, reason, actor, at, effect"
"""The columns that entries had before."""


BEFORE = {
    "timers.kind": "opening first_opened closing_soon early_close deadline unpaid",
    "notices.kind": "card card_again draft_card tier mention closes_early group_extended"
    " group_settled group_called_off group_reply nudge closing_soon statement summary called_off"
    " extended item_removed terms_changed unpaid payment_claimed payment_marked payment_denied"
    " unreached unsaid taken_over buy_opened",
    "conversations.expecting": "nothing draft quantity guest_name edit paid_amount zone code"
    " invitee_label",
}
"""The words that the version before knows: it cannot read a row with another."""


def upgrade() -> None:
    """Add the columns, with what they mean for what is there already, and the tables."""
    _add("lines", sa.Column("conditions", sa.Text(), nullable=True), _count("extra"))
    waiting = sa.text("conditions IS NOT NULL")
    op.create_index(
        "ix_lines_waiting", "lines", ["buy"], sqlite_where=waiting, postgresql_where=waiting
    )
    _add("involvements", _count("area"))
    _add(
        "settlements",
        sa.Column("fallen", sa.Text(), nullable=True),
        _count("delivery"),
        _count("fees"),
        _count("returned"),
        sa.Column("bill", sa.BigInteger(), nullable=True),
        sa.Column("arrived", sa.Text(), nullable=False, server_default=sa.text("'{}'")),
        _count("revision", "1"),
    )
    _add("statements", _count("area"), _count("fee"), _count("delivery"))
    _number_entries()
    _make_invoices()
    _make_charges()
    _make_shipments()


def _count(name: str, default: str = "0", comment: str | None = None) -> sa.Column[int]:
    return sa.Column(
        name, sa.BigInteger(), nullable=False, server_default=sa.text(default), comment=comment
    )


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _number_entries() -> None:
    """Make the table of entries anew: their order was not kept, only when each was made."""
    op.execute("CREATE TABLE entries_before AS SELECT * FROM entries")
    op.drop_table("entries")
    op.create_table(
        "entries",
        sa.Column(
            "no",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        *_entry(),
        sa.Column("payer", sa.BigInteger(), nullable=True),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("until", NOW, nullable=True),
        _effect(),
        sa.Column(
            "points",
            sa.BigInteger(),
            nullable=False,
            comment="What it adds to the person's points with the organiser",
        ),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_entries_buy")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_entries")),
        sa.UniqueConstraint("key", name=op.f("uq_entries_key")),
    )
    op.execute(
        f"INSERT INTO entries ({KEPT}, charge, points)"  # noqa: S608 - constants
        f" SELECT {KEPT}, '', 0 FROM entries_before ORDER BY at, key"
    )
    op.execute("DROP TABLE entries_before")
    _index_entries()
    on_points = sa.text("points <> 0")
    op.create_index(
        "ix_entries_on_points",
        "entries",
        ["organiser", "person"],
        sqlite_where=on_points,
        postgresql_where=on_points,
    )


def _entry() -> list[sa.Column[Any]]:
    return [
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("organiser", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=False),
        sa.Column("at", NOW, nullable=False),
    ]


def _effect() -> sa.Column[int]:
    return sa.Column(
        "effect",
        sa.BigInteger(),
        nullable=False,
        comment="What it adds to the amount owed, for summing",
    )


def _index_entries() -> None:
    op.create_index(op.f("ix_entries_buy_person"), "entries", ["buy", "person"])
    op.create_index(op.f("ix_entries_person"), "entries", ["person"])


def _make_invoices() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("method", WORD, nullable=False),
        sa.Column("asked_at", NOW, nullable=False),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_invoices_buy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
    )
    op.create_index(op.f("ix_invoices_buy_person"), "invoices", ["buy", "person"])
    op.create_index(op.f("ix_invoices_payer"), "invoices", ["payer"])


def _make_charges() -> None:
    op.create_table(
        "charges",
        sa.Column("id", sa.Text(), nullable=False, comment="Telegram's id of the payment"),
        sa.Column("invoice", sa.Text(), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("method", WORD, nullable=False),
        sa.Column("provider_charge", sa.Text(), nullable=False),
        sa.Column("at", NOW, nullable=False),
        sa.Column("back", WORD, nullable=False),
        sa.Column("why_back", WORD, nullable=True),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_charges_buy")),
        sa.ForeignKeyConstraint(["invoice"], ["invoices.id"], name=op.f("fk_charges_invoice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
    )
    op.create_index(op.f("ix_charges_invoice"), "charges", ["invoice"])
    op.create_index(op.f("ix_charges_buy_person"), "charges", ["buy", "person"])
    op.create_index(op.f("ix_charges_payer"), "charges", ["payer"])
    due = sa.text("back = 'due'")
    op.create_index("ix_charges_due", "charges", ["back"], sqlite_where=due, postgresql_where=due)


def _make_shipments() -> None:
    op.create_table(
        "shipments",
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("destination", sa.Text(), nullable=True),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("stage_at", NOW, nullable=True),
        sa.Column("before", WORD, nullable=True),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_shipments_buy")),
        sa.PrimaryKeyConstraint("buy", "person", name=op.f("pk_shipments")),
        sa.UniqueConstraint("token", name=op.f("uq_shipments_token")),
    )
    op.create_index(op.f("ix_shipments_person"), "shipments", ["person"])


def downgrade() -> None:
    """Take everything away again; what somebody owes stays the same."""
    for place, words in BEFORE.items():
        table, column = place.split(".")
        known = ", ".join(f"'{word}'" for word in words.split())
        op.execute(f"DELETE FROM {table} WHERE {column} NOT IN ({known})")  # noqa: S608 - constants
    for table in ("shipments", "charges", "invoices"):
        op.drop_table(table)
    _number_entries_no_more()
    op.drop_index("ix_lines_waiting", "lines")
    for table, columns in {
        "statements": ("area", "fee", "delivery"),
        "settlements": (
            "fallen", "delivery", "fees", "returned", "bill", "arrived", "revision",
        ),
        "involvements": ("area",),
        "lines": ("conditions", "extra"),
    }.items():  # fmt: skip
        for column in columns:
            op.drop_column(table, column)


def _number_entries_no_more() -> None:
    """Leave entries with the reasons that the version before knows."""
    op.execute("CREATE TABLE entries_after AS SELECT * FROM entries")
    op.drop_table("entries")
    op.create_table(
        "entries",
        *_entry(),
        _effect(),
        sa.ForeignKeyConstraint(["buy"], ["buys.id"], name=op.f("fk_entries_buy")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entries")),
    )
    op.execute(
        f"INSERT INTO entries ({KEPT})"  # noqa: S608 - constants
        " SELECT key, buy, person, organiser, abs(effect), currency,"
        " CASE WHEN reason IN ('share', 'payment', 'payment_reversed') THEN reason"
        " WHEN effect < 0 THEN 'payment' ELSE 'payment_reversed' END,"
        " actor, at, effect FROM entries_after WHERE effect <> 0"
    )
    op.execute("DROP TABLE entries_after")
    _index_entries()
