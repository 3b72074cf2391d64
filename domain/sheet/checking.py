"""Working every share of a table out anew, from its lines alone (NEW-3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.delivery import SharedBy
from domain.ladder import HUNDRED_PERCENT
from domain.money import half_up, share_out
from domain.sheet.numbers import amount_text, exact_text
from domain.sheet.reading import Found
from domain.sheet.record import Row, Sheet
from domain.sheet.text import fingerprint


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What does not follow from the lines: on `line` of the file (0 is a total above the lines)
    `column` says `says`, and should say `should`."""

    line: int
    column: str
    says: str
    should: str


def check(found: Found) -> Mismatch | None:
    """Return the first thing that does not agree, None if everything does."""
    sheet = found.sheet
    for finding in _findings(sheet):
        place, column, says, should = finding
        if says != should:
            line = 0 if place is None else found.places[place]
            return Mismatch(line, column, _said(says, column, sheet), _said(should, column, sheet))
    whole = fingerprint(sheet)
    if found.fingerprint != whole:
        return Mismatch(0, "fingerprint", found.fingerprint, whole)
    return None


Finding = tuple[int | None, str, int | Fraction, int | Fraction]
"""A row's place (None is a total), the column, what it says and what it should say."""

COUNTS = frozenset({"participant", "item", "area", "quantity", "returned", "participants"})


def _said(value: int | Fraction, column: str, sheet: Sheet) -> str:
    if column in COUNTS:
        return str(value)
    if isinstance(value, Fraction):
        return exact_text(value, sheet.decimals)
    return amount_text(value, sheet.decimals)


def _findings(sheet: Sheet) -> Iterator[Finding]:
    """Yield everything that has to agree, what other things follow from first."""
    yield from _prices(sheet)
    yield from _discounts(sheet)
    yield from _returns(sheet)
    yield from _on_top(sheet)
    yield from _dues(sheet)


def _prices(sheet: Sheet) -> Iterator[Finding]:
    """Each row's price is that of its item, less what its area takes off."""
    for place, row in enumerate(sheet.rows):
        item, area = sheet.items.get(row.item), sheet.areas.get(row.area)
        if item is None:
            yield place, "item", row.item, 0
            continue
        if area is None and row.area:
            yield place, "area", row.area, 0
        yield place, "list_price", row.list_price, item.list_price
        off = area.basis_points if area else 0
        own = item.price * (HUNDRED_PERCENT - off) / HUNDRED_PERCENT
        yield place, "own_price", row.own_price, own
        yield place, "list_amount", row.list_amount, row.quantity * row.list_price
    total = sum(row.list_amount for row in sheet.rows)
    yield None, "list_amount", sheet.sums.list_amount, total


def _discounts(sheet: Sheet) -> Iterator[Finding]:
    """The group's discount is rounded once and shared by what each line saves; with a bill the
    goods cost what it says, shared by what each line would have cost."""
    rows = sheet.rows
    if sheet.bill is None:
        weights = [row.quantity * (row.list_price - row.own_price) for row in rows]
        discounts = _shared(half_up(sum(weights, Fraction(0))), weights)
    else:
        costs = _shared(sheet.bill if rows else 0, [row.quantity * row.own_price for row in rows])
        discounts = [row.list_amount - cost for row, cost in zip(rows, costs, strict=True)]
    yield None, "discount", sheet.sums.discount, sum(discounts)
    for place, (row, discount) in enumerate(zip(rows, discounts, strict=True)):
        yield place, "discount", row.discount, discount


def _shared(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Share out by largest remainder; what cannot be shared is nothing for everybody."""
    return share_out(total if any(weights) else 0, list(weights))


def _returns(sheet: Sheet) -> Iterator[Finding]:
    """What was given back takes its part of the line off, rounded half up."""
    for place, row in enumerate(sheet.rows):
        yield place, "returned", row.returned, min(row.returned, row.quantity)
        part = Fraction(row.returned, row.quantity) if row.quantity else Fraction(0)
        amount = half_up((row.list_amount - row.discount) * part)
        yield place, "returned_amount", row.returned_amount, amount
    total = sum(row.returned_amount for row in sheet.rows)
    yield None, "returned", sheet.sums.returned, total


def _on_top(sheet: Sheet) -> Iterator[Finding]:
    """Fees and delivery stand on each participant's first row."""
    first = _first_rows(sheet)
    units = dict.fromkeys(sorted(first), 0)
    for row in sheet.rows:
        units[row.participant] += row.quantity
    fees = {number: _fee(sheet, row) if units[number] else 0 for number, row in first.items()}
    shares = _deliveries(sheet, units)
    for place, row in enumerate(sheet.rows):
        begins = first[row.participant] is row
        yield place, "area", row.area, first[row.participant].area
        yield place, "fee", row.fee, fees[row.participant] if begins else 0
        yield place, "delivery", row.delivery, shares[row.participant] if begins else 0
    yield None, "fees", sheet.sums.fees, sum(fees.values())
    yield None, "delivery", sheet.sums.delivery, sum(shares.values())
    yield None, "participants", sheet.sums.participants, len(first)


def _first_rows(sheet: Sheet) -> dict[int, Row]:
    first: dict[int, Row] = {}
    for row in sheet.rows:
        first.setdefault(row.participant, row)
    return first


def _fee(sheet: Sheet, row: Row) -> int:
    area = sheet.areas.get(row.area)
    return area.fee if area else 0


def _deliveries(sheet: Sheet, units: Mapping[int, int]) -> dict[int, int]:
    """Return each participant's share of the delivery, by its rule, ties to the lower number.

    `units` are those of each participant; whoever got none has no share.
    """
    equally = {number: Fraction(bool(some)) for number, some in units.items()}
    if sheet.delivery is None:
        return dict.fromkeys(units, 0)
    match sheet.delivery.shared_by:
        case SharedBy.EQUALLY:
            weights = equally
        case SharedBy.UNITS:
            weights = {number: Fraction(some) for number, some in units.items()}
        case SharedBy.AMOUNT:
            weights = dict.fromkeys(units, Fraction(0))
            for row in sheet.rows:
                weights[row.participant] += row.list_amount - row.discount
    weights = weights if any(weights.values()) else equally
    shares = _shared(sheet.delivery.cost, list(weights.values()))
    return dict(zip(weights, shares, strict=True))


def _dues(sheet: Sheet) -> Iterator[Finding]:
    """Rows add up to what each participant owes, and these to what the group does."""
    owed: dict[int, int] = {}
    for place, row in enumerate(sheet.rows):
        due = row.list_amount - row.discount - row.returned_amount + row.fee + row.delivery
        yield place, "due", row.due, due
        owed[row.participant] = owed.get(row.participant, 0) + due
    for place, row in enumerate(sheet.rows):
        yield place, "participant_due", row.participant_due, owed[row.participant]
    yield None, "due", sheet.sums.due, sum(owed.values())
