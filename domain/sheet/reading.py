"""Reading the file back into the table, wherever it was saved since."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from domain.delivery import Delivery, SharedBy
from domain.sheet.numbers import amount_of, count_of, exact_of
from domain.sheet.record import COLUMNS, Row, Sheet, SoldItem, Sums, Zone
from domain.sheet.text import FINGERPRINT, Cells

LARGEST = 64 * 1024 * 1024
"""Characters of a file; a settlement of 10,000 lines has about a million."""

MOST_DECIMALS = 4
"""No currency has more."""


class NotReadable(Exception):
    """Line `line` of the file (from 1) is not as the bot writes it; `what` is the part."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(line, what)
        self.line, self.what = line, what


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was read: the table, the line on which each of its rows stands, and the
    fingerprint that is written in it."""

    sheet: Sheet
    places: tuple[int, ...]
    fingerprint: str


@dataclass(slots=True)
class _Facts:
    currency: str = ""
    decimals: int = 0
    revision: int = 1
    items: dict[int, SoldItem] = field(default_factory=dict)
    areas: dict[int, Zone] = field(default_factory=dict)
    delivery: Delivery | None = None
    bill: int | None = None
    totals: dict[str, int] = field(default_factory=dict)
    fingerprint: str = ""


def read_sheet(text: str) -> Found:
    """Return what a file says; raise `NotReadable` where it says nothing that could be checked."""
    if len(text) > LARGEST:
        raise NotReadable(1, "length")
    facts, rows, places, headed = _Facts(), list[Row](), list[int](), False
    reader = csv.reader(text.removeprefix("\ufeff").splitlines())
    for raw in _lines(reader):
        line, told = reader.line_num, [cell.strip() for cell in raw]
        if not any(told) or told[0].startswith("# "):
            continue
        if told[0].startswith("#"):
            _take(facts, told, line)
        elif not headed:
            headed = True
            if tuple(told[: len(COLUMNS)]) != COLUMNS:
                raise NotReadable(line, COLUMNS[0])
        else:
            rows.append(_row(told, facts.decimals, line))
            places.append(line)
    if not headed or not facts.currency:
        raise NotReadable(reader.line_num or 1, "#currency")
    missing = next((name for name in Sums.__slots__ if name not in facts.totals), None)
    if missing:
        raise NotReadable(reader.line_num, f"#total,{missing}")
    sheet = Sheet(
        facts.currency,
        facts.decimals,
        facts.revision,
        facts.items,
        facts.areas,
        facts.delivery,
        facts.bill,
        Sums(**facts.totals),
        tuple(rows),
    )
    return Found(sheet, tuple(places), facts.fingerprint)


def _lines(reader: Iterator[Cells]) -> Iterator[Cells]:
    try:
        yield from reader
    except csv.Error as error:
        raise NotReadable(1, "csv") from error


def _take(facts: _Facts, told: Cells, line: int) -> None:
    """Take note of what a header line says; a line of another kind says nothing."""
    try:
        match told:
            case ["#currency", code, decimals, *_]:
                facts.currency, facts.decimals = code, min(count_of(decimals), MOST_DECIMALS)
            case ["#revision", number, *_]:
                facts.revision = count_of(number)
            case ["#item", number, name, price, reached, *_]:
                listed = amount_of(price, facts.decimals)
                at_tier = exact_of(reached, facts.decimals)
                facts.items[count_of(number)] = SoldItem(name, listed, at_tier)
            case ["#area", number, name, fee, percent, *_]:
                fees = amount_of(fee, facts.decimals), amount_of(percent, 2)
                facts.areas[count_of(number)] = Zone(name, *fees)
            case ["#delivery", cost, rule, *_]:
                facts.delivery = Delivery(amount_of(cost, facts.decimals), SharedBy(rule))
            case ["#bill", amount, *_]:
                facts.bill = amount_of(amount, facts.decimals)
            case ["#total", "participants", number, *_]:
                facts.totals["participants"] = count_of(number)
            case ["#total", name, amount, *_] if name in Sums.__slots__:
                facts.totals[name] = amount_of(amount, facts.decimals)
            case [head, number, *_] if head == FINGERPRINT:
                facts.fingerprint = number
            case _:
                pass
    except ValueError as error:
        raise NotReadable(line, ",".join(told[:2])) from error


def _row(told: Cells, decimals: int, line: int) -> Row:
    read: dict[str, Callable[[str], Any]] = {
        "name": str,
        "own_price": lambda cell: exact_of(cell, decimals),
        **dict.fromkeys(("participant", "item", "quantity", "area", "returned"), count_of),
    }
    values: list[Any] = []
    for place, column in enumerate(COLUMNS):
        try:
            known = read.get(column)
            cell = told[place]
            values.append(known(cell) if known else amount_of(cell, decimals))
        except (ValueError, IndexError) as error:
            raise NotReadable(line, column) from error
    return Row(*values)
