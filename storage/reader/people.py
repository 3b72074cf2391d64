"""Reading people, homes and what is being asked of someone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.conversation import Conversation
from domain.draft import Draft
from domain.ids import BuyId, HomeId, PersonId
from domain.notices import NUDGES, Fate
from domain.people import Home, Membership, Person
from storage import tables
from storage.fetch import fetch
from storage.records import columns_of, from_row


def people(connection: Connection, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
    """Return those of `ids` the bot has met."""
    found = fetch(connection, Person, set(ids), tables.people.c.id)
    return {person.id: person for person in found}


def by_username(connection: Connection, username: str) -> Person | None:
    """Return whoever was last seen with this username (without @, any case)."""
    column = tables.people.c
    query = (
        select(*columns_of(Person))
        .where(column.username_key == username.lower())
        .order_by(column.noted_at.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return from_row(Person, row) if row else None


def home(connection: Connection, home: HomeId) -> Home | None:
    """Return a home."""
    return next(iter(fetch(connection, Home, [home], tables.homes.c.id)), None)


def homes_of(connection: Connection, person: PersonId) -> list[Home]:
    """Return the homes (bot present) in which the person was seen, latest first."""
    column = tables.memberships.c
    query = (
        select(*columns_of(Home))
        .join(tables.memberships, column.home == tables.homes.c.id)
        .where(column.person == person, column.gone_at.is_(None), tables.homes.c.present)
        .order_by(column.noted_at.desc())
    )
    return [from_row(Home, row) for row in connection.execute(query)]


def membership(connection: Connection, home: HomeId, person: PersonId) -> Membership | None:
    """Return whether someone was seen in a home, and what they chose there."""
    column = tables.memberships.c
    query = select(*columns_of(Membership)).where(column.home == home, column.person == person)
    row = connection.execute(query).first()
    return from_row(Membership, row) if row else None


def members(connection: Connection, home: HomeId) -> list[Person]:
    """Return the people seen in a home who have not left, by name."""
    column = tables.memberships.c
    query = (
        select(*columns_of(Person))
        .join(tables.memberships, column.person == tables.people.c.id)
        .where(column.home == home, column.gone_at.is_(None), ~tables.people.c.erased)
    )
    found = [from_row(Person, row) for row in connection.execute(query)]
    return sorted(found, key=lambda person: (person.name.casefold(), person.id))


def draft(connection: Connection, draft: BuyId) -> Draft | None:
    """Return a draft that is still open."""
    column = tables.drafts.c
    return connection.scalar(select(column.draft).where(column.id == draft))


def latest_draft(connection: Connection, owner: PersonId) -> Draft | None:
    """Return the draft the owner last worked on in private, if one is open."""
    column = tables.drafts.c
    query = (
        select(column.draft)
        .where(column.owner == owner, ~column.in_group)
        .order_by(column.noted_at.desc())
        .limit(1)
    )
    return connection.scalar(query)


def conversation(connection: Connection, person: PersonId) -> Conversation:
    """Return what the person was last asked in private."""
    found = fetch(connection, Conversation, [person], tables.conversations.c.owner)
    return found[0] if found else Conversation(person)


def recent_guesses(connection: Connection, person: PersonId, since: datetime) -> int:
    """Return how many unknown codes the person tried since then."""
    column = tables.code_guesses.c
    query = select(func.count()).where(column.person == person, column.at >= since)
    return connection.scalar(query) or 0


def nudges_sent(
    connection: Connection, person: PersonId, since: datetime, buy: BuyId | None = None
) -> int:
    """Return how many nudges of all buys, or of one, went to the person since then.

    One of which Telegram hid whether it arrived counts: better one too few than one too many.
    """
    column = tables.notices.c
    query = select(func.count()).where(
        column.person == person,
        column.sent_at >= since,
        column.kind.in_(NUDGES),
        column.fate.in_([Fate.SENT, Fate.UNKNOWN]),
    )
    if buy is not None:
        query = query.where(column.buy == buy)
    return connection.scalar(query) or 0
