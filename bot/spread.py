"""A histogram for what happens with every tap: a fifth of the cost of the library's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector


class Spread(Collector):
    """Counts values by the bucket they fall into. It takes no lock: one thread only, the loop's."""

    def __init__(self, name: str, what: str, bounds: Sequence[float]) -> None:
        """`bounds` are the upper bounds of the buckets, rising; one without bound follows."""
        self._name = name
        self._what = what
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0

    def observe(self, value: float) -> None:
        """Note one value."""
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """Give what was noted, as the library asks for it: each bucket holds the ones below."""
        so_far, buckets = 0, []
        names = [*(str(float(bound)) for bound in self._bounds), "+Inf"]
        for name, count in zip(names, self._counts, strict=True):
            so_far += count
            buckets.append((name, so_far))
        yield HistogramMetricFamily(self._name, self._what, buckets=buckets, sum_value=self._sum)
