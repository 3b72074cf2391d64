"""Loading what was asked for and paid through Telegram, and what points there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, literal_column, select

from domain.charges import Charge, Invoice
from domain.ids import BuyId, PersonId
from domain.ledger import Entry
from domain.world import Needs, PointsAccount, World
from storage import tables
from storage.fetch import WANTED, fetch, one_of
from storage.locks import reserve
from storage.ready import rows
from storage.records import columns_of, from_row

column = tables.entries.c

ON_POINTS = (
    select(*columns_of(Entry))
    .where(
        column.points != literal_column("0"),
        one_of(column.organiser, column.person, column.currency),
    )
    .order_by(column.no)
)

GIVEN = (
    select(column.organiser, column.person, column.currency)
    .where(column.points > literal_column("0"), one_of(column.buy))
    .distinct()
)


def load_payments(
    connection: Connection, world: World, needs: Needs
) -> set[tuple[BuyId, PersonId]]:
    """Take the invoices that are named; return whose parts they and the named charges pay for.

    That never changes, so that it can be read before the buys are locked. Whether a charge goes
    back does: it comes with the part.
    """
    if not needs.invoices and not needs.charges:
        return set()
    invoices = fetch(connection, Invoice, needs.invoices, tables.invoices.c.id)
    charges = fetch(connection, Charge, needs.charges, tables.charges.c.id)
    world.take(invoices)
    named: list[Invoice | Charge] = [*invoices, *charges]
    return {(one.buy, one.person) for one in named}


def load_points(
    connection: Connection,
    world: World,
    wanted: Iterable[tuple[BuyId, PersonId]],
    given_by: Collection[BuyId],
) -> None:
    """Take the accounts of points of some people with the organisers of buys, whole.

    Those of everybody whom the buys `given_by` gave any are taken besides. Points are spent in
    several buys, each of which has a lock of its own: two that spend the same ones take turns by
    their organiser, after all other locks, and read what there is after that.
    """
    accounts = {
        (buy.organiser, person, buy.terms.currency)
        for of, person in wanted
        if (buy := world.buys.get(of)) is not None
    }
    if given_by:
        accounts |= {tuple(row) for row in rows(connection, GIVEN, {WANTED: given_by})}
    if not accounts:
        return
    reserve(connection, tables.entries, {organiser for organiser, _, _ in accounts})
    found: dict[PointsAccount, list[Entry]] = {account: [] for account in accounts}
    for row in rows(connection, ON_POINTS, {WANTED: accounts}):
        entry = from_row(Entry, row)
        found[entry.organiser, entry.person, entry.currency].append(entry)
    world.take_points(found)
