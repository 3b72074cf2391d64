"""Reading the list of somebody's own group buys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from domain.buy import GroupBuy
from domain.ids import BuyId, PersonId
from domain.views import BuyLine
from storage import tables
from storage.fetch import fetch, in_chunks
from storage.reader.standing import NOTHING_YET, Standing, of_parts, unsettled
from storage.tables.orders import IS_LIVE


def my_buys(connection: Connection, person: PersonId, since: datetime) -> list[BuyLine]:
    """Return the buys the person runs, is named in or ordered in: live, unsettled, or since.

    Live ones stand first, the earliest deadline first; then the others, the latest first.
    """
    line = tables.lines.c
    buys = _touching(connection, person)
    ids = [buy.id for buy in buys]
    units = _sums(
        connection, select(line.buy, func.sum(line.quantity)).where(line.person == person), ids
    )
    units |= _got(connection, person)
    own = of_parts(connection, {(buy, person) for buy in ids})
    others: dict[BuyId, list[Standing]] = defaultdict(list)
    for (buy_id, _), stands in unsettled(
        connection, {buy.id for buy in buys if buy.run_by(person)}
    ).items():
        others[buy_id].append(stands)
    found = [
        _line(
            buy,
            person,
            units.get(buy.id, 0),
            own.get((buy.id, person), NOTHING_YET),
            others.get(buy.id, ()),
        )
        for buy in buys
    ]
    wanted = [one for one in found if _wanted(one, since)]
    live = [one for one in wanted if one.buy.live]
    over = [one for one in wanted if not one.buy.live]
    return sorted(live, key=lambda one: one.buy.terms.deadline) + sorted(
        over, key=lambda one: _ended(one.buy), reverse=True
    )


def _got(connection: Connection, person: PersonId) -> dict[BuyId, int]:
    """Return the units that the person got of each settled buy: some may have fallen out."""
    stated = tables.statements.c
    found = connection.execute(select(stated.buy, stated.lines).where(stated.person == person))
    return {
        BuyId(buy): sum(line.quantity - line.returned for line in lines) for buy, lines in found
    }


def _line(
    buy: GroupBuy, person: PersonId, units: int, own: Standing, others: Iterable[Standing]
) -> BuyLine:
    return BuyLine(
        buy=buy,
        runs=buy.run_by(person),
        units=units,
        owed=own.owed,
        to_collect=sum(max(0, one.owed) for one in others),
        to_give_back=sum(one.due_back(buy) for one in others),
        due_back=own.due_back(buy),
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
        select(line.buy).where(line.person == person, IS_LIVE),
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
    own = line.owed > 0 or line.due_back > 0
    others = line.to_collect > 0 or line.to_give_back > 0
    return line.buy.live or own or others or _ended(line.buy) >= since


def _ended(buy: GroupBuy) -> datetime:
    return buy.closed_at or buy.terms.deadline
