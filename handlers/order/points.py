"""Credit points with the organiser that pay for one's part (GP-7)."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from domain.commands.member import UsePoints
from domain.conversation import Conversation, Expecting
from domain.errors import UnknownBuy
from domain.ids import BuyId
from handlers.answering import answer
from handlers.callbacks import Act
from handlers.context import Context
from handlers.order.asking import ask, forget
from handlers.order.landing import landing, mine
from handlers.typed_amount import typed_amount


async def use_points(context: Context, buy: BuyId, act: Act) -> str:
    """Let all points pay that can, or take them back; return the line that confirms it."""
    amount = 0 if act is Act.POINTS_BACK else None
    paying = await context.desk.submit(UsePoints(context.cause, context.actor, buy, amount))
    if act is Act.POINTS_BACK:
        return context.t.plain("order-points-back-note")
    view = await mine(context, buy)
    said = context.t.money(paying, view.buy.terms.currency)
    return context.t.plain("order-points-note", amount=said)


async def ask_points(callback: CallbackQuery, context: Context, buy: BuyId) -> None:
    """Ask how many of the points are to pay here."""
    view = await mine(context, buy)
    there = context.t.money(view.points + view.points_spent, view.buy.terms.currency)
    question = context.t("order-ask-points", amount=there)
    await ask(callback, context, Conversation(context.actor, Expecting.POINTS, buy), question)


async def points_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how many."""
    buy = await context.reader.buy(conversation.buy) if conversation.buy is not None else None
    if buy is None:
        raise UnknownBuy
    amount = await typed_amount(message, context, buy.terms)
    if amount is None:
        return
    await context.desk.submit(UsePoints(context.cause, context.actor, buy.id, amount))
    await forget(context)
    await answer(message, await landing(context, buy.id))
