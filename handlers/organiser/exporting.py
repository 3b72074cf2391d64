"""The organiser's lists as files: an Excel workbook, or the people as CSV."""

from __future__ import annotations

import asyncio

from domain.ids import PersonId
from handlers.answering import send
from handlers.export.book import Book
from handlers.export.lists import lists, people
from handlers.export.separated import separated
from handlers.export.workbook import workbook
from handlers.organiser.acting import Act
from handlers.screen import File, Screen
from handlers.wording.names import title

NAME_LIMIT = 40

CSV, EXCEL = "csv", "xlsx"


async def export(act: Act) -> str:
    """Send the file that the tap asks for."""
    context, buy = act.context, act.buy
    book = await _book(act)
    kind = CSV if act.press.arg == CSV else EXCEL
    data = await asyncio.to_thread(_written, book, kind)
    named = "".join(c if c.isalnum() else "-" for c in buy.terms.title[:NAME_LIMIT]).strip("-")
    name = "-".join(part for part in (named, buy.code) if part)
    caption = context.t("export-caption", title=title(buy.terms.title, context.t))
    file = File(f"{name}.{kind}", data, picture=False)
    await send(act.bot, context.actor, Screen(caption, file=file))
    return context.t.plain("export-sent")


def _written(book: Book, kind: str) -> bytes:
    """Return the file; in a thread, since thousands of cells take a second."""
    return separated(people(book)) if kind == CSV else workbook(lists(book))


async def _book(act: Act) -> Book:
    reader, buy = act.context.reader, act.buy.id
    rows, entries = await reader.board(buy), await reader.entries(buy)
    settlement = await reader.settlement(buy)
    in_it: set[PersonId | None] = {row.person for row in rows}
    in_it |= {person for one in entries for person in (one.person, one.payer)}
    known = await reader.people([person for person in in_it if person is not None])
    names = {person: one.name for person, one in known.items()}
    return Book(act.buy, rows, settlement, entries, names, act.context.t)
