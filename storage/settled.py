"""Settlements with their statements, put together from their two tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from domain.ids import BuyId
from domain.settlement import FallOut, Settlement, Statement
from storage import tables
from storage.records import columns_of, from_row


def load_settlements(connection: Connection, buys: Collection[BuyId]) -> list[Settlement]:
    """Return the settlements of those of `buys` that have one."""
    if not buys:
        return []
    of_buy: dict[BuyId, list[Statement]] = {}
    column = tables.statements.c
    query = select(*columns_of(Statement)).where(column.buy.in_(buys)).order_by(column.place)
    for row in connection.execute(query):
        statement = from_row(Statement, row)
        of_buy.setdefault(statement.buy, []).append(statement)
    found = connection.execute(
        select(*columns_of(Settlement)).where(tables.settlements.c.buy.in_(buys))
    )
    return [
        Settlement(**row, statements=tuple(of_buy.get(row["buy"], ()))) for row in found.mappings()
    ]


def load_fallen(connection: Connection, buy: BuyId) -> tuple[FallOut, ...]:
    """Return what was asked for in a buy and not served, in the order of asking."""
    query = select(tables.settlements.c.fallen).where(tables.settlements.c.buy == buy)
    return connection.scalar(query) or ()
