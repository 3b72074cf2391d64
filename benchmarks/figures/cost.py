"""What one order costs in a buy that has 100,000 orders, against one that has 10: processor time.

On SQLite. In both buys ten people at once change their orders by one, in the big one drawn by
chance from all, so that the transactions are alike. Rounds of the one buy and of the other
alternate.

- The whole order, from the webhook to the answer: the product as people run it, its processor
  time divided by the orders.
- The desk alone, which decides and writes: in this process, the processor time of all threads. A
  transaction in the big buy changes more pages of the file, as its people stand further apart.
"""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from itertools import count

from benchmarks import crowd
from benchmarks.bench import Bench
from benchmarks.child import Child
from benchmarks.crowd import Crowd
from benchmarks.figure import Aim, Figure, alternate
from benchmarks.figures.orders import meet
from benchmarks.seeding import seed
from benchmarks.servers.process import Server
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
UNIT = "µs of CPU"


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
        cause = Cause(f"desk:{next(self._causes)}", SystemClock().now())
        person = PersonId(crowd.FIRST_RESIDENT + resident)
        item, buy = ItemNo(crowd.ITEM), BuyId(crowd.buy_id(0))
        await self._storage.desk.submit(ChangeOrder(cause, person, buy, item, delta=delta))


def of_an_order(bench: Bench) -> Iterator[Figure]:
    """Measure a big buy and a small one, by webhook and at the desk."""
    sizes = (BIG_WHEN_QUICK if bench.quick else BIG, SMALL)
    urls = {size: bench.sqlite(f"buy-of-{size}") for size in sizes}
    for size, url in urls.items():
        seed(url, Crowd(1, size))
    what = f"one order when the buy has {sizes[0]:,} against {SMALL}"
    big, small = asyncio.run(_at_the_desk(bench, urls))
    yield Figure(f"{what}: the desk's part", UNIT, big, small, ALIKE)
    if not bench.quick:
        big, small = _by_webhook(bench, urls)
        yield Figure(f"{what}: webhook to answer", UNIT, big, small, ALIKE)


def _by_webhook(bench: Bench, urls: dict[int, str]) -> list[list[float]]:
    with ExitStack() as running:
        telegram = running.enter_context(Child("benchmarks.telegram"))
        sides = []
        for size, url in urls.items():
            server = running.enter_context(Server.product(bench.folder, telegram.said["url"], url))
            crowd, name = Crowd(1, size), str(size)
            meet(telegram, name, crowd, server, at_once=SMALL, newcomers=False)
            sides.append(partial(_cost, bench, telegram, name, server))
        for side in sides:
            side()
        return alternate(bench.rounds, *sides)


def _cost(bench: Bench, telegram: Child, name: str, server: Server) -> float:
    before = server.cpu_seconds
    done: int = telegram.ask("rush", name=name, seconds=bench.seconds, warm=0)["all"]
    return (server.cpu_seconds - before) / done * MICRO


async def _at_the_desk(bench: Bench, urls: dict[int, str]) -> tuple[list[float], list[float]]:
    orders = ORDERS_WHEN_QUICK if bench.quick else ORDERS
    measured: tuple[list[float], list[float]] = ([], [])
    async with AsyncExitStack() as closing:
        desks = []
        for size, url in urls.items():
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
