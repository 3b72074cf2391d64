"""Orders a second: from the call of the webhook to the committed order and the answered tap.

The product runs as people run it (`main.py` by webhook, one process); a light Telegram in another
process taps +1 and −1 on the card, 64 people at once, each anew as soon as answered. Of 1,000
people who have ordered already most change their order; every twentieth tap is of a newcomer. It
is done with one hot buy, and with 100 buys in 100 groups.

- Against the handler that only answers (`servers.bare`), on SQLite and on PostgreSQL.
- Against the straightforward bot (`servers.straightforward`), on SQLite.

All servers are up the whole time and are tapped in turn, round after round; each round warms up
first. Afterwards every order that was answered must be in the database, by its rows and by the
running totals, or there is no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from benchmarks.bench import Bench, durable_postgres, new_database
from benchmarks.child import Child
from benchmarks.crowd import Crowd
from benchmarks.figure import Aim, Figure, alternate
from benchmarks.seeding import seed, units
from benchmarks.servers import straightforward
from benchmarks.servers.process import Server

CROWDS = {"one hot buy": Crowd(1), "100 buys": Crowd(100)}
UNIT = "orders/s"
AT_ONCE = 64
"""People who tap at the same time."""

OF_BARE, OF_BARE_POSTGRES, OF_STRAIGHTFORWARD = (
    Aim(at_least=0.7),
    Aim(at_least=0.5),
    Aim(at_least=8),
)


class Lost(Exception):
    """Orders that were answered are not in the database, or some are that were not."""


def on_sqlite(bench: Bench) -> Iterator[Figure]:
    """Measure the product on SQLite, the bare handler and the straightforward bot."""
    for where, crowd in CROWDS.items():
        url = bench.sqlite(f"product-{crowd.buys}")
        seed(url, crowd)
        plain = str(bench.folder / f"straightforward-{crowd.buys}.db")
        straightforward.seed(plain, crowd)
        with ExitStack() as open_:
            telegram = open_.enter_context(Child("benchmarks.telegram"))
            servers = {
                "product": Server.product(bench.folder, telegram.said["url"], url),
                "bare": Server.baseline("bare", bench.folder),
                "straightforward": Server.baseline("straightforward", bench.folder, plain),
            }
            product, bare, straight = measure(bench, crowd, telegram, servers)
            expected = [telegram.ask("units", name=name)["units"] for name in servers]
        check(units(url), expected[0])
        check(straightforward.units(plain), expected[2])
        handler = f"handler that only answers, SQLite, {where}"
        yield Figure(f"orders/s against the {handler}", UNIT, product, bare, OF_BARE)
        name = f"orders/s against the straightforward bot, SQLite, {where}"
        yield Figure(name, UNIT, product, straight, OF_STRAIGHTFORWARD)


def on_postgres(bench: Bench) -> Iterator[Figure]:
    """Measure the product on PostgreSQL, and the bare handler."""
    for where, crowd in CROWDS.items():
        with durable_postgres() as server:
            url = new_database(server, "buying")
            seed(url, crowd)
            with Child("benchmarks.telegram") as telegram:
                servers = {
                    "product": Server.product(bench.folder, telegram.said["url"], url),
                    "bare": Server.baseline("bare", bench.folder),
                }
                product, bare = measure(bench, crowd, telegram, servers)
                expected = telegram.ask("units", name="product")["units"]
            check(units(url), expected)
        handler = f"handler that only answers, PostgreSQL, {where}"
        yield Figure(f"orders/s against the {handler}", UNIT, product, bare, OF_BARE_POSTGRES)


def measure(
    bench: Bench, crowd: Crowd, telegram: Child, servers: dict[str, Server]
) -> list[list[float]]:
    """Run the servers, tap each in turn, and return the orders a second of each, by round."""

    def rush(name: str) -> float:
        seen = telegram.ask("rush", name=name, seconds=bench.seconds, warm=bench.warm)
        rate: float = seen["rate"]
        return rate

    with ExitStack() as running:
        for name, server in servers.items():
            running.enter_context(server)
            meet(telegram, name, crowd, server)
        return alternate(bench.rounds, *(partial(rush, name) for name in servers))


def meet(
    telegram: Child,
    name: str,
    crowd: Crowd,
    *servers: Server,
    at_once: int = AT_ONCE,
    newcomers: bool = True,
) -> None:
    """Let Telegram know where the replicas of a server are, and who taps there."""
    urls = [server.url for server in servers]
    who = (crowd.buys, crowd.residents)
    telegram.ask("meet", name=name, crowd=who, urls=urls, at_once=at_once, newcomers=newcomers)


def check(there: list[int], expected: list[int]) -> None:
    """Raise `Lost` unless each buy adds up to what was answered."""
    if there != expected:
        raise Lost(f"orders in the database {sum(there)}, answered {sum(expected)}")
