"""Tables of the result of a closed group buy and of who owes what."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, UniqueConstraint, text

from domain.ids import ItemNo
from domain.ledger import Reason
from domain.settlement import FallOut, LineShare
from storage.tables.columns import Json, Sparse, counted, metadata, moment, number, word

settlements = Table(
    "settlements",
    metadata,
    number("buy", ForeignKey("buys.id"), primary_key=True, autoincrement=False),
    moment("settled_at", nullable=False),
    number("list_amount"),
    number("discount"),
    Column("tiers", Json(dict[ItemNo, int]), nullable=False),
    Column("fallen", Sparse(tuple[FallOut, ...])),
    number("delivery", server_default=text("0")),
    number("fees", server_default=text("0")),
    number("returned", server_default=text("0")),
    number("bill", nullable=True),
    Column("arrived", Json(dict[ItemNo, int]), nullable=False, server_default=text("'{}'")),
    number("revision", server_default=text("1")),
)

statements = Table(
    "statements",
    metadata,
    number("buy", ForeignKey("settlements.buy"), primary_key=True),
    number("person", primary_key=True),
    Column("reference", Text, nullable=False),
    Column("lines", Json(tuple[LineShare, ...]), nullable=False),
    number("area", server_default=text("0")),
    number("fee", server_default=text("0")),
    number("delivery", server_default=text("0")),
    number("place", comment="Where it stands among the settlement's statements"),
    Index(None, "person"),
)

entries = Table(
    "entries",
    metadata,
    # Counted, since what was spent of which points depends on what was given and spent before.
    counted("no"),
    Column("key", Text, nullable=False),
    number("buy", ForeignKey("buys.id")),
    number("person"),
    number("organiser"),
    number("amount"),
    Column("currency", Text, nullable=False),
    Column("reason", word(Reason), nullable=False),
    number("actor"),
    moment("at", nullable=False),
    number("payer", nullable=True),
    Column("charge", Text, nullable=False),
    moment("until"),
    number("effect", comment="What it adds to the amount owed, for summing"),
    number("points", comment="What it adds to the person's points with the organiser"),
    UniqueConstraint("key"),
    Index(None, "buy", "person"),
    Index(None, "person"),
    Index(
        "ix_entries_on_points",
        "organiser",
        "person",
        sqlite_where=text("points <> 0"),
        postgresql_where=text("points <> 0"),
    ),
)
