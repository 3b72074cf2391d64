"""The table of handing out: where each participant's goods go, and how far they got."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from domain.goods import Destination, Stage
from storage.tables.columns import Json, metadata, moment, number, word

shipments = Table(
    "shipments",
    metadata,
    number("buy", ForeignKey("buys.id"), primary_key=True),
    number("person", primary_key=True),
    Column("token", Text, nullable=False, unique=True),
    Column("stage", word(Stage), nullable=False),
    Column("destination", Json(Destination)),
    Column("tracking", Text, nullable=False),
    moment("stage_at"),
    Column("before", word(Stage)),
    Index(None, "person"),
)
