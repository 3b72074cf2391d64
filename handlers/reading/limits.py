"""Price limits and tolerance within one part of an order: `if ≤ 35`, `up to 6`, `else`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.reading.lexicon import lexicon
from handlers.reading.money import sum_at
from handlers.reading.numbers import whole
from handlers.reading.setting import Setting, roles_of
from handlers.reading.tokens import Token, Way

OPENING = frozenset({"provided", "costing", "most", "below"})
AROUND_QUANTITY = " ,.:;-=()"


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of an order, with what was said about its price and tolerance taken out of it."""

    rest: str
    """What is left to be read: a quantity, with the name of an item or without."""
    limit: int | None = None
    """Wanted if a unit costs so much at most, in minor units."""
    either: int | None = None
    """The limit was a bare number after "at most": it may as well be so many units."""
    up_to: int | None = None
    """So many units in all are welcome to fill a case."""
    more: int | None = None
    """So many units besides are welcome to fill a case."""
    otherwise: bool = False
    """It began with "else"."""
    anyway: bool = False
    """At any price."""
    nothing: bool = False
    """It says none."""

    @property
    def tolerant(self) -> bool:
        """Whether it says how many more would be welcome."""
        return self.up_to is not None or self.more is not None

    @property
    def empty(self) -> bool:
        """Whether it says nothing that an order could be made of."""
        return self == Clause("", otherwise=self.otherwise)


@dataclass(frozen=True, slots=True)
class _Limit:
    amount: int
    either: int | None
    size: int


@dataclass(frozen=True, slots=True)
class _Tolerance:
    units: int
    besides: bool
    size: int


def clauses(piece: str, setting: Setting, way: Way) -> list[Clause]:
    """Return the parts of `piece` (as from `plain`, without separators): one, or one more for
    each "else" in it."""
    some = lexicon().tokens(piece, way)
    starts, at = [0], _says(some, 0, "otherwise")
    while at < len(some):
        size = _says(some, at, "otherwise") if at else 0
        starts += [at] if size else []
        at += size or 1
    ends = [*starts[1:], len(some)]
    return [
        _clause(piece, some[start:end], setting, way)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


def _clause(piece: str, some: tuple[Token, ...], setting: Setting, way: Way) -> Clause:
    """Take out of a part what is known; the tokens that are left, as they stand, are the rest."""
    at = _says(some, 0, "otherwise")
    said = Clause("", otherwise=bool(at))
    left: list[Token] = []
    while at < len(some):
        if size := _says(some, at, "any_price"):
            said = replace(said, anyway=True)
        elif (
            said.limit is None
            and not _from_to(left)
            and (limit := _limit_at(some, at, setting, way))
        ):
            said, size = replace(said, limit=limit.amount, either=limit.either), limit.size
        elif not said.tolerant and (tolerance := _tolerance_at(some, at, way)):
            said, size = _with_tolerance(said, tolerance), tolerance.size
            left = left[1:] if _from_to(left) else left
        elif not left:
            size = _says(some, at, "hence") or _filling(some, at)
        if not size:
            left.append(some[at])
            size = 1
        at += size
    rest = _raw(piece, left).strip(AROUND_QUANTITY)
    if rest and _says(tuple(left), 0, "nothing") == len(left):
        return replace(said, nothing=True)
    return replace(said, rest=rest)


def _with_tolerance(said: Clause, tolerance: _Tolerance) -> Clause:
    if tolerance.besides:
        return replace(said, more=tolerance.units)
    return replace(said, up_to=tolerance.units)


def _from_to(left: list[Token]) -> bool:
    """Tell whether what stands before begins like "from 4 to 6"."""
    numbered = len(left) > 1 and left[1].kind == "num"
    return numbered and bool(roles_of(tuple(left), 0)[0] & {"from", "fill"})


def _raw(piece: str, left: list[Token]) -> str:
    """Return the text of tokens as it was typed, with one space where something was taken out."""
    text, end = "", -1
    for token in left:
        between = piece[end : token.start] if end >= 0 else ""
        gap = between if not between.strip() else " "
        text += gap + token.raw
        end = token.end
    return text


def _says(some: tuple[Token, ...], at: int, role: str) -> int:
    """Return how many tokens say `role` at `at`; 0 if none do."""
    return max((size for roles, size in lexicon().all_at(some, at) if role in roles), default=0)


def _limit_at(some: tuple[Token, ...], start: int, setting: Setting, way: Way) -> _Limit | None:
    """Return the price limit that begins at `start`: `if it costs at most 35`, `at 35 or less`."""
    at, opened = start, set[str]()
    while (words := roles_of(some, at))[1] and words[0] & OPENING:
        roles, size = words
        # "up to 6" says nothing of a price alone; "4 a 6" may be one, or from 4 to 6.
        weak = "weak" if "up_to" in roles else "loose" if "range" in roles else ""
        opened |= {weak} if weak else roles & OPENING
        at += size
    found = sum_at(some, at)
    if found is None or found[0].foreign(setting):
        return None
    total, used = found
    at += used
    at += _says(some, at, "each")
    after = 0 if not opened and _says(some, at, "most") else _says(some, at, "most_after")
    at += after
    at += _says(some, at, "each")
    if opened <= {"weak"} and not after and not (opened and total.codes):
        return None
    amount = total.amount(way, setting)
    if amount is None:
        return None
    amount -= "below" in opened
    bare = opened <= {"most", "loose"} and not (after or total.codes)
    either = whole(total.raw, way) if bare and some[start].kind == "word" else None
    return _Limit(amount, either, at - start) if amount > 0 else None


def _tolerance_at(some: tuple[Token, ...], start: int, way: Way) -> _Tolerance | None:
    """Return the tolerance that begins at `start`: `up to 6`, `- 6`, `up to 2 more`, and what
    for: `to fill a case of 6`."""
    besides_before = _says(some, start, "besides")
    at = start + besides_before
    opening = _says(some, at, "up_to")
    if not opening and start and some[start - 1].kind == "num":
        opening = _says(some, at, "range") or int(at < len(some) and some[at].text == "-")
    if not opening and not besides_before:
        return None
    at += opening
    besides = besides_before or _says(some, at, "besides")
    at += 0 if besides_before else besides
    units = whole(some[at].text, way) if at < len(some) and some[at].kind == "num" else None
    if units is None:
        return None
    at += 1
    at += _says(some, at, "units")
    after = _says(some, at, "besides")
    at += after
    return _Tolerance(units, bool(besides or after), at + _filling(some, at) - start)


def _filling(some: tuple[Token, ...], start: int) -> int:
    """Return how many tokens say that it is to fill a case, of so many units or not."""
    at = start
    while at < len(some) and some[at].text == ",":
        at += 1
    size = _says(some, at, "filling")
    if not size:
        return 0
    at += size
    if at < len(some) and some[at].kind == "num":
        at += 1
        at += _says(some, at, "units")
        at += _says(some, at, "filling")
    return at - start
