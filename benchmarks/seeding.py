"""The product's database with a crowd in it: written by its own desk, in bulk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from benchmarks import crowd
from benchmarks.crowd import Crowd
from bot.clock import SystemClock
from domain.buy import GroupBuy, Item, State, Terms, Totals
from domain.commands.base import Cause, Command
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.notices import NoticeKind
from domain.offer import BUY_LADDER
from domain.order import Involvement, Line
from domain.outcome import Outcome, Save
from domain.people import Membership, Person, Reach
from domain.world import Needs, World
from storage import Storage, open_storage, tables

AT_ONCE = 20_000
"""Records in one transaction."""

OPEN_FOR = timedelta(days=2)
REACHED, NEXT = Tier(5, UnitPrice(3800)), Tier(10_000_000, UnitPrice(3500))
"""One price is unlocked, the next is out of reach: no tier is announced in between."""


@dataclass(frozen=True, slots=True)
class Write(Command[None]):
    """Write these records."""

    outcome: Outcome


class Scribe:
    """Decides to write what it is given."""

    def needs(self, _command: Command[Any]) -> Needs:
        """Look at nothing."""
        return Needs()

    def decide(self, _world: World, command: Command[Any]) -> Outcome:
        """Write it."""
        if not isinstance(command, Write):
            raise TypeError(command)
        return command.outcome

    def answer(self, _world: World, _command: Command[Any]) -> Any:
        """Say nothing."""
        return None


def seed(url: str, among: Crowd) -> None:
    """Bring a new database to where everyone has ordered and the cards stand in their groups."""
    asyncio.run(_seed(url, among))


def units(url: str) -> list[int]:
    """Return what each buy adds up to. Raises `ValueError` if the running totals differ."""
    return asyncio.run(_units(url))


async def write(storage: Storage, records: list[Save], **more: Any) -> None:
    """Have records written, so many at once."""
    for start in range(0, len(records), AT_ONCE):
        now = SystemClock().now()
        some = Outcome(tuple(records[start : start + AT_ONCE]), **more)
        cause = Cause(f"seed:{now.isoformat()}:{start}", now)
        await storage.desk.submit(Write(cause, PersonId(crowd.ORGANISER), some))


async def _seed(url: str, among: Crowd) -> None:
    storage = await open_storage(url, SystemClock(), Scribe())
    try:
        await write(storage, [person(crowd.ORGANISER)])
        for buy in range(among.buys):
            home = await storage.chats.settle_in(crowd.chat_id(buy), crowd.title(buy), "en")
            people = among.residents_of(buy)
            await write(storage, [*open_buy(buy, home, len(people))])
            await write(storage, [one for who in people for one in ordered(who, buy, home)])
            await storage.chats.note_message(
                BuyId(crowd.buy_id(buy)), NoticeKind.CARD, crowd.chat_id(buy), crowd.CARD
            )
    finally:
        await storage.close()


def open_buy(buy: int, home: HomeId, orders: int, **more: Any) -> Iterator[Save]:
    """Return an open buy in which so many people have ordered one unit; `more` are its totals."""
    now = SystemClock().now()
    number = BuyId(crowd.buy_id(buy))
    item = ItemNo(crowd.ITEM)
    terms = Terms(
        title="Olive oil 5 l",
        currency="EUR",
        items=(Item(item, "Olive oil 5 l", crowd.PRICE, "canister"),),
        deadline=now + OPEN_FOR,
        zone="Europe/Berlin",
        ladder=Ladder(Metric.UNITS, (REACHED, NEXT)),
    )
    yield GroupBuy(
        id=number,
        organiser=PersonId(crowd.ORGANISER),
        home=home,
        terms=terms,
        state=State.OPEN,
        code=f"OIL{buy:05}",
        code_expires_at=terms.deadline,
        created_at=now,
        announced={BUY_LADDER: terms.ladder.reached(orders)} if terms.ladder else {},
    )
    yield Totals(
        number, orders, orders, orders * crowd.PRICE, {item: orders}, next_seq=orders + 1, **more
    )


def person(number: int, zone: str | None = None) -> Person:
    """Return somebody who opened the bot, as their updates tell of them."""
    return Person(
        PersonId(number),
        crowd.first_name(number),
        username=crowd.username(number),
        telegram_language="en",
        zone=zone,
        reach=Reach.OPEN,
    )


def ordered(who: int, buy: int, home: HomeId) -> Iterator[Save]:
    """Return somebody of that home with one unit of that buy."""
    now = SystemClock().now()
    seq = (who - crowd.FIRST_RESIDENT) + 1
    yield person(who)
    yield Membership(home, PersonId(who))
    number = BuyId(crowd.buy_id(buy))
    yield Line(number, PersonId(who), ItemNo(crowd.ITEM), 1, seq, now)
    yield Involvement(number, PersonId(who), opened_at=now, ordered_at=now)


async def _units(url: str) -> list[int]:
    storage = await open_storage(url, SystemClock(), Scribe())
    try:
        line, totals = tables.lines.c, tables.totals.c
        rows = select(line.buy, func.sum(line.quantity)).group_by(line.buy).order_by(line.buy)
        summed = await storage.readers.run(lambda reading: reading.execute(rows).all())
        kept = select(totals.buy, totals.units).order_by(totals.buy)
        running = await storage.readers.run(lambda reading: reading.execute(kept).all())
    finally:
        await storage.close()
    counted = [int(quantity) for _, quantity in summed]
    if counted != [sum(by_item.values()) for _, by_item in running]:
        raise ValueError("the running totals are not what the orders add up to")
    return counted
