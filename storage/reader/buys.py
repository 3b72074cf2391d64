"""Reading group buys: found by number, code, token or home."""

from __future__ import annotations

from sqlalchemy import Connection, select

from domain.buy import GroupBuy, State, Totals
from domain.ids import BuyId, HomeId
from domain.order import Invitation
from storage import tables
from storage.fetch import fetch
from storage.reader import people as reading
from storage.records import columns_of, from_row


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
