"""Reading for many people at once what notices to them are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from domain.ids import BuyId, HomeId, PersonId
from domain.notices import NUDGES, Fate
from domain.order import Guest, Invitation, Involvement, Line
from domain.people import Membership, Person
from domain.settlement import Settlement, Statement
from domain.views import CardView, MemberView
from storage import tables
from storage.fetch import WANTED, one_of
from storage.reader import buys, people
from storage.records import columns_of, from_row
from storage.settled import load_settlements

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Nudged:
    """A question: how many nudges of all buys, or of one, went to somebody since then."""

    person: PersonId
    since: datetime
    buy: BuyId | None


def persons(connection: Connection, ids: Sequence[PersonId]) -> list[Person | None]:
    """Return each of those the bot has met."""
    found = people.people(connection, ids)
    return [found.get(one) for one in ids]


def cards(connection: Connection, ids: Sequence[BuyId]) -> list[CardView | None]:
    """Return what each card shows."""
    found = {one: buys.card(connection, one) for one in set(ids)}
    return [found[one] for one in ids]


def settlements(connection: Connection, ids: Sequence[BuyId]) -> list[Settlement | None]:
    """Return the frozen result of each buy that is closed."""
    found = {one.buy: one for one in load_settlements(connection, set(ids))}
    return [found.get(one) for one in ids]


def views(
    connection: Connection, wanted: Sequence[tuple[BuyId, PersonId]]
) -> list[MemberView | None]:
    """Return each person's view of a buy; see `domain.ports.Reader.mine`."""
    by_buy: dict[BuyId, list[PersonId]] = defaultdict(list)
    for buy, person in dict.fromkeys(wanted):
        by_buy[buy].append(person)
    found = {buy: _of_buy(connection, buy, some) for buy, some in by_buy.items()}
    return [found[buy].get(person) for buy, person in wanted]


def nudged(connection: Connection, asked: Sequence[Nudged]) -> list[int]:
    """Answer each question.

    One nudge of which Telegram hid whether it arrived counts: better one too few than one too
    many.
    """
    column = tables.notices.c
    query = select(column.person, column.buy, column.sent_at).where(
        one_of(column.person),
        column.sent_at >= min(one.since for one in asked),
        column.kind.in_(NUDGES),
        column.fate.in_([Fate.SENT, Fate.UNKNOWN]),
    )
    sent: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for person, buy, at in connection.execute(query, {WANTED: [*{one.person for one in asked}]}):
        sent[person].append((buy, at))
    return [
        sum(at >= one.since and one.buy in (None, buy) for buy, at in sent.get(one.person, ()))
        for one in asked
    ]


LINES = (
    select(*columns_of(Line))
    .where(tables.lines.c.quantity > 0, one_of(tables.lines.c.person))
    .order_by(tables.lines.c.seq)
)
GUESTS = select(*columns_of(Guest)).where(one_of(tables.guests.c.host))
INVOLVED = select(*columns_of(Involvement)).where(one_of(tables.involvements.c.person))
INVITED = (
    select(*columns_of(Invitation))
    .where(one_of(tables.invitations.c.person))
    .order_by(tables.invitations.c.revoked.desc(), tables.invitations.c.created_at)
)
"""Of several the last counts: the standing one, else the latest that was revoked."""
STATED = select(*columns_of(Statement)).where(one_of(tables.statements.c.person))
OWED = (
    select(tables.entries.c.person, func.sum(tables.entries.c.effect))
    .where(one_of(tables.entries.c.person))
    .group_by(tables.entries.c.person)
)
MEMBERS = select(*columns_of(Membership)).where(one_of(tables.memberships.c.person))


def _of_buy(
    connection: Connection, of: BuyId, wanted: list[PersonId]
) -> dict[PersonId, MemberView]:
    found = buys.buy(connection, of)
    if found is None:
        return {}
    totals, organiser = buys.totals(connection, of), buys.organiser_name(connection, found)

    def rows(query: Select[Any], buy: Any) -> Iterable[Any]:
        return connection.execute(query.where(buy == of), {WANTED: wanted})

    lines: dict[PersonId, list[Line]] = defaultdict(list)
    for row in rows(LINES, tables.lines.c.buy):
        line = from_row(Line, row)
        lines[line.person].append(line)
    guests: dict[PersonId, dict[int, str]] = defaultdict(dict)
    for row in rows(GUESTS, tables.guests.c.buy):
        guests[row.host][row.no] = row.name
    involved = _each(Involvement, rows(INVOLVED, tables.involvements.c.buy))
    invited = _each(Invitation, rows(INVITED, tables.invitations.c.buy))
    stated = _each(Statement, rows(STATED, tables.statements.c.buy))
    owed = {person: int(left) for person, left in rows(OWED, tables.entries.c.buy)}
    members = _members(connection, found.home, wanted)
    return {
        person: MemberView(
            buy=found,
            totals=totals,
            organiser_name=organiser,
            person=person,
            lines=tuple(lines.get(person, ())),
            guests=guests.get(person, {}),
            involvement=involved.get(person) or Involvement(of, person),
            invitation=invited.get(person),
            statement=stated.get(person),
            owed=owed.get(person, 0),
            member=found.home is None or person in members,
        )
        for person in wanted
    }


def _each(record: type[R], rows: Iterable[Any]) -> dict[PersonId | None, R]:
    return {row.person: from_row(record, row) for row in rows}


def _members(connection: Connection, home: HomeId | None, wanted: list[PersonId]) -> set[PersonId]:
    """Return those who were seen in the home and have not left."""
    if home is None:
        return set()
    column = tables.memberships.c
    here = MEMBERS.where(column.home == home, column.gone_at.is_(None))
    return {PersonId(row.person) for row in connection.execute(here, {WANTED: wanted})}
