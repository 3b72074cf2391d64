"""How long a tap takes at half of the full rate: median and 99th percentile, SQLite.

First people tap as fast as they are answered (64 at once), which gives the product's full rate.
Then taps come at half of it, evenly, whether or not earlier ones were answered, and each is timed
from when it was due until its answer came: a server that stops for a moment pays for everyone who
waits meanwhile. The handler that only answers is tapped at the same rate, in turn with the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.bench import Bench
from benchmarks.child import Child
from benchmarks.figure import Aim, Figure
from benchmarks.figures.orders import CROWDS, check, meet
from benchmarks.seeding import seed, units
from benchmarks.servers.process import Server

MEDIAN, P99 = Aim(at_most=3), Aim(at_most=5)
MILLI = 1_000


def of_a_tap(bench: Bench) -> Iterator[Figure]:
    """Measure the product and the bare handler at the same rate."""
    for where, crowd in CROWDS.items():
        url = bench.sqlite(f"latency-{crowd.buys}")
        seed(url, crowd)
        seen: dict[str, list[Any]] = {"product": [], "bare": []}
        with (
            Child("benchmarks.telegram", "precise") as telegram,
            Server.product(bench.folder, telegram.said["url"], url) as product,
            Server.baseline("bare", bench.folder) as bare,
        ):
            meet(telegram, "product", crowd, product)
            meet(telegram, "bare", crowd, bare)
            span = {"seconds": bench.seconds, "warm": bench.warm}
            rate = telegram.ask("rush", name="product", **span)["rate"] / 2
            for _ in range(bench.rounds):
                for name, into in seen.items():
                    into.append(telegram.ask("stroll", name=name, rate=rate, **span))
            expected = telegram.ask("units", name="product")["units"]
        check(units(url), expected)
        for what, key, aim in (("median", "median", MEDIAN), ("99th percentile", "p99", P99)):
            product_ms, bare_ms = (
                [one[key] * MILLI for one in seen[name]] for name in ("product", "bare")
            )
            name = f"{what} of a tap at {rate:,.0f}/s, half of the full rate, {where}"
            yield Figure(name, "ms", product_ms, bare_ms, aim)
