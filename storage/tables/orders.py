"""Tables of what each person does in a group buy."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text, or_, text

from domain.order import Condition
from storage.tables.columns import Sparse, metadata, moment, number

lines = Table(
    "lines",
    metadata,
    number("buy", ForeignKey("buys.id"), primary_key=True),
    number("person", primary_key=True),
    number("item", primary_key=True),
    number("quantity"),
    number("seq"),
    moment("ordered_at", nullable=False),
    number("guest", primary_key=True),
    Column("guest_name", Text, nullable=False),
    Column("conditions", Sparse(tuple[Condition, ...])),
    number("extra", server_default=text("0")),
    Index(None, "person"),
    # The card reads what waits for a price; most buys have no such line.
    Index(
        "ix_lines_waiting",
        "buy",
        sqlite_where=text("conditions IS NOT NULL"),
        postgresql_where=text("conditions IS NOT NULL"),
    ),
)

IS_LIVE = or_(lines.c.quantity > 0, lines.c.conditions.is_not(None))
"""The condition that a line asks for anything; see `domain.order.Line.live`."""

guests = Table(
    "guests",
    metadata,
    number("buy", ForeignKey("buys.id"), primary_key=True),
    number("host", primary_key=True),
    number("no", primary_key=True),
    Column("name", Text, nullable=False),
    Index(None, "host"),
)

involvements = Table(
    "involvements",
    metadata,
    number("buy", ForeignKey("buys.id"), primary_key=True),
    number("person", primary_key=True),
    moment("opened_at"),
    moment("declined_at"),
    Column("muted", Boolean, nullable=False),
    moment("ordered_at"),
    moment("claimed_paid_at"),
    number("area", server_default=text("0")),
    Index(None, "person"),
    # The card's latest names are read backwards along this, however many have ordered.
    Index(None, "buy", "ordered_at"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token", Text, primary_key=True),
    number("buy", ForeignKey("buys.id")),
    number("named_by"),
    moment("created_at", nullable=False),
    number("person", nullable=True),
    Column("label", Text, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Index(None, "buy", "person"),
    Index(None, "person"),
)
