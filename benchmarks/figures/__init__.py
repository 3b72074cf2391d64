"""The figures, each family in a file whose docstring says how it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.bench import Bench
from benchmarks.figure import Figure
from benchmarks.figures import orders

FAMILIES: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "orders-sqlite": orders.on_sqlite,
    "orders-postgres": orders.on_postgres,
}
"""By the name under which each is asked for, in the order of the table."""
