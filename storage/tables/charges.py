"""Tables of payments through Telegram: what was asked for, and what was paid."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from domain.charges import Back, WhyBack
from domain.payment import Method
from storage.tables.columns import metadata, moment, number, word

DUE = text("back = 'due'")
"""The condition of an index, in words that both databases recognise as the same."""

invoices = Table(
    "invoices",
    metadata,
    Column("id", Text, primary_key=True),
    number("buy", ForeignKey("buys.id")),
    number("person"),
    number("payer"),
    number("amount"),
    Column("currency", Text, nullable=False),
    Column("method", word(Method), nullable=False),
    moment("asked_at", nullable=False),
    Index(None, "buy", "person"),
    Index(None, "payer"),
)

charges = Table(
    "charges",
    metadata,
    Column("id", Text, primary_key=True, comment="Telegram's id of the payment"),
    Column("invoice", Text, ForeignKey("invoices.id"), nullable=False),
    number("buy", ForeignKey("buys.id")),
    number("person"),
    number("payer"),
    number("amount"),
    Column("currency", Text, nullable=False),
    Column("method", word(Method), nullable=False),
    Column("provider_charge", Text, nullable=False),
    moment("at", nullable=False),
    Column("back", word(Back), nullable=False),
    Column("why_back", word(WhyBack)),
    Index(None, "invoice"),
    Index(None, "buy", "person"),
    Index(None, "payer"),
    # Looked at every second; nearly all charges stay where they are.
    Index("ix_charges_due", "back", sqlite_where=DUE, postgresql_where=DUE),
)
