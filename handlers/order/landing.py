"""Where somebody lands who opens a buy: at their order, statement, or its result (GP-9)."""

from __future__ import annotations

from domain.errors import UnknownBuy
from domain.ids import BuyId
from domain.views import MemberView
from handlers.context import Context
from handlers.order.screen import Shown, order_screen
from handlers.screen import Screen
from handlers.statement.screen import fell_out_screen, over_screen, statement_screen


async def landing(context: Context, buy: BuyId, shown: Shown | None = None) -> Screen:
    """Return the screen of a buy as it is for whoever acts; raises `UnknownBuy`."""
    view = await mine(context, buy)
    if view.buy.live:
        return order_screen(view, context.t, context.now, shown)
    settlement = await context.reader.settlement(buy)
    if settlement is not None and view.statement is not None:
        return statement_screen(view, view.statement, settlement, context.t)
    if settlement is not None and view.fallen:
        return fell_out_screen(view, settlement, context.t)
    card = await context.reader.card(buy)
    if card is None:
        raise UnknownBuy
    return over_screen(card, context.t, view)


async def mine(context: Context, buy: BuyId) -> MemberView:
    """Return the actor's view of a buy; raises `UnknownBuy`."""
    view = await context.reader.mine(buy, context.actor)
    if view is None:
        raise UnknownBuy
    return view
