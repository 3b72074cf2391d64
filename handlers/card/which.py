"""Which buy, and which item of it, somebody meant in a group; asked with buttons if unclear."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message

from domain.buy import GroupBuy
from domain.commands.people import ReplyInGroup
from domain.ids import PersonId
from handlers.callbacks import meant
from handlers.context import Context
from handlers.group_reply import Reply, link, titled
from handlers.wording.names import title
from handlers.wording.state import item_name
from locales.translator import Translator

ASKED_AT_ONCE = 8
LABEL = 40


async def buys_meant(message: Message, context: Context) -> list[GroupBuy]:
    """Return the buy of the card replied to, else all that are open in the group."""
    replied = message.reply_to_message
    if replied is not None:
        at = await context.chats.buy_at(message.chat.id, replied.message_id)
        buy = await context.reader.buy(at) if at is not None else None
        if buy is not None:
            return [buy]
    return await context.reader.live_buys(context.home.id) if context.home else []


def ask_buy(
    t: Translator, buys: list[GroupBuy], asker: PersonId, quantity: int | None = None
) -> Reply:
    """Ask which of several buys is meant, or say that there is none and how to start one."""
    if not buys:
        return Reply("order-none-open")
    rows = tuple(
        (titled(title(buy.terms.title, t, LABEL), meant(buy.id, asker, quantity=quantity)),)
        for buy in buys[:ASKED_AT_ONCE]
    )
    return Reply("order-which-buy", rows=rows)


def ask_item(t: Translator, buy: GroupBuy, asker: PersonId, quantity: int, own: str) -> Reply:
    """Ask which item is meant; `own` is the link to one's own order, where all of them are."""
    rows: list[tuple[dict[str, Any], ...]] = [
        (
            titled(
                title(item_name(t, buy.terms, item), t, LABEL),
                meant(buy.id, asker, item.no, quantity),
            ),
        )
        for item in buy.terms.live_items[:ASKED_AT_ONCE]
    ]
    rows.append((link("card-my-order", own),))
    return Reply("order-which-item", {"count": quantity}, tuple(rows))


def ask_own(own: str) -> Reply:
    """Point to one's own order in private."""
    return Reply("order-in-private", rows=((link("card-my-order", own),),))


async def reply(message: Message, context: Context, said: Reply) -> None:
    """Say it in the group, through the outbox."""
    if context.home is None:
        return
    await context.desk.submit(
        ReplyInGroup(
            context.cause.then("reply"),
            context.actor,
            context.home.id,
            said.message,
            said.packed,
            message.message_id,
        )
    )
