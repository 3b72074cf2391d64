"""The table as CSV: header lines begin with `#`, one row a line, amounts as decimals with a point.

`# …` is for people; `#total,…` without the space is read again. Text that a spreadsheet would
take for a formula is led by an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from hashlib import sha256
from io import StringIO

from domain.sheet.numbers import amount_text, exact_text
from domain.sheet.record import COLUMNS, Row, Sheet, Sums

FINGERPRINT = "#fingerprint"
FINGERPRINT_LENGTH = 16
FORMULA = tuple("=+-@\t\r＝＋－＠")

Cells = list[str]


def write_sheet(sheet: Sheet, explained: Iterable[str]) -> str:
    """Return the file; `explained` are the lines for its reader, put first."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([f"# {' '.join(line.split())}"] for line in explained)
    writer.writerows(facts(sheet))
    writer.writerow([FINGERPRINT, fingerprint(sheet)])
    writer.writerow(COLUMNS)
    writer.writerows(cells(row, sheet.decimals) for row in sheet.rows)
    return out.getvalue()


def fingerprint(sheet: Sheet) -> str:
    """Return a short number of what the table holds: the same for everybody who has the same.

    It does not change when a spreadsheet saves the file, nor with the language of its reader.
    """
    told = [*facts(sheet), *(cells(row, sheet.decimals) for row in sheet.rows)]
    return sha256(repr(told).encode()).hexdigest()[:FINGERPRINT_LENGTH]


def facts(sheet: Sheet) -> Iterator[Cells]:
    """Yield the header lines that are read again."""
    decimals = sheet.decimals
    yield ["#currency", sheet.currency, str(decimals)]
    yield ["#revision", str(sheet.revision)]
    for number, item in sheet.items.items():
        prices = amount_text(item.list_price, decimals), exact_text(item.price, decimals)
        yield ["#item", str(number), safe(item.name), *prices]
    for number, area in sheet.areas.items():
        fee, percent = amount_text(area.fee, decimals), amount_text(area.basis_points, 2)
        yield ["#area", str(number), safe(area.name), fee, percent]
    if sheet.delivery is not None:
        cost = amount_text(sheet.delivery.cost, decimals)
        yield ["#delivery", cost, sheet.delivery.shared_by]
    if sheet.bill is not None:
        yield ["#bill", amount_text(sheet.bill, decimals)]
    for name, total in zip(Sums.__slots__, astuple(sheet.sums), strict=True):
        counted = name == "participants"
        yield ["#total", name, str(total) if counted else amount_text(total, decimals)]


def cells(row: Row, decimals: int) -> Cells:
    """Return the cells of one row, in the order of the columns."""

    def money(minor: int) -> str:
        return amount_text(minor, decimals)

    return [
        str(row.participant),
        str(row.item),
        safe(row.name),
        str(row.quantity),
        money(row.list_price),
        str(row.area),
        exact_text(row.own_price, decimals),
        money(row.list_amount),
        money(row.discount),
        str(row.returned),
        money(row.returned_amount),
        money(row.fee),
        money(row.delivery),
        money(row.due),
        money(row.participant_due),
    ]


def safe(text: str) -> str:
    """Return text on one line that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(FORMULA) else line
