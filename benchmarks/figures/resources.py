"""What the product needs to run: seconds to start, and memory, against an empty aiogram bot.

The bot beside it is the handler that only answers. A start is timed from the launch of the
process until it answers an HTTP request, with 1,000 orders in place; the two start in turn. Memory
is what the process holds (resident set) when ready, and after 100,000 orders on SQLite by people
who tap as fast as they are answered. It must not grow with orders: what is held after the second
50,000 is compared with what was held after the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.bench import Bench
from benchmarks.child import Child
from benchmarks.crowd import Crowd
from benchmarks.figure import Aim, Figure, alternate
from benchmarks.figures.orders import check, meet
from benchmarks.seeding import seed, units
from benchmarks.servers.process import Server

ORDERS, ORDERS_WHEN_QUICK = 100_000, 1_000
AT_A_TIME = 2.0
"""Seconds of tapping between two looks at how many orders there are."""

NOT_GROWING = Aim(at_most=1.05)
MEGA = 1_000_000


def needed(bench: Bench) -> Iterator[Figure]:
    """Measure starts, then memory."""
    crowd = Crowd()
    url = bench.sqlite("resources")
    seed(url, crowd)
    half = (ORDERS_WHEN_QUICK if bench.quick else ORDERS) // 2
    with Child("benchmarks.telegram") as telegram:
        sides = {
            "product": Server.product(bench.folder, telegram.said["url"], url),
            "bare": Server.baseline("bare", bench.folder),
        }
        ours, theirs = alternate(bench.rounds, *(partial(start_of, one) for one in sides.values()))
        yield Figure("start until ready", "s", ours, theirs)
        memory = []
        for name, server in sides.items():
            with server:
                meet(telegram, name, crowd, server)
                held = [server.resident]
                for _ in range(2):
                    order(telegram, name, half)
                    held.append(server.resident)
            memory.append([one / MEGA for one in held])
        expected = telegram.ask("units", name="product")["units"]
    check(units(url), expected)
    ours, theirs = memory
    yield Figure("memory after the start", "MB", ours[:1], theirs[:1])
    yield Figure(f"memory after {2 * half:,} orders", "MB", ours[2:], theirs[2:])
    grown = f"memory after {2 * half:,} orders against after {half:,}"
    yield Figure(grown, "MB", ours[2:], ours[1:2], NOT_GROWING)


def start_of(server: Server) -> float:
    """Return how many seconds a server took to start."""
    with server:
        return server.ready_after


def order(telegram: Child, name: str, orders: int) -> None:
    """Let at least so many orders be made."""
    left = orders
    while left > 0:
        left -= telegram.ask("rush", name=name, seconds=AT_A_TIME, warm=0)["all"]
