"""Reading group buys: found by code or home, one's own, the card, one person's part."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from domain.buy import GroupBuy, State, Totals
from domain.ids import BuyId, HomeId, PersonId
from domain.order import Guest, Invitation, Involvement, Line
from domain.settlement import Statement
from domain.views import CardParticipant, CardView, MemberView
from storage import tables
from storage.fetch import fetch
from storage.reader import people as reading
from storage.records import columns_of, from_row
from storage.settled import load_settlements

LATEST = 10
"""Names on a card."""


def buy(connection: Connection, buy: BuyId) -> GroupBuy | None:
    """Return a group buy."""
    return next(iter(fetch(connection, GroupBuy, [buy], tables.buys.c.id)), None)


def by_code(connection: Connection, code: str) -> GroupBuy | None:
    """Return the buy that has, or ever had, this join code (upper case)."""
    found = connection.scalar(select(tables.codes.c.buy).where(tables.codes.c.code == code))
    return None if found is None else buy(connection, BuyId(found))


def invitation(connection: Connection, token: str) -> Invitation | None:
    """Return the invitation of a token, revoked or not."""
    found = fetch(connection, Invitation, [token], tables.invitations.c.token)
    return found[0] if found else None


def live_buys(connection: Connection, home: HomeId) -> list[GroupBuy]:
    """Return the open and scheduled buys of a home, the earliest deadline first."""
    column = tables.buys.c
    query = select(*columns_of(GroupBuy)).where(
        column.home == home, column.state.in_([State.OPEN, State.SCHEDULED])
    )
    found = [from_row(GroupBuy, row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.terms.deadline, one.id))


def totals(connection: Connection, buy: BuyId) -> Totals:
    """Return the running totals of a buy."""
    found = fetch(connection, Totals, [buy], tables.totals.c.buy)
    return found[0] if found else Totals(buy)


def organiser_name(connection: Connection, of: GroupBuy) -> str:
    """Return the organiser's name, empty if they are not known any more."""
    found = reading.people(connection, [of.organiser]).get(of.organiser)
    return found.name if found else ""


def card(connection: Connection, of: BuyId) -> CardView | None:
    """Return what the card shows, at a cost that does not grow with the orders."""
    found = buy(connection, of)
    if found is None:
        return None
    settled = load_settlements(connection, [of]) if found.state is State.CLOSED else []
    return CardView(
        buy=found,
        totals=totals(connection, of),
        organiser_name=organiser_name(connection, found),
        home=None if found.home is None else reading.home(connection, found.home),
        latest=_latest(connection, of),
        settlement=settled[0] if settled else None,
    )


def _latest(connection: Connection, of: BuyId) -> tuple[CardParticipant, ...]:
    """Return the latest participants: only as many rows are read as names are shown."""
    person, involved, line = tables.people.c, tables.involvements.c, tables.lines.c
    units = (
        select(func.sum(line.quantity))
        .where(line.buy == of, line.person == involved.person)
        .scalar_subquery()
    )
    query = (
        select(involved.person, person.first_name, person.last_name, units)
        .join(tables.people, person.id == involved.person)
        .where(involved.buy == of, involved.ordered_at.is_not(None), ~person.erased, units > 0)
        .order_by(involved.ordered_at.desc())
        .limit(LATEST)
    )
    return tuple(
        CardParticipant(PersonId(number), f"{first} {last}".strip(), int(count))
        for number, first, last, count in connection.execute(query)
    )


def mine(connection: Connection, of: BuyId, person: PersonId) -> MemberView | None:
    """Return one person's view of a buy."""
    found = buy(connection, of)
    if found is None:
        return None
    line, guest = tables.lines.c, tables.guests.c
    involved, invited, stated = (
        tables.involvements.c,
        tables.invitations.c,
        tables.statements.c,
    )
    lines = connection.execute(
        select(*columns_of(Line))
        .where(line.buy == of, line.person == person, line.quantity > 0)
        .order_by(line.seq)
    )
    guests = connection.execute(
        select(*columns_of(Guest)).where(guest.buy == of, guest.host == person)
    )
    involvement = connection.execute(
        select(*columns_of(Involvement)).where(involved.buy == of, involved.person == person)
    ).first()
    # The standing invitation, else the latest that was revoked.
    invitation = connection.execute(
        select(*columns_of(Invitation))
        .where(invited.buy == of, invited.person == person)
        .order_by(invited.revoked, invited.created_at.desc())
        .limit(1)
    ).first()
    statement = connection.execute(
        select(*columns_of(Statement)).where(stated.buy == of, stated.person == person)
    ).first()
    membership = None if found.home is None else reading.membership(connection, found.home, person)
    return MemberView(
        buy=found,
        totals=totals(connection, of),
        organiser_name=organiser_name(connection, found),
        person=person,
        lines=tuple(from_row(Line, row) for row in lines),
        guests={row.no: row.name for row in guests},
        involvement=from_row(Involvement, involvement) if involvement else Involvement(of, person),
        invitation=from_row(Invitation, invitation) if invitation else None,
        statement=from_row(Statement, statement) if statement else None,
        owed=owed(connection, of).get(person, 0),
        member=found.home is None or bool(membership and membership.gone_at is None),
    )


def owed(connection: Connection, of: BuyId) -> dict[PersonId, int]:
    """Return what each person of the ledger still owes for a buy, in minor units."""
    entry = tables.entries.c
    query = (
        select(entry.person, func.sum(entry.effect)).where(entry.buy == of).group_by(entry.person)
    )
    return {PersonId(person): int(left) for person, left in connection.execute(query)}
