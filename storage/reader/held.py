"""Reading all that is kept about one person (UX-11)."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Connection, Table, select

from domain.ids import PersonId
from domain.people import Person
from domain.views import HeldData
from storage import tables
from storage.fetch import fetch

ABOUT: tuple[tuple[Table, str], ...] = (
    (tables.people, "id"),
    (tables.memberships, "person"),
    (tables.drafts, "owner"),
    (tables.conversations, "owner"),
    (tables.buys, "organiser"),
    (tables.helpers, "person"),
    (tables.lines, "person"),
    (tables.guests, "host"),
    (tables.involvements, "person"),
    (tables.invitations, "person"),
    (tables.statements, "person"),
    (tables.entries, "person"),
    (tables.invoices, "payer"),
    (tables.charges, "payer"),
    (tables.shipments, "person"),
    (tables.notices, "person"),
    (tables.code_guesses, "person"),
)
"""Every table with rows about a person, and the column that says about whom."""


def held_data(connection: Connection, person: PersonId) -> HeldData:
    """Return the rows of all tables about the person, as values that JSON can hold."""
    known = fetch(connection, Person, [person], tables.people.c.id)
    kept: dict[str, list[dict[str, Any]]] = {}
    for table, owner in ABOUT:
        rows = connection.execute(select(table).where(table.c[owner] == person)).mappings().all()
        if rows:
            kept[table.name] = [to_jsonable_python(dict(row)) for row in rows]
    return HeldData(known[0] if known else None, kept)
