"""What people did and what they were told, against which the database is counted afterwards."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field

ORDER = tuple[str, str]
"""A buy's title and a person."""

HAVE = re.compile(r"You have (\d+|none)\b")


@dataclass(frozen=True)
class Act:
    """One thing that somebody did: when (seconds from the start), and what they were told."""

    at: float
    who: str
    buy: str
    what: str
    told: str | None
    """None if no answer was seen."""
    took: float


@dataclass
class Story:
    """Grows while people act; `expected` and `paid` are what the answers promise."""

    began: float = field(default_factory=time.monotonic)
    acts: list[Act] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)
    expected: dict[ORDER, set[int]] = field(default_factory=dict)
    """How many somebody can have ordered; more than one number if an answer was not seen."""
    paid: dict[ORDER, set[int]] = field(default_factory=dict)
    """How many payments of somebody can be in the ledger."""
    started: set[str] = field(default_factory=set)
    closing: set[str] = field(default_factory=set)
    """What somebody has begun to close: orders may be refused from then on."""
    closed: set[str] = field(default_factory=set)
    here: dict[ORDER, bool] = field(default_factory=dict)
    """Whether somebody is in a group, by its title."""
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """Answers that contradict what was answered before."""

    @property
    def now(self) -> float:
        """Seconds since the story began."""
        return time.monotonic() - self.began

    def act(self, began: float, who: str, buy: str, what: str, told: str | None) -> None:
        """Note what somebody did."""
        self.acts.append(Act(began, who, buy, what, told, self.now - began))

    def ordered(self, who: str, buy: str, change: int, told: str | None) -> None:
        """Note a tap on -1 or +1 and its answer."""
        before = self.expected.setdefault((buy, who), {0})
        if told is None:
            self.expected[buy, who] = before | {max(0, number + change) for number in before}
            return
        if have := HAVE.match(told):
            number = 0 if have[1] == "none" else int(have[1])
            changed = {one + change for one in before}
            # A refusal whose answer was lost with the process is answered with the state as it is.
            refusable = buy in self.closing or (change < 0 and number == 0)
            if number not in (changed | before if refusable else changed):
                said = f"{who} in {buy} had {before}, {change:+}, was told {told!r}"
                self.wrong.append(f"{said}\n{self.told_about(buy, who)}")
            self.expected[buy, who] = {number}
        else:
            self.refused[told.replace(buy, "…")] += 1

    def typed(self, who: str, buy: str, number: int, acknowledged: bool) -> None:
        """Note an order that was written, and whether it was acknowledged."""
        before = self.expected.setdefault((buy, who), {0})
        self.expected[buy, who] = {number} if acknowledged else before | {number}

    def answered_after(self, moment: float) -> float | None:
        """Return when the first act that began after `moment` had its answer."""
        answers = (
            one.at + one.took for one in self.acts if one.at >= moment and one.told is not None
        )
        return min(answers, default=None)

    def told_about(self, buy: str, who: str) -> str:
        """Return what one person did in one buy, with the kills in between."""
        lines = [
            (one.at, f"{one.at:8.3f} {who} {one.what} -> {one.told!r} after {one.took:.3f}")
            for one in self.acts
            if (one.buy, one.who) == (buy, who)
        ]
        first, last = min(lines, default=(0.0, "")), max(lines, default=(0.0, ""))
        kills = [(at, f"{at:8.3f} killed") for at in self.kills if first[0] < at < last[0] + 30]
        return "\n".join(line for _, line in sorted(lines + kills))
