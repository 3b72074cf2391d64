"""Whose update which replica is handling. Of use on PostgreSQL alone: SQLite has one process.

Nothing in them needs to outlive a crash of the server, so they are not written ahead (UNLOGGED).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from storage.tables.columns import metadata, number

turns = Table(
    "turns",
    metadata,
    number("person", primary_key=True, autoincrement=False),
    number("holder", nullable=True, comment="The process whose turn it is"),
    number("update_id", nullable=True),
    Column("until", DateTime(timezone=True), nullable=False, comment="By the server's own clock"),
    Column("done", Text().with_variant(ARRAY(BigInteger), "postgresql"), nullable=False),
)

turns_waiting = Table(
    "turns_waiting",
    metadata,
    number("person", primary_key=True, autoincrement=False),
    number("update_id", primary_key=True),
    number("holder", primary_key=True),
    Column("until", DateTime(timezone=True), nullable=False, comment="By the server's own clock"),
)
