"""Tables of people and the homes they are in. Columns are the records' fields, then extras."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from domain.people import Reach, WhoMayStart
from storage.tables.columns import metadata, moment, number, word

people = Table(
    "people",
    metadata,
    number("id", primary_key=True, autoincrement=False),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("username", Text),
    Column("telegram_language", Text),
    Column("language", Text),
    Column("zone", Text),
    Column("reach", word(Reach), nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("erased", Boolean, nullable=False),
    Column("username_key", Text, comment="The username in lower case, to be found by"),
    moment("noted_at", nullable=False),
    Index(None, "username_key"),
)

homes = Table(
    "homes",
    metadata,
    number("id", primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("language", Text),
    Column("zone", Text),
    Column("currency", Text),
    Column("who_may_start", word(WhoMayStart), nullable=False),
    Column("present", Boolean, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    number("home", ForeignKey("homes.id"), primary_key=True),
    number("person", primary_key=True),
    Column("tell_me", Boolean, nullable=False),
    moment("gone_at"),
    number("gone_in", nullable=True, comment="The update that told of it"),
    moment("noted_at", nullable=False),
    Index(None, "person"),
)
