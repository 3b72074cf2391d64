"""A sheet as CSV: for programs above all, and harmless in a spreadsheet (RFC 4180)."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from datetime import datetime
from io import StringIO

from handlers.export.sheets import Cell, Sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, some in full width (OWASP, CSV
injection)."""


def separated(sheet: Sheet) -> bytes:
    """Return the file in UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(harmless(column.heading) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(map(_said, row))
    return BOM_UTF8 + text.getvalue().encode()


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _said(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case _:
            return str(cell)
