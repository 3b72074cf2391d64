"""Reading people's own parts in buys, those of many people at once as well as one's alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, bindparam, select

from domain.buy import GroupBuy
from domain.goods import Shipment
from domain.ids import BuyId, PersonId
from domain.order import Guest, Invitation, Involvement, Line
from domain.settlement import FallOut, Statement
from domain.views import MemberView
from storage import tables
from storage.fetch import WANTED, one_of
from storage.reader import buys
from storage.reader.card import OF, areas_of, lines_waiting
from storage.reader.standing import NOTHING_YET, of_parts, points
from storage.ready import rows
from storage.records import columns_of, from_row
from storage.settled import load_fallen
from storage.tables.orders import IS_LIVE

R = TypeVar("R")

line, guest, involved = tables.lines.c, tables.guests.c, tables.involvements.c
invited, stated, shipped = tables.invitations.c, tables.statements.c, tables.shipments.c

LINES = (
    select(*columns_of(Line))
    .where(line.buy == bindparam(OF), one_of(line.person), IS_LIVE)
    .order_by(line.seq)
)
GUESTS = select(*columns_of(Guest)).where(guest.buy == bindparam(OF), one_of(guest.host))
INVOLVED = select(*columns_of(Involvement)).where(
    involved.buy == bindparam(OF), one_of(involved.person)
)
INVITED = (
    select(*columns_of(Invitation))
    .where(invited.buy == bindparam(OF), one_of(invited.person))
    .order_by(invited.revoked.desc(), invited.created_at)
)
"""Of several the last counts: the standing one, else the latest that was revoked."""
STATED = select(*columns_of(Statement)).where(stated.buy == bindparam(OF), one_of(stated.person))
SHIPPED = select(*columns_of(Shipment)).where(shipped.buy == bindparam(OF), one_of(shipped.person))
MEMBERS = select(tables.memberships.c.person).where(
    tables.memberships.c.home == bindparam("home"),
    tables.memberships.c.gone_at.is_(None),
    one_of(tables.memberships.c.person),
)


def mine(connection: Connection, of: BuyId, person: PersonId, now: datetime) -> MemberView | None:
    """Return one person's view of a buy; see `domain.ports.Reader.mine`."""
    return views(connection, [(of, person)], now)[0]


def views(
    connection: Connection, wanted: Sequence[tuple[BuyId, PersonId]], now: datetime
) -> list[MemberView | None]:
    """Return each person's view of a buy; points are those that can be spent at `now`."""
    by_buy: dict[BuyId, list[PersonId]] = defaultdict(list)
    for buy, person in dict.fromkeys(wanted):
        by_buy[buy].append(person)
    found = {buy: _of_buy(connection, buy, some, now) for buy, some in by_buy.items()}
    return [found[buy].get(person) for buy, person in wanted]


def _of_buy(
    connection: Connection, of: BuyId, wanted: list[PersonId], now: datetime
) -> dict[PersonId, MemberView]:
    buy = buys.buy(connection, of)
    if buy is None:
        return {}

    def read(record: type[R], query: Select[Any]) -> list[R]:
        return [from_row(record, row) for row in rows(connection, query, {OF: of, WANTED: wanted})]

    totals, organiser = buys.totals(connection, of), buys.organiser_name(connection, buy)
    lines: dict[PersonId, list[Line]] = defaultdict(list)
    for one in read(Line, LINES):
        lines[one.person].append(one)
    guests: dict[PersonId, dict[int, str]] = defaultdict(dict)
    for named in read(Guest, GUESTS):
        guests[named.host][named.no] = named.name
    involvements = {one.person: one for one in read(Involvement, INVOLVED)}
    invitations = {one.person: one for one in read(Invitation, INVITED)}
    over = buy.closed_at is not None
    statements = {one.person: one for one in (read(Statement, STATED) if over else ())}
    shipments = {one.person: one for one in (read(Shipment, SHIPPED) if over else ())}
    fallen: dict[PersonId, list[FallOut]] = defaultdict(list)
    for out in load_fallen(connection, of) if over else ():
        fallen[out.person].append(out)
    standings = of_parts(connection, {(of, person) for person in wanted})
    held = points(connection, buy, wanted, now)
    waiting = lines_waiting(connection, buy)
    areas = areas_of(connection, buy, waiting)
    members = _members(connection, buy, wanted)
    found = {}
    for person in wanted:
        stands = standings.get((of, person), NOTHING_YET)
        found[person] = MemberView(
            buy=buy,
            totals=totals,
            organiser_name=organiser,
            person=person,
            lines=tuple(lines.get(person, ())),
            guests=guests.get(person, {}),
            involvement=involvements.get(person) or Involvement(of, person),
            invitation=invitations.get(person),
            statement=statements.get(person),
            fallen=tuple(fallen.get(person, ())),
            owed=stands.owed,
            due_back=stands.due_back(buy),
            paid=stands.paid,
            given_back=stands.given_back,
            points_given=stands.points_given,
            points=held.get(person, 0),
            points_spent=stands.points_spent,
            shipment=shipments.get(person),
            waiting=waiting,
            waiting_areas=areas,
            member=buy.home is None or person in members,
        )
    return found


def _members(connection: Connection, buy: GroupBuy, wanted: list[PersonId]) -> set[PersonId]:
    """Return those who were seen in the buy's home and have not left."""
    if buy.home is None:
        return set()
    values = {"home": buy.home, WANTED: wanted}
    return {PersonId(row[0]) for row in rows(connection, MEMBERS, values)}
