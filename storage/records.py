"""Records of the domain as rows and back: a table's first columns are the record's fields.

Settlements and drafts are the exceptions: a settlement's statements are rows of their own, and a
draft is one JSON value, since nothing ever looks for a part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Column, Table

from domain.buy import GroupBuy, Totals
from domain.charges import Charge, Invoice
from domain.conversation import Conversation
from domain.draft import Draft
from domain.goods import Shipment
from domain.ledger import Entry
from domain.order import Guest, Invitation, Involvement, Line
from domain.people import Home, Membership, Person
from domain.settlement import Settlement, Statement
from storage import tables

R = TypeVar("R")

TABLE_OF: dict[type, Table] = {
    Home: tables.homes,
    Person: tables.people,
    Membership: tables.memberships,
    Draft: tables.drafts,
    Conversation: tables.conversations,
    GroupBuy: tables.buys,
    Totals: tables.totals,
    Line: tables.lines,
    Guest: tables.guests,
    Involvement: tables.involvements,
    Invitation: tables.invitations,
    Settlement: tables.settlements,
    Entry: tables.entries,
    Invoice: tables.invoices,
    Charge: tables.charges,
    Shipment: tables.shipments,
}
"""Where each record is kept; in this order they are written, those referred to first."""

KEY_OF: dict[type, Callable[[Any], Any]] = {
    record: attrgetter(*(column.name for column in table.primary_key))
    for record, table in TABLE_OF.items()
} | {Entry: attrgetter("key")}
"""How to get each record's natural key; the rows of entries are counted."""

FIRST_STAYS = frozenset({Entry, Invoice})
"""What is written once and never changed."""

ORDER_OF: dict[type, Column[Any]] = {Entry: tables.entries.c.no}
"""In which order records are read that follow from one another."""

_NAMES = {
    record: tuple(f.name for f in fields(record) if f.name != "statements")
    for record in (*TABLE_OF, Statement)
    if record is not Draft
}

_WIDTH = {record: len(fields(record)) for record in (*TABLE_OF, Statement)}


def columns_of(record: type) -> list[Column[Any]]:
    """Return the columns that make up a record, in the order of its fields."""
    table = tables.statements if record is Statement else TABLE_OF[record]
    return [table.c[name] for name in _NAMES[record]]


def from_row(record: type[R], row: Sequence[Any], start: int = 0) -> R:
    """Build a record from a row in which `columns_of(record)` stand from `start` on."""
    return record(*row[start : start + _WIDTH[record]])


def to_row(record: Any, now: datetime) -> dict[str, Any]:
    """Return the row of a record as its table takes it; `now` is when it is written."""
    kind = type(record)
    if kind is Draft:
        return {
            "id": record.id,
            "owner": record.owner,
            "in_group": record.in_group,
            "draft": record,
            "noted_at": now,
        }
    row = {name: getattr(record, name) for name in _NAMES[kind]}
    match record:
        case Person():
            row["username_key"] = record.username.lower() if record.username else None
            row["noted_at"] = now
        case Membership():
            row["noted_at"] = now
        case Entry():
            row["effect"] = record.effect
            row["points"] = record.points
        case _:
            pass
    return row


def statement_rows(settlement: Settlement) -> list[dict[str, Any]]:
    """Return the rows of a settlement's statements."""
    return [
        {name: getattr(statement, name) for name in _NAMES[Statement]} | {"place": place}
        for place, statement in enumerate(settlement.statements)
    ]
