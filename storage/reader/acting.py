"""Who acts, and where: all that is needed of it before an update can be handled.

Every update asks this, so those of many people are looked up together, with one statement a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from domain.ids import BuyId, HomeId, PersonId
from domain.notices import NoticeKind
from domain.people import Home, Membership, Person
from storage import tables
from storage.chats import Place
from storage.fetch import WANTED, fetch, one_of
from storage.ready import rows
from storage.records import columns_of, from_row


@dataclass(frozen=True, slots=True)
class Act:
    """What an update tells: who acted, in which group, on which buy's card."""

    person: PersonId | None = None
    chat_id: int | None = None
    """None in private."""
    buy: BuyId | None = None


@dataclass(frozen=True, slots=True)
class Acting:
    """What is known of it; None is what is not."""

    person: Person | None = None
    home: Home | None = None
    """Of the group acted in."""
    membership: Membership | None = None
    """Of the person in that home, left or not."""
    zone: str | None = None
    """In private, for somebody who chose none: that of their latest home that has one."""
    card: Place | None = None
    """Where the present card of the buy stands."""


def acting(connection: Connection, acts: Sequence[Act]) -> list[Acting]:
    """Return what is known of each act."""
    known = _people(connection, {act.person for act in acts})
    homes = _homes(connection, {act.chat_id for act in acts})
    memberships = _memberships(
        connection, {(homes[act.chat_id].id, act.person) for act in acts if act.chat_id in homes}
    )
    in_private = (known.get(act.person) for act in acts if act.chat_id is None)
    zones = _zones(connection, {one.id for one in in_private if one and one.zone is None})
    cards = _cards(connection, {act.buy for act in acts})

    def of(act: Act) -> Acting:
        who, home = act.person, homes.get(act.chat_id)
        return Acting(
            known.get(who),
            home,
            memberships.get((home.id, who)) if home else None,
            zones.get(who),
            cards.get(act.buy),
        )

    return [of(act) for act in acts]


_HOMES = (
    select(tables.chats.c.chat_id, *columns_of(Home))
    .join(tables.homes, tables.homes.c.id == tables.chats.c.home)
    .where(one_of(tables.chats.c.chat_id))
)

_CARDS = (
    select(
        tables.messages.c.buy,
        tables.messages.c.chat_id,
        tables.messages.c.message_id,
        tables.messages.c.thread_id,
    )
    .where(
        one_of(tables.messages.c.buy),
        tables.messages.c.kind == bindparam("kind", NoticeKind.CARD),
        tables.messages.c.present,
    )
    .order_by(tables.messages.c.noted_at, tables.messages.c.message_id)
)

_ZONES = (
    select(tables.memberships.c.person, tables.homes.c.zone)
    .join(tables.homes, tables.homes.c.id == tables.memberships.c.home)
    .where(
        one_of(tables.memberships.c.person),
        tables.memberships.c.gone_at.is_(None),
        tables.homes.c.present,
        tables.homes.c.zone.is_not(None),
    )
    .order_by(tables.memberships.c.noted_at)
)
"""Of several, the last counts."""


def _people(connection: Connection, ids: Set[PersonId | None]) -> dict[PersonId | None, Person]:
    found = fetch(connection, Person, ids - {None}, tables.people.c.id)
    return {person.id: person for person in found}


def _homes(connection: Connection, chats: Set[int | None]) -> dict[int | None, Home]:
    rows = _rows(connection, _HOMES, chats)
    return {row[0]: from_row(Home, row, 1) for row in rows}


def _memberships(
    connection: Connection, pairs: Set[tuple[HomeId, PersonId | None]]
) -> dict[tuple[HomeId, PersonId | None], Membership]:
    column = tables.memberships.c
    wanted = [pair for pair in pairs if None not in pair]
    found = fetch(connection, Membership, wanted, column.home, column.person)
    return {(one.home, one.person): one for one in found}


def _zones(connection: Connection, ids: Set[PersonId]) -> dict[PersonId | None, str]:
    return {row[0]: row[1] for row in _rows(connection, _ZONES, ids)}


def _cards(connection: Connection, buys: Set[BuyId | None]) -> dict[BuyId | None, Place]:
    return {row[0]: Place(*row[1:]) for row in _rows(connection, _CARDS, buys)}


def _rows(connection: Connection, query: Select[Any], wanted: Set[Any]) -> Iterable[Sequence[Any]]:
    values = list(wanted - {None})
    return rows(connection, query, {WANTED: values}) if values else ()
