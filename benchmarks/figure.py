"""A figure: what was measured, beside what, and what is wanted of the two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ratio is to be; neither bound means that it is only reported."""

    at_least: float | None = None
    at_most: float | None = None

    def __str__(self) -> str:
        if self.at_least is not None:
            return f"at least {self.at_least:g}"
        return "reported" if self.at_most is None else f"at most {self.at_most:g}"

    def met(self, ratio: float) -> bool | None:
        """Tell whether a ratio is as wanted; None if nothing is."""
        if self.at_least is not None:
            return ratio >= self.at_least
        return None if self.at_most is None else ratio <= self.at_most


REPORTED = Aim()


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; what was measured round by round, in `unit`."""

    name: str
    unit: str
    values: Sequence[float]
    baselines: Sequence[float]
    aim: Aim = REPORTED

    @property
    def value(self) -> float:
        """What was measured: the median of the rounds."""
        return median(self.values)

    @property
    def baseline(self) -> float:
        """What it is compared with: the median of the rounds."""
        return median(self.baselines)

    @property
    def ratio(self) -> float:
        """The one by the other."""
        return self.value / self.baseline

    @property
    def met(self) -> bool | None:
        """Whether the ratio is as wanted; None if nothing is."""
        return self.aim.met(self.ratio)


def alternate(rounds: int, *sides: Callable[[], float]) -> list[list[float]]:
    """Measure each side once a round, in turn: what disturbs the machine disturbs all of them."""
    measured: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, into in zip(sides, measured, strict=True):
            into.append(side())
    return measured
