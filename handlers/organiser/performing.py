"""One verb, asked by a tap or a command, answered where it was asked."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.buy import GroupBuy
from domain.ids import ANONYMOUS_ADMINISTRATOR
from handlers.answering import alert, answer, open_link, show
from handlers.context import Context
from handlers.group_reply import Reply, link, press
from handlers.in_group import in_group
from handlers.organiser.acting import Act, check_runs
from handlers.organiser.administrators import is_administrator
from handlers.organiser.closing import not_yours
from handlers.organiser.presses import OnBuy, Verb, on
from handlers.organiser.saying import say
from handlers.organiser.verbs import DEEDS, FOR_ADMINISTRATORS, REPLIES, SCREENS
from handlers.wording.names import title

ADMINISTRATORS_ASK = frozenset({Verb.CALL_OFF})
"""Asked before it is done: only those who could do it are shown the button."""


async def perform(
    event: Message | CallbackQuery, context: Context, buy: GroupBuy, pressed: OnBuy, bot: Bot
) -> None:
    """Do what is asked, or say who may."""
    act = Act(context, buy, pressed, bot, in_group(event))
    if not await _may(act):
        if isinstance(event, CallbackQuery):
            await check_runs(context, buy)
        await say(event, context, await not_yours(act))
    elif pressed.verb in REPLIES:
        reply = await REPLIES[pressed.verb](act)
        await say(event, context, reply if act.in_group else _with_back(reply, buy))
    elif pressed.verb in DEEDS:
        await _do(event, act)
    elif act.in_group:
        await _elsewhere(event, act)
    elif isinstance(event, CallbackQuery):
        await show(event, await SCREENS[pressed.verb](act))
    else:
        await answer(event, await SCREENS[pressed.verb](act))


def _with_back(reply: Reply, buy: GroupBuy) -> Reply:
    """In private the reply stands where "Run this buy" stood, and leads back there."""
    return replace(reply, rows=(*reply.rows, (press("common-back", on(Verb.RUN, buy.id)),)))


async def _may(act: Act) -> bool:
    context = act.context
    if act.buy.run_by(context.actor):
        return True
    if act.press.verb in ADMINISTRATORS_ASK:
        anonymous = context.actor == ANONYMOUS_ADMINISTRATOR
        return anonymous or await is_administrator(act.bot, context, act.buy.home)
    # What an anonymous administrator asks for is only shown; the button reveals who acts.
    if context.actor == ANONYMOUS_ADMINISTRATOR and act.press.verb in REPLIES:
        return True
    return act.press.verb in FOR_ADMINISTRATORS


async def _do(event: Message | CallbackQuery, act: Act) -> None:
    deed, then = DEEDS[act.press.verb]
    done = await deed(act)
    if not isinstance(event, CallbackQuery):
        return
    if act.in_group:
        await alert(event, done)
        return
    fresh = await act.context.reader.buy(act.buy.id)
    coming = act.press.model_copy(update={"verb": then})
    after = Act(act.context, fresh or act.buy, coming, act.bot, act.in_group)
    if not after.buy.run_by(act.context.actor):
        await alert(event, done)
        return
    await show(event, await SCREENS[then](after), done)


async def _elsewhere(event: Message | CallbackQuery, act: Act) -> None:
    """Lead to the private chat, where there is room and nobody looks on."""
    url = act.context.links.run(act.buy.id)
    if isinstance(event, CallbackQuery):
        await open_link(event, url)
        return
    called = title(act.buy.terms.title, act.t)
    await say(
        event,
        act.context,
        Reply("board-in-private", {"title": called}, ((link("board-run", url),),)),
    )
