"""Records are written and read without loss."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, delete, select

from domain.buy import GroupBuy, Totals
from domain.conversation import Conversation
from domain.draft import Draft
from domain.ledger import Entry
from domain.order import Guest, Invitation, Involvement, Line
from domain.people import Home, Membership, Person
from domain.settlement import Settlement
from storage import tables
from storage.fetch import fetch
from storage.records import FIRST_STAYS, KEY_OF, TABLE_OF, from_row, statement_rows, to_row
from storage.settled import load_settlements
from storage.tables.columns import NaiveDatetime
from storage.upserts import keep_first, upsert
from tests.storage.samples import ANNA, a_line
from tests.storage.scripted import NOON

WHOLE = 2**62
SIMPLE = [record for record in TABLE_OF if record not in (Draft, Settlement)]

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(int, st.integers(-WHOLE, WHOLE))
# PostgreSQL keeps no NUL in a text, and SQLite ends the JSON of a key there.
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
st.register_type_strategy(str, st.text(letters, max_size=20))
st.register_type_strategy(timedelta, st.timedeltas(timedelta(0), timedelta(days=60)))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """All tables in memory, without the keys between them."""
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("record", TABLE_OF, ids=lambda record: record.__name__)
def test_a_column_for_each_field(record: type) -> None:
    """A field added to the domain and not to the tables would be lost at the next write."""
    table = TABLE_OF[record]
    if record is Draft:
        assert {"id", "owner", "in_group", "draft"} <= set(table.columns.keys())
        return
    assert {field.name for field in fields(record)} - {"statements"} <= set(table.columns.keys())


@given(data=st.data())
@pytest.mark.parametrize("kind", SIMPLE, ids=lambda record: record.__name__)
def test_what_is_written_is_read(engine: Engine, kind: type, data: st.DataObject) -> None:
    """A value that changes on its way through the database would change what people agreed."""
    record: Any = data.draw(st.from_type(kind))
    table = TABLE_OF[kind]
    with engine.begin() as connection:
        connection.execute(delete(table))
        for _ in range(2):
            write = keep_first if kind in FIRST_STAYS else upsert
            write(connection, table, [to_row(record, NOON)])
        first = table.c.key if kind is Entry else next(iter(table.primary_key))
        assert fetch(connection, kind, [getattr(record, first.name)], first) == [record]


@given(draft=st.from_type(Draft))
def test_drafts_are_kept_whole(engine: Engine, draft: Draft) -> None:
    """A draft that loses an entry makes its writer type it again."""
    with engine.begin() as connection:
        upsert(connection, tables.drafts, [to_row(draft, NOON)])
        found = connection.scalar(
            select(tables.drafts.c.draft).where(tables.drafts.c.id == draft.id)
        )
    assert found == draft


@given(settlement=st.from_type(Settlement))
def test_settlements_keep_their_statements_in_order(engine: Engine, settlement: Settlement) -> None:
    """A statement lost, or out of order, would not add up to the group's total any more."""
    of_buy = tuple(
        replace(one, buy=settlement.buy)
        for one in {one.person: one for one in settlement.statements}.values()
    )
    settlement = replace(settlement, statements=of_buy)
    with engine.begin() as connection:
        connection.execute(delete(tables.statements))
        upsert(connection, tables.settlements, [to_row(settlement, NOON)])
        upsert(connection, tables.statements, statement_rows(settlement))
        assert load_settlements(connection, [settlement.buy]) == [settlement]


def test_naive_times_are_refused(engine: Engine) -> None:
    """A time without a zone means another moment to each reader; SQLite would just keep it."""
    naive = a_line(ANNA, 1, ordered_at=datetime(2026, 3, 6, 12))  # noqa: DTZ001 - that is the test
    with engine.begin() as connection, pytest.raises(NaiveDatetime, match="no zone"):
        upsert(connection, tables.lines, [to_row(naive, NOON)])


def test_times_of_any_zone_are_one_moment(engine: Engine) -> None:
    """Two spellings of a moment must compare equal, or timers fire at the wrong hour."""
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    with engine.begin() as connection:
        upsert(connection, tables.lines, [to_row(a_line(ANNA, 1, ordered_at=east), NOON)])
        read = fetch(connection, Line, [ANNA], tables.lines.c.person)
    assert [line.ordered_at for line in read] == [NOON]
    assert read[0].ordered_at.tzinfo is UTC


def test_keys_are_natural() -> None:
    """A batch writes a record once per key: a wrong key would drop somebody's line."""
    assert KEY_OF[Line](a_line(ANNA, 1)) == (7, ANNA, 1, 0)
    kinds = (GroupBuy, Totals, Person, Home, Membership, Conversation, Guest, Entry)
    assert {*kinds, Invitation, Involvement} <= set(KEY_OF)
    assert from_row(Totals, (1, 2, 3, 4, {}, 5, 6, 7)) == Totals(1, 2, 3, 4, {}, 5, 6, 7)  # type: ignore[arg-type]
