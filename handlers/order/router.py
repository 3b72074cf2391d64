"""One's own order in private: its buttons, and what is typed for it; one's statement too."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.conversation import Conversation, Expecting
from domain.errors import UnknownBuy
from handlers.callbacks import OnArea, OnLimit, OnLine, OnOrder, OnPoint
from handlers.context import Context
from handlers.filters import Awaited, typed
from handlers.order.acting import act
from handlers.order.changing import change_line, name_guest, set_typed
from handlers.order.choosing_area import choose_area
from handlers.order.limiting import limit, limits_typed
from handlers.order.points import points_typed
from handlers.statement.where import address_typed, choose_point

router = Router(name="order")


@router.callback_query(OnLine.filter())
async def line_tapped(callback: CallbackQuery, callback_data: OnLine, context: Context) -> None:
    """One more, one less, so many, or ask for a number."""
    await change_line(callback, context, callback_data)


@router.callback_query(OnOrder.filter())
async def order_tapped(callback: CallbackQuery, callback_data: OnOrder, context: Context) -> None:
    """Anything about the whole order."""
    await act(callback, context, callback_data)


@router.callback_query(OnLimit.filter())
async def limit_tapped(callback: CallbackQuery, callback_data: OnLimit, context: Context) -> None:
    """More at a lower price, or up to so many to fill a case."""
    await limit(callback, context, callback_data)


@router.callback_query(OnArea.filter())
async def area_tapped(callback: CallbackQuery, callback_data: OnArea, context: Context) -> None:
    """Where one's part goes."""
    await choose_area(callback, context, callback_data)


@router.callback_query(OnPoint.filter())
async def point_tapped(callback: CallbackQuery, callback_data: OnPoint, context: Context) -> None:
    """Where one's goods are picked up, and when."""
    await choose_point(callback, context, callback_data)


@router.message(Awaited(Expecting.QUANTITY))
async def number_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """The exact number that was asked for, or a line with price limits."""
    await set_typed(message, context, conversation)


@router.message(Awaited(Expecting.LIMITS))
async def line_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """A line with price limits or tolerance, in words."""
    await limits_typed(message, context, conversation)


@router.message(Awaited(Expecting.POINTS))
async def points_asked(message: Message, context: Context, conversation: Conversation) -> None:
    """How many points are to pay."""
    await points_typed(message, context, conversation)


@router.message(Awaited(Expecting.ADDRESS))
async def address_told(message: Message, context: Context, conversation: Conversation) -> None:
    """Where one's goods are sent."""
    await address_typed(message, context, conversation)


@router.message(Awaited(Expecting.GUEST_NAME))
async def guest_typed(message: Message, context: Context, conversation: Conversation) -> None:
    """What the guest is called."""
    if conversation.buy is None:
        raise UnknownBuy
    await name_guest(message, context, conversation.buy, typed(message))
