"""What the organiser takes away of a buy: who is in, their lines, what to order, the money."""

from __future__ import annotations

from domain.ledger import Account, Entry
from domain.views import BoardRow
from handlers.export.book import Book, Columns, Filled
from handlers.export.ordered import missed, ordered, settled, to_order
from handlers.export.sheets import Cell, Kind, Sheet
from handlers.wording.destination import where_written
from handlers.wording.how_far import how_far
from handlers.wording.standing import (
    has_part,
    left_of,
    money_said,
    paid_of,
    stage_of,
    stage_said,
    units_of,
)


def lists(book: Book) -> tuple[Sheet, ...]:
    """Return every list, the people first."""
    if book.settlement is None:
        return people(book), ordered(book), to_order(book), money(book)
    fell_out = (missed(book, book.settlement),) if book.settlement.fallen else ()
    return people(book), settled(book, book.settlement), *fell_out, to_order(book), money(book)


def people(book: Book) -> Sheet:
    """Return everyone named, in, or who opened it: how far they are, and what they owe.

    What the buy does not have, such as areas, has no column.
    """
    terms = book.buy.terms
    columns: list[Filled[BoardRow]] = [
        ("export-name", Kind.TEXT, lambda row: row.name),
        ("export-username", Kind.TEXT, lambda row: f"@{row.username}" if row.username else ""),
        ("export-invited", Kind.TEXT, lambda row: _invited(book, row)),
        ("export-ordered-at", Kind.MOMENT, lambda row: book.moment(row.ordered_at)),
        ("export-units", Kind.WHOLE, units_of),
        ("export-list-amount", Kind.MONEY, lambda row: book.amount(_list_amount(row))),
    ]
    if terms.areas:
        columns += [
            ("export-area", Kind.TEXT, lambda row: _area(book, row)),
            ("export-fee", Kind.MONEY, lambda row: _fee(book, row)),
        ]
    if terms.delivery:
        columns.append(("export-delivery", Kind.MONEY, lambda row: _delivery(book, row)))
    columns += [
        ("export-due", Kind.MONEY, lambda row: _due(book, row)),
        ("export-paid", Kind.MONEY, lambda row: book.amount(paid_of(row))),
        ("export-left", Kind.MONEY, lambda row: book.amount(left_of(book.buy, row))),
        ("export-back", Kind.MONEY, lambda row: book.amount(row.due_back)),
        ("export-payment", Kind.TEXT, lambda row: money_said(book.buy, row, book.t)),
        ("export-goods", Kind.TEXT, lambda row: _stage(book, row)),
    ]
    if terms.handed_out:
        columns += [
            ("export-where", Kind.TEXT, lambda row: _where(book, row)),
            ("export-tracking", Kind.TEXT, _tracking),
        ]
    return book.sheet("export-people", columns, book.rows)


def money(book: Book) -> Sheet:
    """Return the ledger, each entry as what it added to what the person owes."""
    columns: Columns[Entry] = (
        ("export-when", Kind.MOMENT, lambda one: book.moment(one.at)),
        ("export-name", Kind.TEXT, lambda one: book.name(one.person)),
        ("export-why", Kind.TEXT, lambda one: book.t.plain(f"export-reason-{one.reason}")),
        ("export-change", Kind.MONEY, lambda one: book.amount(one.on(Account.PARTICIPANT))),
        ("export-payer", Kind.TEXT, lambda one: book.name(one.payer)),
        ("export-charge", Kind.TEXT, lambda one: one.charge),
    )
    return book.sheet("export-money", columns, book.entries)


def _invited(book: Book, row: BoardRow) -> str:
    return book.t.plain(f"invite-state-{how_far(row)}") if row.named else ""


def _list_amount(row: BoardRow) -> int:
    return row.statement.list_amount if row.statement else row.list_amount


def _area(book: Book, row: BoardRow) -> str:
    area = book.buy.terms.area(row.area)
    return area.name if area else ""


def _fee(book: Book, row: BoardRow) -> Cell:
    return book.amount(row.statement.fee if row.statement else None)


def _delivery(book: Book, row: BoardRow) -> Cell:
    return book.amount(row.statement.delivery if row.statement else None)


def _due(book: Book, row: BoardRow) -> Cell:
    return book.amount(row.statement.due if row.statement else None)


def _stage(book: Book, row: BoardRow) -> str:
    return stage_said(stage_of(row), book.t) if has_part(row) else ""


def _where(book: Book, row: BoardRow) -> str:
    destination = row.shipment.destination if row.shipment else None
    return where_written(book.buy.terms, destination, book.t)


def _tracking(row: BoardRow) -> str:
    return row.shipment.tracking if row.shipment else ""
