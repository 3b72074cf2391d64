"""Looking for somebody on the board."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import Message
from markupsafe import Markup

from domain.buy import GroupBuy
from domain.conversation import Conversation, Expecting
from domain.views import BoardRow
from handlers.answering import answer
from handlers.context import Context
from handlers.filters import typed
from handlers.organiser.acting import Act
from handlers.organiser.asking import ask, asked_about
from handlers.organiser.board import person_button, row_said
from handlers.organiser.paging import PAGE
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.reading.text import fold
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator


async def ask_name(act: Act) -> Screen:
    """Ask whom to look for."""
    asked = Conversation(act.context.actor, Expecting.SEARCH, buy=act.buy.id)
    return await ask(act, asked, act.context.t("board-ask-name"), Verb.BOARD)


async def sought(message: Message, context: Context, conversation: Conversation) -> None:
    """Show who was found."""
    buy = await asked_about(context, conversation)
    rows = await context.reader.board(buy.id)
    await settle_down(context)
    await answer(message, found_screen(buy, rows, context.t, context.now, typed(message)))


def found_screen(
    buy: GroupBuy, rows: list[BoardRow], t: Translator, now: datetime, sought: str
) -> Screen:
    """Show those whose name or @name has what was typed in it, in any case, accents or not."""
    part = fold(sought.strip().removeprefix("@"))
    people = [row for row in rows if row.person is not None]
    hits = [row for row in people if part in fold(row.name) or part in fold(row.username or "")]
    shown = hits[:PAGE]
    lines = [t("board-found", count=len(hits), typed=title(sought, t))]
    lines += [row_said(buy, row, t, now, number) for number, row in enumerate(shown, 1)]
    if len(hits) > len(shown):
        lines.append(t("board-found-more", count=len(hits) - len(shown)))
    buttons = tuple((person_button(buy, row, t),) for row in shown)
    again = Button(t.plain("board-find"), on(Verb.FIND, buy.id))
    back = Button(t.plain("common-back"), on(Verb.BOARD, buy.id))
    return Screen(Markup("\n").join(lines), (*buttons, (again, back)))
