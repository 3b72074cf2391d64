"""Loading what a batch of decisions looks at, with a few queries however many they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, Select, select

from domain.buy import Admission, GroupBuy, Totals
from domain.charges import Charge
from domain.conversation import Conversation
from domain.draft import Draft
from domain.goods import Shipment
from domain.ids import BuyId, HomeId, PersonId
from domain.ledger import Entry
from domain.order import Guest, Invitation, Involvement, Line
from domain.people import Home, Membership, Person
from domain.world import Needs, World
from storage import tables
from storage.accounts import load_payments, load_points
from storage.fetch import WANTED, fetch, one_of
from storage.locks import lock
from storage.ready import rows
from storage.records import TABLE_OF, columns_of, from_row
from storage.settled import load_settlements

DRAFTS = select(tables.drafts.c.draft).where(one_of(tables.drafts.c.id))

BUYS_AND_TOTALS: Select[Any] = (
    select(*columns_of(GroupBuy), *columns_of(Totals))
    .select_from(tables.buys.outerjoin(tables.totals, tables.totals.c.buy == tables.buys.c.id))
    .where(one_of(tables.buys.c.id))
    .order_by(tables.buys.c.id)
)

AFTER_BUY = len(columns_of(GroupBuy))

ORDER_OWNER: dict[type, str] = {Line: "person", Involvement: "person", Invitation: "person"}
"""The records that every order looks at, with the column that says whose each is."""

REST_OWNER: dict[type, str] = {
    Guest: "host",
    **dict.fromkeys((Entry, Charge, Shipment), "person"),
}
"""The other records of one person's part in a buy, likewise."""


def load(connection: Connection, needs: Needs) -> World:
    """Return the world that `needs` asks for; what does not exist is missing from it.

    What may be replaced is locked before anything is read: of a row joined to one that was waited
    for, PostgreSQL gives what it was before the wait. Besides what `Needs` says, a draft comes
    with its owner and their conversation, its home and the people named in it; a whole buy with
    everyone of its home who asked to be told about buys.
    """
    world = World()
    paid_for = load_payments(connection, world, needs)
    parts = needs.parts | paid_for | _all_parts(connection, needs.everything_of)
    orders = parts | needs.orders
    at_home = needs.buys | needs.whole | needs.points_given
    at_home |= {buy for buy, _ in parts | needs.points}
    buys = at_home | {buy for buy, _ in needs.orders}
    lock(connection, needs, buys)
    people = set(needs.people) | needs.everything_of | {person for _, person in parts}
    homes, memberships = set(needs.homes), set(needs.memberships)

    for draft in _load_drafts(connection, needs.drafts):
        world.take([draft])
        people |= {draft.owner, *draft.named}
        homes |= {draft.home} if draft.home is not None else set()
        memberships |= {(draft.home, draft.owner)} if draft.home is not None else set()
    owners = {draft.owner for draft in world.drafts.values()}
    world.take(fetch(connection, Conversation, owners, tables.conversations.c.owner))

    for buy, totals in _load_buys(connection, buys):
        world.take([buy, totals] if totals else [buy])
        people |= {buy.organiser, *buy.helpers}
        homes |= {buy.home} if buy.home is not None and buy.id in at_home else set()
    settled = [buy.id for buy in world.buys.values() if buy.closed_at is not None]
    world.take(load_settlements(connection, settled))

    tokens = fetch(connection, Invitation, needs.tokens, tables.invitations.c.token)
    world.take(tokens)
    bound = {(one.buy, one.person) for one in tokens if one.person is not None}
    people |= {person for _, person in bound}
    bound = {part for part in bound if part[0] in world.buys}
    parts, orders = parts | bound, orders | bound
    whole = needs.whole & world.buys.keys()
    _load_owned(connection, world, ORDER_OWNER, orders, whole)
    _load_owned(connection, world, REST_OWNER, parts, whole)
    load_points(connection, world, needs.points | paid_for, needs.points_given)
    for of_buy in whole:
        people |= _everybody(world, of_buy)
    memberships |= {
        (home, person)
        for buy_id, person in orders
        if (found := world.buys.get(buy_id)) and (home := found.home) is not None
        if found.terms.admission is Admission.CHAT or (buy_id, person) in parts
    }
    people |= _load_memberships(connection, world, memberships, whole)
    world.take(fetch(connection, Person, people, tables.people.c.id))
    world.take(fetch(connection, Home, homes, tables.homes.c.id))
    return world


def _load_drafts(connection: Connection, drafts: Collection[BuyId]) -> list[Draft]:
    return [row[0] for row in rows(connection, DRAFTS, {WANTED: drafts})] if drafts else []


def _load_buys(
    connection: Connection, buys: Collection[BuyId]
) -> list[tuple[GroupBuy, Totals | None]]:
    return [
        (
            from_row(GroupBuy, row),
            from_row(Totals, row, AFTER_BUY) if row[AFTER_BUY] is not None else None,
        )
        for row in (rows(connection, BUYS_AND_TOTALS, {WANTED: buys}) if buys else ())
    ]


def _load_owned(
    connection: Connection,
    world: World,
    owners: dict[type, str],
    parts: Collection[tuple[BuyId, PersonId]],
    whole: Collection[BuyId],
) -> None:
    """Take records of these kinds: those of some people's parts in buys, and of whole buys."""
    some = {part for part in parts if part[0] not in whole}
    for record, owner in owners.items():
        column = TABLE_OF[record].c
        world.take(fetch(connection, record, some, column.buy, column[owner]))
        world.take(fetch(connection, record, whole, column.buy))


def _everybody(world: World, buy: BuyId) -> set[PersonId]:
    return {
        *world.lines.get(buy, ()),
        *world.involvements.get(buy, ()),
        *world.named.get(buy, ()),
        *world.entries.get(buy, ()),
        *(i.person for i in world.invitations.values() if i.buy == buy and i.person is not None),
    }


def _load_memberships(
    connection: Connection,
    world: World,
    wanted: set[tuple[HomeId, PersonId]],
    whole: Collection[BuyId],
) -> set[PersonId]:
    """Take the memberships, and return who asked to be told in the homes of the whole buys."""
    column = tables.memberships.c
    told: set[PersonId] = set()
    for buy in whole:
        home = world.buys[buy].home
        if home is None:
            continue
        wanted |= {(home, person) for person in _everybody(world, buy)}
        query = select(*columns_of(Membership)).where(column.home == home, column.tell_me)
        audience = [from_row(Membership, row) for row in connection.execute(query)]
        world.take(audience)
        told |= {membership.person for membership in audience}
    world.take(fetch(connection, Membership, wanted, column.home, column.person))
    return told


def _all_parts(connection: Connection, people: Collection[PersonId]) -> set[tuple[BuyId, PersonId]]:
    """Return the buys each person runs or has any part in."""
    if not people:
        return set()
    owners: list[tuple[Column[Any], Column[Any]]] = [
        (tables.buys.c.id, tables.buys.c.organiser),
        (tables.helpers.c.buy, tables.helpers.c.person),
    ]
    owners += [
        (TABLE_OF[record].c.buy, TABLE_OF[record].c[owner])
        for record, owner in (ORDER_OWNER | REST_OWNER).items()
    ]
    found: set[tuple[BuyId, PersonId]] = set()
    for buy, owner in owners:
        query = select(buy, owner).distinct()
        found |= {(row[0], row[1]) for row in connection.execute(query.where(owner.in_(people)))}
    return found
