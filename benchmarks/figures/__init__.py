"""The figures, each family in a file whose docstring says how it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.bench import Bench
from benchmarks.figure import Figure
from benchmarks.figures import card, cost, fair_close, latency, nudges, orders, replicas, resources

FAMILIES: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "orders-sqlite": orders.on_sqlite,
    "orders-postgres": orders.on_postgres,
    "order-cost": cost.of_an_order,
    "latency": latency.of_a_tap,
    "nudges": nudges.at_the_limit,
    "nudges-paid": nudges.at_the_paid_limit,
    "card": card.in_busy_groups,
    "replicas": replicas.cost_of_two,
    "resources": resources.needed,
    "fair-close": fair_close.of_many_limits,
}
"""By the name under which each is asked for, in the order of the table."""
