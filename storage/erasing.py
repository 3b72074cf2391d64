"""Forgetting a person: what is left in the tables is numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from domain.ids import PersonId
from domain.notices import Fate
from storage import tables

OPEN_FATES = (Fate.WAITING, Fate.HELD)


def erase(connection: Connection, person: PersonId, now: datetime) -> None:
    """Forget a person. Lines, statements and entries keep the number alone, without names."""
    people, notices = tables.people.c, tables.notices.c
    connection.execute(
        update(tables.people)
        .where(people.id == person)
        .values(
            first_name="",
            last_name="",
            username=None,
            username_key=None,
            telegram_language=None,
            language=None,
            zone=None,
            muted=False,
            erased=True,
            noted_at=now,
        )
    )
    for table, owner in (
        (tables.drafts, tables.drafts.c.owner),
        (tables.conversations, tables.conversations.c.owner),
        (tables.memberships, tables.memberships.c.person),
        (tables.guests, tables.guests.c.host),
        (tables.helpers, tables.helpers.c.person),
        (tables.code_guesses, tables.code_guesses.c.person),
    ):
        connection.execute(delete(table).where(owner == person))
    connection.execute(
        update(tables.invitations)
        .where(tables.invitations.c.person == person)
        .values(label="", revoked=True)
    )
    connection.execute(
        update(tables.notices)
        .where(notices.person == person, notices.fate.in_(OPEN_FATES))
        .values(fate=Fate.DROPPED, reason="erased")
    )
    # What was said to the person may name their guests: the record of it keeps when and what kind.
    connection.execute(
        update(tables.notices).where(notices.person == person).values({"values": {}})
    )
    erase_in_buys(connection, person)


def erase_in_buys(connection: Connection, person: PersonId) -> None:
    """Forget what names a person's guests in buys, and where their goods went."""
    connection.execute(
        update(tables.lines).where(tables.lines.c.person == person).values(guest_name="")
    )
    connection.execute(
        update(tables.shipments)
        .where(tables.shipments.c.person == person)
        .values(destination=None, tracking="")
    )
    _erase_guests_from_statements(connection, person)
    _erase_guests_from_settlements(connection, person)


def _erase_guests_from_statements(connection: Connection, person: PersonId) -> None:
    column = tables.statements.c
    query = select(column.buy, column.lines).where(column.person == person)
    for buy, shares in connection.execute(query).all():
        nameless = tuple(replace(share, guest_name="") for share in shares)
        connection.execute(
            update(tables.statements)
            .where(column.buy == buy, column.person == person)
            .values(lines=nameless)
        )


def _erase_guests_from_settlements(connection: Connection, person: PersonId) -> None:
    column = tables.settlements.c
    took_part = select(tables.lines.c.buy).where(tables.lines.c.person == person)
    query = select(column.buy, column.fallen).where(
        column.buy.in_(took_part), column.fallen.is_not(None)
    )
    for buy, fallen in connection.execute(query).all():
        nameless = tuple(
            replace(out, guest_name="") if out.person == person else out for out in fallen
        )
        connection.execute(
            update(tables.settlements).where(column.buy == buy).values(fallen=nameless)
        )
