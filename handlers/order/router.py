"""One's own order in private: its buttons, and the numbers and names typed for it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.conversation import Conversation, Expecting
from domain.errors import UnknownBuy
from handlers.answering import answer
from handlers.callbacks import OnLine, OnOrder
from handlers.context import Context
from handlers.filters import Awaited, typed
from handlers.order.acting import act
from handlers.order.changing import change_line, name_guest, set_typed
from handlers.reading.answers import read_quantity
from handlers.screen import Screen

router = Router(name="order")


@router.callback_query(OnLine.filter())
async def line_tapped(callback: CallbackQuery, callback_data: OnLine, context: Context) -> None:
    """One more, one less, so many, or ask for a number."""
    await change_line(callback, context, callback_data)


@router.callback_query(OnOrder.filter())
async def order_tapped(callback: CallbackQuery, callback_data: OnOrder, context: Context) -> None:
    """Anything about the whole order."""
    await act(callback, context, callback_data)


@router.message(Awaited(Expecting.QUANTITY))
async def number_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """The exact number that was asked for."""
    read = read_quantity(typed(message))
    if isinstance(read, int):
        await set_typed(message, context, conversation, read)
        return
    await answer(message, Screen(context.t("order-not-a-number", quoted=read.quoted)))


@router.message(Awaited(Expecting.GUEST_NAME))
async def guest_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """What the guest is called."""
    if conversation.buy is None:
        raise UnknownBuy
    await name_guest(message, context, conversation.buy, typed(message))
