"""Sheets as one Excel workbook. Text is written as text: nothing that was typed is computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from handlers.export.sheets import Cell, Kind, Sheet
from locales.formats import exponent

NAME_LIMIT = 31
"""Characters of a sheet's name, and those it must not have (Excel)."""

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
TEXT_LIMIT = 32_767
WIDTHS = {Kind.TEXT: 28, Kind.WHOLE: 10, Kind.MONEY: 14, Kind.MOMENT: 18}


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return the file."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    head = book.add_format({"bold": True, "bottom": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name.translate(FORBIDDEN)[:NAME_LIMIT].strip())
        formats = {kind: book.add_format(_look(kind, sheet.currency)) for kind in Kind}
        if sheet.right_to_left:
            page.right_to_left()
        page.freeze_panes(1, 1)
        for column, one in enumerate(sheet.columns):
            page.set_column(column, column, WIDTHS[one.kind])
            page.write_string(0, column, one.heading, head)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                _write(page, (number, column), cell, formats[sheet.columns[column].kind])
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    book.close()
    return file.getvalue()


def _look(kind: Kind, currency: str) -> dict[str, str]:
    places = exponent(currency)
    looks = {
        Kind.TEXT: "@",
        Kind.WHOLE: "0",
        Kind.MONEY: "#,##0" + ("." + "0" * places if places else ""),
        Kind.MOMENT: "yyyy-mm-dd hh:mm",
    }
    return {"num_format": looks[kind]}


def _write(page: Worksheet, at: tuple[int, int], cell: Cell, look: Format) -> None:
    match cell:
        case None | "":
            page.write_blank(*at, None, look)
        case str():
            page.write_string(*at, cell[:TEXT_LIMIT], look)
        case datetime():
            page.write_datetime(*at, cell.replace(tzinfo=None), look)
        case int() | Decimal():
            page.write_number(*at, cell, look)
