"""Start: from a draft that has all it needs to an open buy."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.buy import GroupBuy, State
from domain.commands.drafts import StartBuy
from domain.draft import Draft
from domain.errors import DraftGone
from domain.ids import HomeId
from handlers.answering import alert, show
from handlers.callbacks import Act, on_order
from handlers.context import Context
from handlers.draft.online import methods_for
from handlers.fresh import free_code, token
from handlers.in_group import in_group
from handlers.organiser.administrators import may_start_as_administrator
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator


async def begin(callback: CallbackQuery, context: Context, draft: Draft, bot: Bot) -> None:
    """Start the buy; its card appears in the home, and in private the next steps."""
    buy = await context.desk.submit(
        StartBuy(
            context.cause,
            context.actor,
            draft.id,
            code=await free_code(context.reader),
            tokens=tuple(token() for _ in draft.named),
            by_administrator=await may_start_as_administrator(bot, context, draft.home),
            may_take_online=draft.payment.method in methods_for(context),
        )
    )
    started = await context.reader.buy(buy)
    if started is None:
        raise DraftGone
    if in_group(callback):
        await alert(callback, context.t.plain("draft-started-here", code=started.code))
        return
    home = await _home_title(context, started.home)
    await show(callback, started_screen(started, home, context.t))


def started_screen(buy: GroupBuy, home: str, t: Translator) -> Screen:
    """Say that the buy runs, where its card stands, and how to hand its code on."""
    called = title(buy.terms.title, t)
    if buy.state is State.SCHEDULED:
        text = t("draft-scheduled", title=called, code=buy.code)
    elif home:
        text = t("draft-started", title=called, home=title(home, t), code=buy.code)
    else:
        text = t("draft-started-alone", title=called, code=buy.code)
    rows = (
        (Button(t.plain("board-share"), on_order(buy.id, Act.SHARE)),),
        (
            Button(t.plain("board-invite"), on(Verb.INVITE, buy.id)),
            Button(t.plain("board-run"), on(Verb.RUN, buy.id)),
        ),
    )
    return Screen(text, rows)


async def _home_title(context: Context, home: HomeId | None) -> str:
    found = await context.reader.home(home) if home is not None else None
    return found.title if found else ""
