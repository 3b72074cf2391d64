"""Tables that make something happen once, seldom, or in one process only."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from storage.tables.columns import metadata, moment, number

causes = Table(
    "causes",
    metadata,
    Column("key", Text, primary_key=True),
    moment("at", nullable=False),
    Index(None, "at"),
)

code_guesses = Table(
    "code_guesses",
    metadata,
    Column("key", Text, primary_key=True),
    number("person"),
    moment("at", nullable=False),
    Index(None, "person", "at"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    moment("until", nullable=False),
)
