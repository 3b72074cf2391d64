"""Fetching: by its key and nothing else, however much there is."""

import pytest
from sqlalchemy import Column, create_engine, select

from domain.order import Involvement, Line
from storage import tables
from storage.fetch import WANTED, fetch, one_of
from storage.records import to_row
from storage.upserts import upsert
from tests.storage.samples import ANNA, BORIS, CARLA, OIL, a_line
from tests.storage.scripted import NOON

PAIRS = {
    "lines": (tables.lines.c.buy, tables.lines.c.person),
    "involvements": (tables.involvements.c.buy, tables.involvements.c.person),
    "invitations": (tables.invitations.c.buy, tables.invitations.c.person),
    "entries": (tables.entries.c.buy, tables.entries.c.person),
    "charges": (tables.charges.c.buy, tables.charges.c.person),
    "shipments": (tables.shipments.c.buy, tables.shipments.c.person),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_a_pair_is_found_by_both_its_columns(pair: tuple[Column[int], Column[int]]) -> None:
    """An index used by its first column alone goes through the whole buy with every order."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
        query = select(*pair).where(one_of(*pair)).compile(engine)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("[[1, 2]]",))
        assert "(buy=? AND person=?)" in str(plan.all())
    engine.dispose()


def test_only_those_asked_for_are_found() -> None:
    """A record of somebody else in the world would be decided upon as one's own."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
        upsert(connection, tables.lines, [to_row(a_line(who, 1), NOON) for who in (ANNA, BORIS)])
        column = tables.lines.c
        mine = fetch(connection, Line, {(OIL, ANNA), (OIL, CARLA)}, column.buy, column.person)
        assert mine == [a_line(ANNA, 1)]
        assert fetch(connection, Line, [], column.buy, column.person) == []
        everyone = fetch(connection, Line, [OIL], column.buy)
        assert {line.person for line in everyone} == {ANNA, BORIS}
        assert fetch(connection, Involvement, [OIL], tables.involvements.c.buy) == []
        query = select(column.person).where(one_of(column.person))
        assert connection.scalars(query, {WANTED: [ANNA]}).all() == [ANNA]
    engine.dispose()
