"""What the rows of a buy add up to, by the database's own sums."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from domain.buy import GroupBuy, Totals
from domain.ids import BuyId, ItemNo
from storage import tables
from storage.records import columns_of, from_row

LINE = tables.lines.c


@dataclass(frozen=True)
class AddedUp:
    """Of the live lines of one buy."""

    units: dict[ItemNo, int]
    people: int
    guests: int
    latest: int
    """The highest place in the order of asking."""


def added_up(connection: Connection, buy: BuyId) -> AddedUp:
    """Add up the lines of a buy."""
    live = (LINE.buy == buy) & (LINE.quantity > 0)
    units = connection.execute(
        select(LINE.item, func.sum(LINE.quantity)).where(live).group_by(LINE.item)
    )
    guests = select(LINE.person, LINE.guest).where(live, LINE.guest > 0).distinct().subquery()
    return AddedUp(
        {item: int(held) for item, held in units},
        connection.scalar(select(func.count(LINE.person.distinct())).where(live)) or 0,
        connection.scalar(select(func.count()).select_from(guests)) or 0,
        connection.scalar(select(func.max(LINE.seq)).where(LINE.buy == buy)) or 0,
    )


def check_totals(connection: Connection) -> None:
    """Compare the kept totals of every buy with its rows."""
    width = len(columns_of(GroupBuy))
    query = select(*columns_of(GroupBuy), *columns_of(Totals)).join(
        tables.totals, tables.totals.c.buy == tables.buys.c.id
    )
    for row in connection.execute(query).all():
        check(from_row(GroupBuy, row), from_row(Totals, row, width), connection)


def check(buy: GroupBuy, totals: Totals, connection: Connection) -> None:
    """Compare the kept totals of a buy with its rows."""
    rows = added_up(connection, buy.id)
    assert totals.units == rows.units
    assert totals.participants == rows.people
    assert totals.people == rows.people + (rows.guests if buy.terms.guests_count else 0)
    prices = {item.no: item.list_price for item in buy.terms.items}
    assert totals.amount == sum(prices[item] * held for item, held in rows.units.items())
    assert totals.next_seq > rows.latest
