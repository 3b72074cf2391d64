"""Placing what somebody typed as one line of their order."""

from __future__ import annotations

from domain.commands.base import Cause
from domain.commands.member import ChangeOrder, OrderAnswer, SetLine
from domain.ids import HOST, BuyId, GuestNo, ItemNo
from handlers.context import Context
from handlers.reading.wish import Wish


async def place(
    context: Context, buy: BuyId, wish: Wish, cause: Cause, guest: GuestNo = HOST
) -> OrderAnswer:
    """Set a line to what was typed, with price limits and tolerance; raises as `SetLine` does."""
    item = wish.item or ItemNo(0)
    if wish.simple:
        return await context.desk.submit(
            ChangeOrder(cause, context.actor, buy, item, quantity=wish.quantity, guest=guest)
        )
    return await context.desk.submit(
        SetLine(cause, context.actor, buy, item, wish.quantity, wish.conditions, wish.extra, guest)
    )
