"""Baseline: the bot as one would write it at first.

Each tap is one ORM transaction: it looks up the buy and the order, changes it, sums up all orders
by a query, commits, and answers. The database is as durable as the product's (WAL,
`synchronous=FULL`, `BEGIN IMMEDIATE`, without which orders would be lost), and it has the one
connection with which this is fastest: a second would only wait for the first.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery
from sqlalchemy import Connection, ForeignKey, create_engine, event, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks import crowd
from benchmarks.crowd import Crowd
from benchmarks.servers.serving import run

router = Router()

WAITS = 60
"""Seconds that a tap waits for the connection."""


class Base(DeclarativeBase):
    """The tables."""


class Buy(Base):
    """A group buy with one item."""

    __tablename__ = "buys"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int]
    is_open: Mapped[bool]


class Order(Base):
    """What one person wants of it."""

    __tablename__ = "orders"
    buy_id: Mapped[int] = mapped_column(ForeignKey("buys.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    quantity: Mapped[int]
    changed_at: Mapped[datetime]


class Tap(CallbackData, prefix="t"):
    """What the card's buttons say back."""

    buy: str
    item: int
    step: str


@router.callback_query(Tap.filter())
async def tapped(
    callback: CallbackQuery, callback_data: Tap, sessions: async_sessionmaker[AsyncSession]
) -> AnswerCallbackQuery:
    """Change the order by one."""
    person = callback.from_user
    async with sessions() as session, session.begin():
        buy = await session.get_one(Buy, int(callback_data.buy, 36))
        if not buy.is_open:
            return callback.answer("This group buy is closed.", show_alert=True)
        order = await session.get(Order, (buy.id, person.id))
        if order is None:
            order = Order(buy_id=buy.id, person_id=person.id, quantity=0)
            session.add(order)
        order.name = person.full_name
        order.quantity += 1 if callback_data.step == "m" else -1
        order.changed_at = datetime.now(UTC).replace(tzinfo=None)
        await session.flush()
        total = await session.scalar(select(func.sum(Order.quantity)).where(Order.buy_id == buy.id))
        price = buy.price / 100
        have = order.quantity
    return callback.answer(f"You have {have} now · {total} in all · {price:.2f} € each")


@asynccontextmanager
async def opened(dispatcher: Dispatcher) -> AsyncIterator[None]:
    """The database of the file given on the command line."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{sys.argv[2]}", pool_size=1, max_overflow=0, pool_timeout=WAITS
    )
    event.listen(engine.sync_engine, "connect", _durable)
    event.listen(engine.sync_engine, "begin", _begin)
    dispatcher["sessions"] = async_sessionmaker(engine)
    yield
    await engine.dispose()


def _durable(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def seed(path: str, among: Crowd) -> None:
    """Write a new database with everyone's order in it."""
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        for buy in range(among.buys):
            number = crowd.buy_id(buy)
            session.add(Buy(id=number, price=crowd.PRICE, is_open=True))
            session.flush()
            session.add_all(
                Order(
                    buy_id=number,
                    person_id=person,
                    name=crowd.first_name(person),
                    quantity=1,
                    changed_at=datetime.now(UTC).replace(tzinfo=None),
                )
                for person in among.residents_of(buy)
            )
    engine.dispose()


def units(path: str) -> list[int]:
    """Return what each buy adds up to, in order."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT sum(quantity) FROM orders GROUP BY buy_id")
        counted = [row[0] for row in rows]
    connection.close()
    return counted


if __name__ == "__main__":
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    run(dispatcher, opened)
