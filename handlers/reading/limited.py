"""Orders with price limits and tolerance: `3 if ≤ 35, else 1`; `4 eggs, up to 6`; `1 oil`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from domain.buy import Item
from domain.draft import Field, Question
from domain.ids import ItemNo
from domain.order import Condition
from handlers.reading.answers import read_quantity
from handlers.reading.limits import Clause, clauses
from handlers.reading.setting import MOST_OPTIONS, Setting, asked
from handlers.reading.text import COMMA
from handlers.reading.tokens import Way, ways
from handlers.reading.wish import Wish, named_quantities
from handlers.reading.write_order import write_order, write_wish

_PARTS = re.compile(r"[;\n]")
_PIECES = re.compile(rf"[{COMMA}]|,(?![0-9])|(?<![0-9]),|\.(?=\s|$)")


@dataclass(slots=True)
class _Choice:
    """What to take where a text can be read in several ways, and whether it can be."""

    way: Way
    pick: int = 0
    """Which of the items that a name fits."""
    as_units: bool = False
    """A bare number after "at most" is units rather than a price."""
    picked: bool = field(default=False, init=False)
    either: bool = field(default=False, init=False)


@dataclass(slots=True)
class _Line:
    """One line of the order as it comes together from its clauses."""

    item: ItemNo | None
    base: int | None = None
    conditions: list[Condition] = field(default_factory=list)
    waiting: int | None = None
    """A limit whose quantity is still to be named."""
    up_to: int | None = None
    more: int | None = None


def read_limited(
    typed: str, items: Sequence[Item], setting: Setting
) -> tuple[Wish, ...] | Question | None:
    """Return what `typed` (as from `plain`) asks for; None if it can't be read.

    What can be read in several ways becomes a `Question` whose options are whole orders.
    """
    found: list[tuple[Wish, ...]] = []
    for way in ways(typed):
        first = _Choice(way)
        _keep(found, _order(typed, items, setting, first))
        picks = range(MOST_OPTIONS if first.picked else 1)
        sides = (False, True) if first.either else (False,)
        for chosen in product(picks, sides):
            _keep(found, _order(typed, items, setting, _Choice(way, *chosen)))
    if len(found) > 1:
        return asked(Field.ITEMS, typed, [_written(one, items, setting) for one in found])
    return found[0] if found else None


def _keep(found: list[tuple[Wish, ...]], wishes: tuple[Wish, ...] | None) -> None:
    if wishes and wishes not in found:
        found.append(wishes)


def _order(
    typed: str, items: Sequence[Item], setting: Setting, choice: _Choice
) -> tuple[Wish, ...] | None:
    """Return the order under one choice, or None."""
    lines: list[_Line] = []
    for part in _PARTS.split(typed):
        line: _Line | None = None
        for piece in filter(str.strip, _PIECES.split(part)):
            for clause in clauses(piece.strip(), setting, choice.way):
                read = _quantity(clause, items, choice)
                if read is None:
                    return None
                quantity, item = read
                if line is None or (item and line.item and item != line.item):
                    line = _Line(item)
                    lines.append(line)
                line.item = line.item or item
                if not _add(line, clause, quantity, _case_of(line, items), choice):
                    return None
    wishes = [_wish(line, items) for line in lines]
    told = tuple(wish for wish in wishes if wish)
    alone = len(told) == 1 or all(wish.item for wish in told)
    once = len({wish.item for wish in told}) == len(told) == len(lines)
    return told if alone and once else None


def _case_of(line: _Line, items: Sequence[Item]) -> int | None:
    """Return how many units a case of the line's item holds, as far as the item is known."""
    item = next((one for one in items if one.no == line.item), items[0] if items else None)
    return item.case_size if item else None


def _quantity(
    clause: Clause, items: Sequence[Item], choice: _Choice
) -> tuple[int | None, ItemNo | None] | None:
    """Return the quantity and the item that a clause names; None for what names neither."""
    if clause.nothing:
        return 0, None
    if not clause.rest:
        return None, None
    number = read_quantity(clause.rest)
    if isinstance(number, int):
        return number, items[0].no if len(items) == 1 else None
    readings = [
        (quantity, item.no)
        for quantity, fits in named_quantities(clause.rest, items)
        if isinstance(quantity, int)
        for item in fits
    ]
    choice.picked |= len(readings) > 1
    return readings[min(choice.pick, len(readings) - 1)] if readings else None


def _add(
    line: _Line, clause: Clause, quantity: int | None, case: int | None, choice: _Choice
) -> bool:
    """Add what a clause says to its line; tell whether the two go together."""
    limit, up_to = clause.limit, clause.up_to
    if quantity is None and limit is not None and line.base is not None:
        quantity, line.base = line.base, None  # "3, if it is at most 35"
    if clause.either and case and 0 < clause.either - (quantity or 0) < case:
        choice.either = True
        if choice.as_units:
            limit, up_to = None, clause.either
    if up_to is not None or clause.more is not None:
        if line.up_to is not None or line.more is not None:
            return False
        line.up_to, line.more = up_to, clause.more
    if quantity is None:
        return _wait(line, clause, limit)
    if limit is None and line.waiting is not None and not clause.otherwise:
        limit, line.waiting = line.waiting, None  # "if it is at most 35, 3"
    if limit is not None:
        line.conditions.append(Condition(limit, quantity))
        return not clause.anyway and not clause.nothing
    if line.base is not None:
        return clause.nothing
    line.base = quantity
    return True


def _wait(line: _Line, clause: Clause, limit: int | None) -> bool:
    """A clause without a quantity: a limit before its quantity, tolerance, or nothing at all."""
    if limit is None:
        return not clause.otherwise and not clause.anyway
    first, line.waiting = line.waiting is None, limit
    return first and not clause.anyway


def _wish(line: _Line, items: Sequence[Item]) -> Wish | None:
    """Return the line as a wish; None if it is none."""
    if line.waiting is not None or (line.base is None and not line.conditions):
        return None
    base = line.base or 0
    conditions = tuple(sorted(line.conditions, key=lambda one: -one.limit))
    if line.up_to is None:
        extra = line.more or 0
    else:
        extra = line.up_to - max(base, *(one.quantity for one in conditions), 0)
    if extra < 0:
        return None
    item = line.item or (items[0].no if len(items) == 1 else None)
    return Wish(base, item, conditions, extra)


def _written(wishes: Sequence[Wish], items: Sequence[Item], setting: Setting) -> str:
    """Return an order as it can be typed back in."""
    by_number = {item.no: item for item in items}
    said = []
    for wish in wishes:
        item = by_number[wish.item] if wish.item else items[0]
        parts = (wish.quantity, wish.conditions, wish.extra, item, setting.currency, setting.t)
        said.append((item.name if wish.item and len(items) > 1 else "", write_wish(*parts)))
    if len(said) == 1 and not said[0][0]:
        return said[0][1]
    return write_order(said, setting.t)
