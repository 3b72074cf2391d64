"""Reading what of a buy did not arrive, or may not have arrived."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from domain.ids import BuyId, PersonId
from domain.notices import NUDGES, Fate, NoticeKind
from domain.views import Unsaid
from storage import tables
from storage.reader import buys as reading

column, people = tables.notices.c, tables.people.c


def unsaid(connection: Connection, of: BuyId) -> list[Unsaid]:
    """Return what somebody other than the organiser did not get, or may not have got, by name."""
    buy = reading.buy(connection, of)
    if buy is None:
        return []
    in_doubt = column.fate == Fate.UNKNOWN
    refused = column.fate.in_((Fate.UNDELIVERABLE, Fate.HELD))
    urging = column.kind.in_(NUDGES)
    wanted = or_(and_(in_doubt, _matters(live=buy.live)), and_(refused, ~urging))
    query = (
        select(people.first_name, people.last_name, column.kind, column.fate, column.reason)
        .join(tables.people, people.id == column.person)
        .where(column.buy == of, column.person != buy.organiser, wanted)
    )
    found = [
        Unsaid(f"{first} {last}".strip(), kind, fate, reason)
        for first, last, kind, fate, reason in connection.execute(query)
    ]
    return sorted(found, key=lambda one: (one.fate != Fate.UNKNOWN, one.name.casefold(), one.kind))


def in_doubt(connection: Connection, of: BuyId, *, live: bool) -> set[PersonId]:
    """Return whoever may not have got something that was said to them."""
    query = select(column.person).where(
        column.buy == of,
        column.person.is_not(None),
        column.fate == Fate.UNKNOWN,
        _matters(live=live),
    )
    return {PersonId(person) for person in connection.scalars(query)}


def _matters(*, live: bool) -> ColumnElement[bool]:
    """Return the condition that a notice still matters: a nudge does until the buy is over.

    What a supplier may not have got is no word to the organiser, whose name it bears.
    """
    said = column.kind != NoticeKind.SUPPLIER_REQUEST
    return said if live else and_(said, column.kind.not_in(NUDGES))
