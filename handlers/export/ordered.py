"""Lists of lines: as ordered, as settled, what nobody got, and what the supplier is asked for."""

from __future__ import annotations

from collections import Counter

from domain.buy import Item
from domain.ids import HOST, ItemNo
from domain.order import Line
from domain.settlement import FallOut, LineShare, Settlement
from domain.views import BoardRow
from handlers.export.book import Book, Columns
from handlers.export.sheets import Cell, Kind, Sheet
from handlers.reading.write_order import write_wish


def ordered(book: Book) -> Sheet:
    """Return every line as it is ordered, with its price limits and tolerance in words."""
    columns: Columns[tuple[BoardRow, Line]] = (
        ("export-name", Kind.TEXT, lambda one: one[0].name),
        ("export-guest", Kind.TEXT, lambda one: _guest(one[1])),
        ("export-item", Kind.TEXT, lambda one: book.item(one[1].item)),
        ("export-units", Kind.WHOLE, lambda one: one[1].quantity),
        ("export-wish", Kind.TEXT, lambda one: _wish(book, one[1])),
        ("export-list-amount", Kind.MONEY, lambda one: _at_list_price(book, one[1])),
    )
    return book.sheet("export-lines", columns, ((r, line) for r in book.rows for line in r.lines))


def settled(book: Book, settlement: Settlement) -> Sheet:
    """Return every line as it was settled, less what was given back."""
    columns: Columns[LineShare] = (
        ("export-name", Kind.TEXT, lambda one: book.name(one.person)),
        ("export-guest", Kind.TEXT, _guest),
        ("export-item", Kind.TEXT, lambda one: book.item(one.item)),
        ("export-units", Kind.WHOLE, lambda one: one.quantity),
        ("export-list-amount", Kind.MONEY, lambda one: book.amount(one.list_amount)),
        ("export-discount", Kind.MONEY, lambda one: book.amount(one.discount)),
        ("export-returned", Kind.WHOLE, lambda one: one.returned or None),
        ("export-returned-amount", Kind.MONEY, lambda one: _returned(book, one)),
        ("export-line-due", Kind.MONEY, lambda one: book.amount(one.due)),
    )
    lines = (line for one in settlement.statements for line in one.lines)
    return book.sheet("export-lines", columns, lines)


def missed(book: Book, settlement: Settlement) -> Sheet:
    """Return what was asked for and not served, and why."""
    columns: Columns[FallOut] = (
        ("export-name", Kind.TEXT, lambda one: book.name(one.person)),
        ("export-guest", Kind.TEXT, _guest),
        ("export-item", Kind.TEXT, lambda one: book.item(one.item)),
        ("export-units", Kind.WHOLE, lambda one: one.units),
        ("export-why-not", Kind.TEXT, lambda one: book.t.plain(f"export-out-{one.why}")),
        ("export-limit", Kind.MONEY, lambda one: book.amount(one.limit)),
    )
    return book.sheet("export-missed", columns, settlement.fallen)


def to_order(book: Book) -> Sheet:
    """Return how many of each item are to be ordered: as the close had it, or so far."""
    units: Counter[ItemNo] = Counter()
    for row in book.rows:
        for line in row.lines if book.settlement is None else ():
            units[line.item] += line.quantity
    for statement in book.settlement.statements if book.settlement else ():
        for share in statement.lines:
            units[share.item] += share.served
    arrived = book.settlement.arrived if book.settlement else {}
    columns: Columns[Item] = (
        ("export-item", Kind.TEXT, lambda item: item.name),
        ("export-unit", Kind.TEXT, lambda item: item.unit),
        ("export-units", Kind.WHOLE, lambda item: units[item.no]),
        ("export-case", Kind.WHOLE, lambda item: item.case_size),
        ("export-list-price", Kind.MONEY, lambda item: book.amount(item.list_price)),
        ("export-arrived", Kind.WHOLE, lambda item: arrived.get(item.no)),
    )
    items = [one for one in book.buy.terms.items if units[one.no] or one.no in arrived]
    return book.sheet("export-supplier", columns, items)


def _guest(line: Line | LineShare | FallOut) -> str:
    return line.guest_name if line.guest != HOST else ""


def _wish(book: Book, line: Line) -> str:
    item = book.buy.terms.item(line.item)
    if item is None or not (line.conditions or line.extra):
        return ""
    currency = book.buy.terms.currency
    return write_wish(line.quantity, line.conditions, line.extra, item, currency, book.t)


def _at_list_price(book: Book, line: Line) -> Cell:
    item = book.buy.terms.item(line.item)
    return book.amount(line.quantity * item.list_price) if item else None


def _returned(book: Book, line: LineShare) -> Cell:
    return book.amount(line.returned_amount) if line.returned else None
