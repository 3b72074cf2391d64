"""Ladders: `10: 38, 20: 35`, `10 people: 5%`, `500 EUR: -4`, `满10件38元`, `10-19: 38; 20+: 35`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.draft import Field, Question
from domain.errors import MixedCurrencies
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Reward, Tier, UnitPrice
from handlers.reading.money import Sum, sum_at
from handlers.reading.numbers import whole
from handlers.reading.percents import percent_at
from handlers.reading.setting import Setting, Unreadable, asked, cut, read_every_way, roles_of
from handlers.reading.text import COMMA
from handlers.reading.tokens import Token, Way
from handlers.reading.worded import worded_at
from handlers.reading.write_terms import write_ladder

MOST_TIERS = 50
LONGEST_LADDER = 1500
BETWEEN = frozenset({",", COMMA, ";", "→", "/", "|", "·", "."})
ARROWS = frozenset({":", "=", "→"})


@dataclass(frozen=True, slots=True)
class Read:
    """A ladder as read in one way."""

    ladder: Ladder
    foreign: tuple[str, ...] = ()
    """Currencies named that are not the buy's."""
    doubtful: bool = False
    """A comma stood both for a decimal mark and between tiers, a range has a gap, or a price was
    said to be "about" so much: it came from a percentage, and is not exact."""


@dataclass(frozen=True, slots=True)
class Head:
    """A tier's threshold as typed, with the last number of its range, if it has one."""

    metric: Metric | Literal["bare"]
    value: int
    last: int | None


def read_ladder(
    text: str, setting: Setting, unit: str = "", item: int | None = None
) -> Ladder | Question | Unreadable | MixedCurrencies:
    """Return the ladder typed.

    A bare threshold counts units (spec, Ladder), a number with a currency the amount at list
    price; `unit` is a word that counts units of this item. Points and commas that may mean two
    things, a metric given for some tiers only and ranges with gaps are questions. Whether it
    ascends and gets better is for the domain to say.
    """
    found = ladders(text, setting, unit)
    if not found:
        return Unreadable(cut(text), "reading-example-ladder")
    if mixed := next((m for read in found if (m := _mixed(read, setting))), None):
        return mixed
    if len(found) == 1 and not found[0].doubtful:
        return found[0].ladder
    options = [write_ladder(read.ladder, setting.currency, setting.t) for read in found]
    return asked(Field.LADDER, text, options, item)


def ladders(text: str, setting: Setting, unit: str = "") -> list[Read]:
    """Return every ladder that `text` may mean."""
    every = read_every_way(
        text, lambda some, way: _Tiers(some, way, setting, unit).read() or None, LONGEST_LADDER
    )
    return list(dict.fromkeys(read for some in every for read in some))


def _mixed(read: Read, setting: Setting) -> MixedCurrencies | None:
    other = read.foreign[0] if read.foreign else None
    return MixedCurrencies(setting.currency, other) if other else None


