"""Tables of the result of a closed group buy and of who owes what."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from domain.ids import ItemNo
from domain.ledger import Reason
from domain.settlement import FallOut, LineShare
from storage.tables.columns import Json, Sparse, metadata, moment, number, word

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
    Column("key", Text, primary_key=True),
    number("buy", ForeignKey("buys.id")),
    number("person"),
    number("organiser"),
    number("amount"),
    Column("currency", Text, nullable=False),
    Column("reason", word(Reason), nullable=False),
    number("actor"),
    moment("at", nullable=False),
    number("payer", nullable=True),
    Column("charge", Text, nullable=False, server_default=text("''")),
    number("effect", comment="What it adds to the amount owed, for summing"),
    number(
        "points",
        server_default=text("0"),
        comment="What it adds to the person's points with the organiser",
    ),
    Index(None, "buy", "person"),
    Index(None, "person"),
)
