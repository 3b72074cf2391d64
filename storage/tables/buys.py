"""Tables of group buys, what they are started from, and what they add up to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Table, Text, UniqueConstraint

from domain.buy import CallOffReason, State, Terms
from domain.conversation import Expecting
from domain.draft import Draft
from domain.ids import ItemNo, PersonId
from storage.tables.columns import Json, metadata, moment, number, word

codes = Table(
    "codes",
    metadata,
    Column("code", Text, primary_key=True, comment="Every join code ever given out"),
    number("buy"),
    UniqueConstraint("code", "buy"),
)

buys = Table(
    "buys",
    metadata,
    number("id", primary_key=True, autoincrement=False),
    number("organiser"),
    number("home", nullable=True),
    Column("terms", Json(Terms), nullable=False),
    Column("state", word(State), nullable=False),
    Column("code", Text, nullable=False),
    moment("code_expires_at", nullable=False),
    moment("created_at", nullable=False),
    Column("helpers", Json(frozenset[PersonId]), nullable=False),
    Column("extended", Boolean, nullable=False),
    moment("closes_at"),
    Column("kept_open", Boolean, nullable=False),
    moment("first_opened_at"),
    number("first_opened_by", nullable=True),
    Column("announced", Json(dict[ItemNo, int]), nullable=False),
    moment("closed_at"),
    Column("call_off_reason", word(CallOffReason)),
    Column("reminders_stopped", Boolean, nullable=False),
    number("copied_from", nullable=True),
    number("version"),
    # A code belongs to one buy for ever: a code that is another's is refused by this key.
    ForeignKeyConstraint(["code", "id"], ["codes.code", "codes.buy"]),
    ForeignKeyConstraint(["home"], ["homes.id"]),
    Index(None, "organiser"),
    Index(None, "home", "state"),
)

helpers = Table(
    "helpers",
    metadata,
    number("buy", primary_key=True),
    number("person", primary_key=True, comment="Was ever named a helper; the buy says who is"),
    ForeignKeyConstraint(["buy"], ["buys.id"]),
    Index(None, "person"),
)

totals = Table(
    "totals",
    metadata,
    number("buy", primary_key=True, autoincrement=False),
    number("participants"),
    number("people"),
    number("amount"),
    Column("units", Json(dict[ItemNo, int]), nullable=False),
    number("named"),
    number("unanswered"),
    number("next_seq"),
    ForeignKeyConstraint(["buy"], ["buys.id"]),
)

drafts = Table(
    "drafts",
    metadata,
    number("id", primary_key=True, autoincrement=False),
    number("owner"),
    Column("in_group", Boolean, nullable=False),
    Column("draft", Json(Draft), nullable=False),
    moment("noted_at", nullable=False),
    Index(None, "owner"),
)

conversations = Table(
    "conversations",
    metadata,
    number("owner", primary_key=True, autoincrement=False),
    Column("expecting", word(Expecting), nullable=False),
    number("buy", nullable=True),
    number("item", nullable=True),
    number("guest"),
    Column("field", Text, nullable=False),
    number("person", nullable=True),
)
