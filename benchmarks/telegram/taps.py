"""Who taps next, and what the orders must add up to afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import crowd
from benchmarks.crowd import Crowd

NEWCOMERS = 20
"""One tap in so many is of somebody who was never seen before and orders for the first time."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One press of +1 or −1 on the card."""

    person: int
    buy: int
    delta: int


class Taps:
    """The taps on one server; goes on from round to round, so that none is ever refused."""

    def __init__(self, crowd_: Crowd, lines: int, *, newcomers: bool = True) -> None:
        """`lines` is how many tap at once: at most as many as there are residents.

        Each has people of its own, who thus wait in turn.
        """
        self._crowd = crowd_
        self._newcomers = newcomers
        self.units = [len(crowd_.residents_of(buy)) for buy in range(crowd_.buys)]
        """What each buy adds up to, all taps that were answered counted."""
        self.updates = 0
        """Updates made so far."""
        self._lines = [self._of_line(line, lines) for line in range(lines)]

    def next(self, line: int) -> tuple[int, Tap]:
        """Return the next tap of a line, with the number of its update."""
        self.updates += 1
        return self.updates, next(self._lines[line])

    def answered(self, tap: Tap) -> None:
        """Count an order."""
        self.units[tap.buy] += tap.delta

    def _of_line(self, line: int, lines: int) -> Iterator[Tap]:
        numbers = range(line, self._crowd.residents, lines)
        residents = [crowd.FIRST_RESIDENT + number for number in numbers]
        random.Random(line).shuffle(residents)  # noqa: S311 - repeatable, no secret
        newcomer = crowd.FIRST_NEWCOMER + line
        made = 0
        while True:
            for delta in (1, -1):
                for person in residents:
                    yield Tap(person, self._crowd.buy_of(person), delta)
                    made += 1
                    if self._newcomers and made % NEWCOMERS == 0:
                        yield Tap(newcomer, self._crowd.buy_of(newcomer), 1)
                        newcomer += lines
