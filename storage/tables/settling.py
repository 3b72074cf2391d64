"""Tables of the result of a closed group buy and of who owes what."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from domain.ids import ItemNo
from domain.ledger import Reason
from domain.settlement import LineShare
from storage.tables.columns import Json, metadata, moment, number, word

settlements = Table(
    "settlements",
    metadata,
    number("buy", ForeignKey("buys.id"), primary_key=True, autoincrement=False),
    moment("settled_at", nullable=False),
    number("list_amount"),
    number("discount"),
    Column("tiers", Json(dict[ItemNo, int]), nullable=False),
)

statements = Table(
    "statements",
    metadata,
    number("buy", ForeignKey("settlements.buy"), primary_key=True),
    number("person", primary_key=True),
    Column("reference", Text, nullable=False),
    Column("lines", Json(tuple[LineShare, ...]), nullable=False),
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
    number("effect", comment="What it adds to the amount owed, for summing"),
    Index(None, "buy", "person"),
    Index(None, "person"),
)
