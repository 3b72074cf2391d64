"""Tables of what is to happen and to be said at a time, and of where it was said."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from domain.notices import Fate, NoticeKind
from domain.timers import TimerKind
from storage.tables.columns import Json, counted, metadata, moment, number, word

IS_WAITING = "fate = 'waiting'"
TO_HOMES = f"{IS_WAITING} AND home IS NOT NULL"
"""What is looked for past the thousands that may wait for people."""

notices = Table(
    "notices",
    metadata,
    counted(),
    Column("key", Text, nullable=False),
    Column("kind", word(NoticeKind), nullable=False),
    moment("due_at", nullable=False),
    number("buy", nullable=True),
    number("person", nullable=True),
    number("home", nullable=True),
    Column("values", Json(dict[str, Any]), nullable=False),
    Column("again", Boolean, nullable=False),
    Column("fate", word(Fate), nullable=False),
    Column("reason", Text, nullable=False),
    number("version", comment="Grows whenever the notice becomes due once more"),
    number("attempts", comment="Claims since it last became due afresh"),
    Column("claimed_by", Text, nullable=True, comment="The speaker that has it in hand"),
    number("sending", nullable=True, comment="The version whose unrepeatable sending has begun"),
    moment("sent_at"),
    number("chat_id", nullable=True),
    number("message_id", nullable=True),
    UniqueConstraint("key"),
    Index(None, "fate", "due_at", "id"),
    Index(
        "ix_notices_to_homes",
        "due_at",
        "id",
        sqlite_where=text(TO_HOMES),
        postgresql_where=text(TO_HOMES),
    ),
    Index(None, "person", "sent_at"),
    Index(None, "buy"),
)

timers = Table(
    "timers",
    metadata,
    number("buy", primary_key=True),
    Column("kind", word(TimerKind), primary_key=True),
    moment("due_at", nullable=False),
    moment("lease_until"),
    ForeignKeyConstraint(["buy"], ["buys.id"]),
    Index(None, "due_at"),
)

chats = Table(
    "chats",
    metadata,
    number("chat_id", primary_key=True, autoincrement=False),
    number("home", ForeignKey("homes.id")),
    Column("present", Boolean, nullable=False, comment="False once it became a supergroup"),
    Index(None, "home"),
)

messages = Table(
    "messages",
    metadata,
    number("chat_id", primary_key=True),
    number("message_id", primary_key=True),
    number("thread_id", nullable=True),
    number("buy"),
    Column("kind", word(NoticeKind), nullable=False),
    Column("present", Boolean, nullable=False, comment="False for a retired card"),
    moment("noted_at", nullable=False),
    Index(None, "buy", "kind"),
)

threads = Table(
    "threads",
    metadata,
    number("buy", primary_key=True, autoincrement=False),
    number("thread_id", nullable=True),
)