class _Tiers:
    """One pass over the tokens of a ladder."""

    def __init__(self, some: tuple[Token, ...], way: Way, setting: Setting, unit: str) -> None:
        self.some, self.way, self.setting, self.unit = some, way, setting, unit
        self.at = 0
        self.foreign: set[str] = set()
        self.commas_between = False
        self.about = False

    def read(self) -> list[Read]:
        """Return what the tokens mean: one ladder, two if the metric is doubtful, or none."""
        tiers: list[tuple[Head, Reward]] = []
        while self.at < len(self.some) and len(tiers) < MOST_TIERS:
            head = self._head()
            reward = self._reward() if head else None
            if head is None or reward is None:
                return []
            tiers.append((head, reward))
            self._between()
        if self.at < len(self.some) or not tiers:
            return []
        return self._together(tiers)

    def _together(self, tiers: list[tuple[Head, Reward]]) -> list[Read]:
        heads = [head for head, _ in tiers]
        named = {head.metric for head in heads} - {"bare"}
        bare = any(head.metric == "bare" for head in heads)
        if len(named) > 1:
            return []
        metrics = sorted(Metric(name) for name in named) or [Metric.UNITS]
        if bare and metrics != [Metric.UNITS]:
            # "10 people: 38, 20: 35": people as well, or units, which no one ladder can mix.
            metrics = [*metrics, Metric.UNITS] if Metric.AMOUNT not in metrics else []
        rungs = tuple(Tier(head.value, reward) for head, reward in tiers)
        decimals = any("," in token.text for token in self.some if token.kind == "num")
        doubtful = self.about or (decimals and self.commas_between) or not _seamless(heads)
        foreign = tuple(sorted(self.foreign))
        return [Read(Ladder(metric, rungs), foreign, doubtful) for metric in metrics]

    def _roles(self) -> frozenset[str]:
        return roles_of(self.some, self.at)[0]

    def _take(self, role: str) -> bool:
        roles, size = roles_of(self.some, self.at)
        if role in roles:
            self.at += size
        return role in roles

    def _sign(self, *signs: str) -> bool:
        taken = self.at < len(self.some) and self.some[self.at].text in signs
        self.at += taken
        return taken

    def _head(self) -> Head | None:
        prefixed = self._take("from") or self._take("and")
        if self._sign(">") and not self._sign("="):
            return None
        self._sign("≥")
        if worded := worded_at(self.some, self.at):
            counts, number, used = worded
            self.at += used
            return Head(counts, number, None) if self._arrow() else None
        found = sum_at(self.some, self.at)
        if found is None:
            return None
        total, used = found
        self.at += used
        last = self._last()
        open_end = self._sign("+") or self._take("more")
        metric = self._metric(total)
        open_end = open_end or self._sign("+") or self._take("more")
        arrow = self._arrow()
        if not arrow and not (prefixed and metric != "bare") and not open_end:
            return None
        if metric == Metric.AMOUNT:
            value = total.amount(self.way, self.setting)
            self._note(total)
        else:
            value = whole(total.raw, self.way)
        return Head(metric, value, last) if value is not None else None

    def _note(self, total: Sum) -> None:
        if other := total.foreign(self.setting):
            self.foreign.add(other)

    def _last(self) -> int | None:
        at = self.at
        if (self._sign("-") or self._take("range")) and self.at < len(self.some):
            token = self.some[self.at]
            if token.kind == "num" and (number := whole(token.text, self.way)) is not None:
                self.at += 1
                return number
        self.at = at
        return None

    def _metric(self, total: Sum) -> Metric | Literal["bare"]:
        if total.codes:
            return Metric.AMOUNT
        if self._take("people"):
            return Metric.PARTICIPANTS
        at = self.at
        if self._sign("x") or self._take("units") or self._own_unit():
            return Metric.UNITS
        self.at = at
        return "bare"

    def _own_unit(self) -> bool:
        return bool(self.unit) and self._sign(self.unit)

    def _arrow(self) -> bool:
        at = self.at
        self._sign("-")
        if self._sign(*ARROWS):
            self._sign(">")
            return True
        if self.at > at and self._sign(">"):
            return True
        self.at = at
        return False

    def _reward(self) -> Reward | None:
        self.about = self._take("about") or self.about
        before = self._off_words()
        minus = self._sign("-")
        if (percent := self._percent()) is not None:
            self._off_words()
            self._each()
            return percent
        found = sum_at(self.some, self.at)
        if found is None:
            return None
        total, used = found
        self.at += used
        self._each()
        off = self._off_words() or before or minus
        self._each()
        value = total.amount(self.way, self.setting)
        self._note(total)
        if not value:
            return None
        return AmountOff(value) if off else UnitPrice(value)

    def _off_words(self) -> bool:
        taken = False
        while self._take("off"):
            taken = True
        return taken

    def _each(self) -> None:
        at = self.at
        if self._take("each"):
            return
        if (self._sign("/") or self._take("per")) and (self._take("units") or self._own_unit()):
            return
        self.at = at

    def _percent(self) -> PercentOff | None:
        found = percent_at(self.some, self.at, self.setting.mark)
        if found is None:
            return None
        self.at += found.size
        return PercentOff(found.basis_points)

    def _between(self) -> None:
        while self.at < len(self.some):
            if self.some[self.at].text == ",":
                self.commas_between = True
            between = self._sign(*BETWEEN) or self._drawn_arrow() or self._take("and")
            if not between:
                return

    def _drawn_arrow(self) -> bool:
        """Take `->` or `=>`."""
        at = self.at
        if self._sign("-", "=") and self._sign(">"):
            return True
        self.at = at
        return False


def _seamless(heads: list[Head]) -> bool:
    """Tell whether each range ends right below the next tier, and the last one is open."""
    following = [head.value for head in heads[1:]]
    ends = [head.last for head in heads]
    return ends[-1] is None and all(
        end is None or end + 1 == start for end, start in zip(ends[:-1], following, strict=True)
    )
