"""Rows that an earlier version wrote mean in this one what they meant, and the other way round."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from domain.buy import State
from domain.ids import ItemNo
from domain.ledger import Reason, owed
from domain.notices import NoticeKind
from domain.order import Involvement, Line
from domain.settlement import LineShare, Settlement, Statement
from domain.timers import Timer, TimerKind
from storage import Storage, open_storage
from storage.database import Database
from storage.engine import open_writer, parse
from storage.migrations import configuration
from tests.storage.money import charge, given, invoice, moved, spent
from tests.storage.samples import (
    BORIS,
    CARLA,
    FLAT,
    NEIGHBOURS,
    OIL,
    a_buy,
    a_line,
    paid,
    person,
    settled,
    share,
    to_person,
    write,
)
from tests.storage.scripted import NOON, HandClock, Scripted

BEFORE = "0005"

ROWS = (Path(__file__).parent / "rows_of_0005.sql").read_text()


@pytest.fixture
async def database(blank_url: str) -> AsyncIterator[Database]:
    """A database with the tables of the version before, and rows in them."""
    opened = await open_writer(parse(blank_url), 5)
    await opened.run(lambda connection: _to(connection, BEFORE))
    yield opened
    await opened.close()


def _to(connection: Connection, revision: str, *, back: bool = False) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    (command.downgrade if back else command.upgrade)(config, revision)


def _fill(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
    for statement in ROWS.split(";\n"):
        if statement:
            connection.exec_driver_sql(statement)


async def test_what_stood_there_means_the_same(
    database: Database, blank_url: str, clock: HandClock
) -> None:
    """An update in the midst of collecting would change what people ordered, owe and paid."""
    await database.run(_fill)
    storage = await open_storage(blank_url, clock, Scripted())
    try:
        own = await storage.reader.mine(OIL, BORIS)
        settlement = await storage.reader.settlement(OIL)
        entries = await storage.reader.entries(OIL)
        assert own is not None
        assert own.lines == (Line(OIL, BORIS, ItemNo(1), 2, 1, NOON),)
        assert own.involvement == Involvement(OIL, BORIS, ordered_at=NOON)
        assert (own.owed, own.due_back, own.points_spent, own.fallen) == (5000, 0, 0, ())
        got = LineShare(BORIS, ItemNo(1), 2, 8400, 400, seq=1)
        stated = Statement(OIL, BORIS, "OLD-01", (got,))
        assert settlement == Settlement(OIL, NOON, 8400, 400, {ItemNo(0): 1}, (stated,))
        assert settlement.due == 8000
        assert [(one.key, one.effect, one.points) for one in entries] == [
            ("share:7:2", 8000, 0),
            ("a-paid", -3000, 0),
        ]
        assert {(one.payer, one.charge, one.until) for one in entries} == {(None, "", None)}
        await write(storage, paid(BORIS, 5000))
        assert [one.key for one in await storage.reader.entries(OIL)][2:] == ["paid:7:2:5000"]
    finally:
        await storage.close()


async def test_on_the_way_back_everybody_owes_the_same(
    database: Database, blank_url: str, clock: HandClock
) -> None:
    """An operator who must return to the version before would collect money that was paid."""
    storage = await open_storage(blank_url, clock, Scripted())
    made = (
        share(BORIS, 3800),
        moved(Reason.CHARGE, BORIS, 1000),
        moved(Reason.SHARE_CORRECTED, BORIS, -300),
        spent(BORIS, 200),
        share(CARLA, 3800),
        paid(CARLA, 5000),
        moved(Reason.PAID_BACK, CARLA, 700),
        given(CARLA, 500),
        moved(Reason.POINTS_EXPIRED, CARLA, 500),
    )
    await _leave_all_that_is_new(storage, made)
    await storage.close()
    await database.run(lambda connection: _to(connection, BEFORE, back=True))

    def left(connection: Connection) -> tuple[Any, ...]:
        rows = connection.execute(text("SELECT person, reason, amount, effect FROM entries")).all()
        assert all(amount > 0 and abs(effect) == amount for _, _, amount, effect in rows)
        sums = {who: sum(row.effect for row in rows if row.person == who) for who in (BORIS, CARLA)}
        kinds = list(connection.scalars(text("SELECT kind FROM notices")))
        timers = list(connection.scalars(text("SELECT kind FROM timers")))
        return sums, {row.reason for row in rows}, kinds, timers

    sums, reasons, kinds, timers = await database.run(left)
    by_person = {who: [one for one in made if one.person == who] for who in (BORIS, CARLA)}
    assert sums == {who: owed(entries) for who, entries in by_person.items()}
    assert reasons <= {"share", "payment", "payment_reversed"}
    assert (kinds, timers) == (["statement"], ["unpaid"])


async def _leave_all_that_is_new(storage: Storage, entries: tuple[object, ...]) -> None:
    asked = invoice(BORIS)
    await write(
        storage,
        *NEIGHBOURS,
        person(CARLA, "Carla"),
        a_buy(state=State.CLOSED, closed_at=NOON, home=FLAT),
        a_line(BORIS, 1, extra=2),
        settled(BORIS, CARLA),
        asked,
        charge(asked),
        *entries,  # type: ignore[arg-type]
        notices=(
            to_person(BORIS, NoticeKind.STATEMENT),
            to_person(BORIS, NoticeKind.STATEMENT_CORRECTED),
        ),
        timers=(
            Timer(OIL, TimerKind.UNPAID, NOON),
            Timer(OIL, TimerKind.PICK_UP, NOON),
        ),
    )
