"""Where somebody lands who opens a buy: at their order, statement, or its result (GP-9)."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import UnknownBuy
from domain.ids import BuyId
from domain.views import MemberView
from handlers.context import Context
from handlers.order.screen import Shown, order_screen
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.statement.screen import fell_out_screen, over_screen, statement_screen


async def landing(context: Context, buy: BuyId, shown: Shown | None = None) -> Screen:
    """Return the screen of a buy as it is for whoever acts; raises `UnknownBuy`."""
    view = await mine(context, buy)
    if view.buy.live:
        return order_screen(view, context.t, context.now, shown)
    screen = await _over(context, view)
    if not view.buy.run_by(view.person):
        return screen
    run = Button(context.t.plain("order-run"), on(Verb.RUN, buy))
    return replace(screen, rows=(*screen.rows, (run,)))


async def _over(context: Context, view: MemberView) -> Screen:
    settlement = await context.reader.settlement(view.buy.id)
    if settlement is not None and view.statement is not None:
        return statement_screen(view, view.statement, settlement, context.t)
    if settlement is not None and view.fallen:
        return fell_out_screen(view, settlement, context.t)
    card = await context.reader.card(view.buy.id)
    if card is None:
        raise UnknownBuy
    return over_screen(card, context.t, view)


async def mine(context: Context, buy: BuyId) -> MemberView:
    """Return the actor's view of a buy; raises `UnknownBuy`."""
    view = await context.reader.mine(buy, context.actor)
    if view is None:
        raise UnknownBuy
    return view
