"""Reading the list of somebody's own group buys."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from domain.buy import GroupBuy
from domain.ids import BuyId, PersonId
from domain.views import BuyLine
from storage import tables
from storage.fetch import fetch, in_chunks


def my_buys(connection: Connection, person: PersonId, since: datetime) -> list[BuyLine]:
    """Return the buys the person runs, is named in or ordered in: live, unpaid, or since.

    Live ones stand first, the earliest deadline first; then the others, the latest first.
    """
    line, entry = tables.lines.c, tables.entries.c
    buys = _touching(connection, person)
    ids = [buy.id for buy in buys]
    units = _sums(
        connection, select(line.buy, func.sum(line.quantity)).where(line.person == person), ids
    )
    owed = _sums(
        connection, select(entry.buy, func.sum(entry.effect)).where(entry.person == person), ids
    )
    to_collect = _sums(
        connection,
        select(entry.buy, func.sum(entry.effect)),
        [buy.id for buy in buys if buy.run_by(person)],
    )
    found = [
        BuyLine(
            buy=buy,
            runs=buy.run_by(person),
            units=units.get(buy.id, 0),
            owed=owed.get(buy.id, 0),
            to_collect=to_collect.get(buy.id, 0),
        )
        for buy in buys
    ]
    wanted = [one for one in found if _wanted(one, since)]
    live = [one for one in wanted if one.buy.live]
    over = [one for one in wanted if not one.buy.live]
    return sorted(live, key=lambda one: one.buy.terms.deadline) + sorted(
        over, key=lambda one: _ended(one.buy), reverse=True
    )


def _touching(connection: Connection, person: PersonId) -> list[GroupBuy]:
    """Return the buys the person runs, is named in, has ordered in or has an account in."""
    buy, helper = tables.buys.c, tables.helpers.c
    line, invited, entry = tables.lines.c, tables.invitations.c, tables.entries.c
    running = union(
        select(buy.id).where(buy.organiser == person),
        select(helper.buy).where(helper.person == person),
    )
    buying = union(
        select(line.buy).where(line.person == person, line.quantity > 0),
        select(invited.buy).where(invited.person == person, ~invited.revoked),
        select(entry.buy).where(entry.person == person),
    )
    run, bought = ({row[0] for row in connection.execute(query)} for query in (running, buying))
    found = fetch(connection, GroupBuy, run | bought, buy.id)
    # Whoever was a helper once is no more unless the buy says so.
    return [one for one in found if one.run_by(person) or one.id in bought]


def _sums(connection: Connection, query: Select[Any], buys: Collection[BuyId]) -> dict[BuyId, int]:
    """Return a sum for each of `buys`; `query` selects the buy and the sum."""
    buy: ColumnElement[Any] = query.selected_columns[0]
    rows = in_chunks(
        buys, lambda some: connection.execute(query.where(buy.in_(some)).group_by(buy))
    )
    return {BuyId(of): int(total) for of, total in rows}


def _wanted(line: BuyLine, since: datetime) -> bool:
    unpaid = line.owed > 0 or (line.runs and line.to_collect > 0)
    return line.buy.live or unpaid or _ended(line.buy) >= since


def _ended(buy: GroupBuy) -> datetime:
    return buy.closed_at or buy.terms.deadline
