"""Reading what a group buy's card shows."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select

from domain.buy import GroupBuy, State
from domain.delivery import AreaNo
from domain.ids import BuyId, PersonId
from domain.order import Line
from domain.views import CardParticipant, CardView
from storage import tables
from storage.fetch import WANTED, one_of
from storage.reader import buys, people
from storage.ready import rows
from storage.records import columns_of, from_row
from storage.settled import load_settlements
from storage.tables.orders import IS_LIVE

NAMES = 10
"""Names on a card."""

OF = "of"
"""The name of the parameter that holds the buy."""

person, involved, line = tables.people.c, tables.involvements.c, tables.lines.c

UNITS = (
    select(func.sum(line.quantity))
    .where(line.buy == bindparam(OF), line.person == involved.person)
    .scalar_subquery()
)

LATEST = (
    select(involved.person, person.first_name, person.last_name, UNITS)
    .join(tables.people, person.id == involved.person)
    .where(involved.buy == bindparam(OF), involved.ordered_at.is_not(None))
    .where(~person.erased, UNITS > 0)
    .order_by(involved.ordered_at.desc())
    .limit(NAMES)
)

waits = tables.lines.alias("waits").c

WAITING = (
    select(*columns_of(Line))
    .where(line.buy == bindparam(OF), IS_LIVE)
    .where(
        line.person.in_(
            select(waits.person).where(waits.buy == bindparam(OF), waits.conditions.is_not(None))
        )
    )
    .order_by(line.seq)
)

AREAS = select(involved.person, involved.area).where(
    involved.buy == bindparam(OF), one_of(involved.person)
)


def card(connection: Connection, of: BuyId) -> CardView | None:
    """Return what the card shows, at a cost that does not grow with the orders."""
    found = buys.buy(connection, of)
    if found is None:
        return None
    settled = load_settlements(connection, [of]) if found.state is State.CLOSED else []
    waiting = lines_waiting(connection, found)
    return CardView(
        buy=found,
        totals=buys.totals(connection, of),
        organiser_name=buys.organiser_name(connection, found),
        home=None if found.home is None else people.home(connection, found.home),
        latest=_latest(connection, of),
        settlement=settled[0] if settled else None,
        waiting=waiting,
        waiting_areas=areas_of(connection, found, waiting),
    )


def _latest(connection: Connection, of: BuyId) -> tuple[CardParticipant, ...]:
    """Return the latest participants: only as many rows are read as names are shown.

    Who orders only if the price falls is none yet.
    """
    return tuple(
        CardParticipant(PersonId(number), f"{first} {last}".strip(), int(count))
        for number, first, last, count in rows(connection, LATEST, {OF: of})
    )


def lines_waiting(connection: Connection, of: GroupBuy) -> tuple[Line, ...]:
    """Return all lines of those who wait for a lower price, in the order of asking; none once over.

    Those without price limits tell who is in already, and so counts once.
    """
    if not of.live:
        return ()
    return tuple(from_row(Line, row) for row in rows(connection, WAITING, {OF: of.id}))


def areas_of(
    connection: Connection, of: GroupBuy, waiting: Collection[Line]
) -> dict[PersonId, AreaNo]:
    """Return which destination areas those who have such lines chose."""
    if not waiting or not of.terms.areas:
        return {}
    wanted = {OF: of.id, WANTED: {one.person for one in waiting}}
    return {
        PersonId(person): AreaNo(area) for person, area in rows(connection, AREAS, wanted) if area
    }
