"""What one order costs in a big buy: the desk's processor time, 100,000 orders against 10.

The desk decides and writes, on SQLite, in this process; ten people at once change their orders by
one, in both buys ten different ones each time (in the big one drawn from all), so that the
transactions are alike. The processor time of all threads is divided by the orders. Rounds of the
one buy and of the other alternate.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import count

from benchmarks import crowd
from benchmarks.bench import Bench
from benchmarks.crowd import Crowd
from benchmarks.figure import Aim, Figure
from benchmarks.seeding import seed
from bot.clock import SystemClock
from domain.commands.base import Cause
from domain.commands.member import ChangeOrder
from domain.ids import BuyId, ItemNo, PersonId
from storage import Storage, open_storage

SMALL, BIG, BIG_WHEN_QUICK = 10, 100_000, 2_000
ORDERS, ORDERS_WHEN_QUICK = 2_000, 200
ROUNDS = 9

ALIKE = Aim(at_most=1.1)
MICRO = 1_000_000


class Desk:
    """One buy, and people changing their orders in it."""

    def __init__(self, storage: Storage, orders: int) -> None:
        self._storage = storage
        self._orders = orders
        self._causes = count()
        self._chance = random.Random(orders)  # noqa: S311 - repeatable, no secret
        self._deltas: dict[int, int] = {}

    async def cost(self, orders: int) -> float:
        """Return the processor time of one order, in millionths of a second."""
        begun = time.process_time()
        for _ in range(orders // SMALL):
            await asyncio.gather(*map(self._order, self._chance.sample(range(self._orders), SMALL)))
        return (time.process_time() - begun) / orders * MICRO

    async def _order(self, resident: int) -> None:
        delta = self._deltas.get(resident, 1)
        self._deltas[resident] = -delta
        cause = Cause(f"u{next(self._causes)}", SystemClock().now())
        person = PersonId(crowd.FIRST_RESIDENT + resident)
        item, buy = ItemNo(crowd.ITEM), BuyId(crowd.buy_id(0))
        await self._storage.desk.submit(ChangeOrder(cause, person, buy, item, delta=delta))


def of_an_order(bench: Bench) -> Iterator[Figure]:
    """Measure the desk at a big buy and at a small one."""
    big, small = asyncio.run(_measure(bench))
    yield Figure("one order when the buy has 100,000 against 10", "µs of CPU", big, small, ALIKE)


async def _measure(bench: Bench) -> tuple[list[float], list[float]]:
    sizes = (BIG_WHEN_QUICK if bench.quick else BIG, SMALL)
    orders = ORDERS_WHEN_QUICK if bench.quick else ORDERS
    measured: tuple[list[float], list[float]] = ([], [])
    async with AsyncExitStack() as closing:
        desks = []
        for size in sizes:
            url = bench.sqlite(f"buy-of-{size}")
            await asyncio.to_thread(seed, url, Crowd(1, size))
            storage = await open_storage(url, SystemClock())
            closing.push_async_callback(storage.close)
            desks.append(Desk(storage, size))
        for desk in desks:
            await desk.cost(orders)
        gc.freeze()
        for _ in range(1 if bench.quick else ROUNDS):
            for desk, into in zip(desks, measured, strict=True):
                into.append(await desk.cost(orders))
        gc.unfreeze()
    return measured
