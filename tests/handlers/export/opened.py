"""Files as somebody else's programs read them."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
from aiogram.types import BufferedInputFile

from domain.buy import GroupBuy
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, Talk, documents

Table = list[dict[str, Any]]


async def exported(talk: Talk, buy: GroupBuy, kind: str = "xlsx") -> tuple[str, bytes]:
    """Let Anna take the lists away: the file's name and what is in it."""
    (document,) = documents(await talk.tap(ANNA, on(Verb.EXPORT, buy.id, arg=kind)))
    file = document.document
    assert isinstance(file, BufferedInputFile)
    return file.filename or "", file.data


def sheets(file: bytes) -> dict[str, Table]:
    """The sheets of a workbook by name, each a list of rows by heading."""
    book = openpyxl.load_workbook(BytesIO(file))
    return {sheet.title: _table(list(sheet.iter_rows(values_only=True))) for sheet in book}


def separated(file: bytes) -> Table:
    """A CSV file as a list of rows by heading."""
    return _table(list(csv.reader(StringIO(file.decode("utf-8-sig"), newline=""))))


def _table(rows: list[Any]) -> Table:
    head, *rest = rows
    return [dict(zip(head, row, strict=True)) for row in rest]


def by_name(table: Table) -> dict[str, dict[str, Any]]:
    """The rows of a table by whose they are."""
    return {row["Name"]: row for row in table}
