"""Which buy is meant: the card replied to, else the only one that is open, else it is asked."""

from __future__ import annotations

from aiogram.types import Message

from domain.buy import GroupBuy
from handlers.context import Context
from handlers.group_reply import Reply, titled
from handlers.organiser.presses import Verb, on
from handlers.wording.names import title
from locales.translator import Translator

ASKED_AT_ONCE = 8


async def meant(message: Message, context: Context) -> list[GroupBuy]:
    """Return the buys that a command may mean; one is clear, none or several are not."""
    replied = message.reply_to_message
    if replied is not None and context.home is not None:
        at = await context.chats.buy_at(message.chat.id, replied.message_id)
        buy = await context.reader.buy(at) if at is not None else None
        if buy is not None:
            return [buy]
    if context.home is None:
        lines = await context.reader.my_buys(context.actor, since=context.now)
        return [line.buy for line in lines if line.runs and line.buy.live]
    live = await context.reader.live_buys(context.home.id)
    return [buy for buy in live if buy.run_by(context.actor)] or live


def ask_which(buys: list[GroupBuy], verb: Verb, t: Translator) -> Reply:
    """Ask which of several is meant, or say that there is none and how to start one."""
    if not buys:
        return Reply("board-none-open")
    rows = tuple(
        (titled(title(buy.terms.title, t), on(verb, buy.id)),) for buy in buys[:ASKED_AT_ONCE]
    )
    return Reply("board-which", rows=rows)
