"""Reading all that is kept about one person (UX-11)."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Connection, Table, or_, select

from domain.ids import PersonId
from domain.people import Person
from domain.views import HeldData
from storage import tables
from storage.fetch import fetch

ABOUT: tuple[tuple[Table, *tuple[str, ...]], ...] = (
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
    (tables.entries, "person", "payer"),
    (tables.invoices, "person", "payer"),
    (tables.charges, "person", "payer"),
    (tables.shipments, "person"),
    (tables.notices, "person"),
    (tables.code_guesses, "person"),
)
"""Every table with rows about a person, and the columns that say about whom."""


def held_data(connection: Connection, person: PersonId) -> HeldData:
    """Return the rows of all tables about the person, as values that JSON can hold."""
    known = fetch(connection, Person, [person], tables.people.c.id)
    kept: dict[str, list[dict[str, Any]]] = {}
    for table, *owners in ABOUT:
        theirs = or_(*(table.c[owner] == person for owner in owners))
        rows = connection.execute(select(table).where(theirs)).mappings().all()
        if rows:
            kept[table.name] = [to_jsonable_python(dict(row)) for row in rows]
    fallen = _fallen(connection, person)
    if fallen:
        kept["fallen"] = fallen
    return HeldData(known[0] if known else None, kept)


def _fallen(connection: Connection, person: PersonId) -> list[dict[str, Any]]:
    """Return what they asked for and did not get, which the settlements of buys tell."""
    column = tables.settlements.c
    took_part = select(tables.lines.c.buy).where(tables.lines.c.person == person)
    query = select(column.buy, column.fallen).where(
        column.buy.in_(took_part), column.fallen.is_not(None)
    )
    return [
        {"buy": buy, **to_jsonable_python(out)}
        for buy, fallen in connection.execute(query)
        for out in fallen
        if out.person == person
    ]
