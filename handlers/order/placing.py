"""Placing what somebody typed as one line of their order."""

from __future__ import annotations

from domain.commands.base import Cause
from domain.commands.member import OrderAnswer, SetLine
from domain.ids import HOST, BuyId, GuestNo, ItemNo
from handlers.context import Context
from handlers.reading.wish import Wish


async def place(
    context: Context, buy: BuyId, wish: Wish, cause: Cause, guest: GuestNo = HOST
) -> OrderAnswer:
    """Set a line to exactly what was typed, limits and tolerance included; raises as `SetLine`.

    A bare number so takes limits away: what is shown typed back gives the same line.
    """
    item = wish.item or ItemNo(0)
    wanted = (wish.quantity, wish.conditions, wish.extra)
    return await context.desk.submit(SetLine(cause, context.actor, buy, item, *wanted, guest=guest))
