"""The organiser's lists as files: an Excel workbook, or the people as CSV."""

from __future__ import annotations

from handlers.answering import send
from handlers.export.lists import Lists
from handlers.export.separated import separated
from handlers.export.workbook import workbook
from handlers.organiser.acting import Act
from handlers.screen import File, Screen
from handlers.wording.names import title

NAME_LIMIT = 40


async def export(act: Act) -> str:
    """Send the file that the tap asks for."""
    context, buy = act.context, act.buy
    lists = Lists(
        buy,
        await context.reader.board(buy.id),
        await context.reader.settlement(buy.id),
        await context.reader.entries(buy.id),
        context.t,
    )
    as_csv = act.press.arg == "csv"
    data = separated(lists.people()) if as_csv else workbook(lists.all())
    stem = "".join(c if c.isalnum() else "-" for c in title(buy.terms.title, context.t, NAME_LIMIT))
    name = f"{stem.strip('-') or buy.code}.{'csv' if as_csv else 'xlsx'}"
    caption = context.t("export-caption", title=title(buy.terms.title, context.t))
    await send(act.bot, context.actor, Screen(caption, file=File(name, data, picture=False)))
    return context.t.plain("export-sent")
