"""What two replicas cost: processor time of all processes for one order, against one replica.

On PostgreSQL, each side with a database of its own on the same server, 64 people tapping as fast
as they are answered, spread evenly over the replicas. Counted is the time of the replicas and of
PostgreSQL with all its children, not that of those who tap. The two sides are measured in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from benchmarks import machine
from benchmarks.bench import Bench, durable_postgres, new_database
from benchmarks.child import Child
from benchmarks.crowd import Crowd
from benchmarks.figure import Figure, alternate
from benchmarks.figures.orders import CROWDS, check, meet
from benchmarks.seeding import seed, units
from benchmarks.servers.process import Server
from tools.postgres import Postgres

MICRO = 1_000_000
SIDES = {"two": 2, "one": 1}


@dataclass(frozen=True, slots=True)
class Side:
    """Some replicas on one database."""

    name: str
    servers: list[Server]
    database: Postgres

    def cost(self, bench: Bench, telegram: Child) -> float:
        """Return the processor time of an order, in millionths of a second."""
        before = self._used()
        span = bench.seconds + bench.warm
        done: int = telegram.ask("rush", name=self.name, seconds=span, warm=0)["all"]
        return (self._used() - before) / done * MICRO

    def _used(self) -> float:
        ours = sum(one.cpu_seconds for one in self.servers)
        return ours + machine.cpu_seconds(self.database.process_id)


def cost_of_two(bench: Bench) -> Iterator[Figure]:
    """Measure two replicas and one."""
    for where, crowd in CROWDS.items():
        with durable_postgres() as database, Child("benchmarks.telegram") as telegram:
            two, one = _measure(bench, crowd, database, telegram)
        name = f"CPU of all processes for an order, two replicas on PostgreSQL, {where}"
        yield Figure(name, "µs", two, one)


def _measure(bench: Bench, crowd: Crowd, database: Postgres, telegram: Child) -> list[list[float]]:
    urls = {name: new_database(database, name) for name in SIDES}
    with ExitStack() as running:
        costs = []
        for name, replicas in SIDES.items():
            seed(urls[name], crowd)
            servers = [
                running.enter_context(
                    Server.product(bench.folder, telegram.said["url"], urls[name])
                )
                for _ in range(replicas)
            ]
            meet(telegram, name, crowd, *servers)
            costs.append(partial(Side(name, servers, database).cost, bench, telegram))
        measured = alternate(bench.rounds, *costs)
    for name, url in urls.items():
        check(units(url), telegram.ask("units", name=name)["units"])
    return measured
