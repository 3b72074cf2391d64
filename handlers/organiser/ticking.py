"""Ticking people off on the board by one tap, and taking it back by another."""

from __future__ import annotations

from domain.goods import Stage
from handlers.organiser import collecting, handing_out
from handlers.organiser.acting import Act
from handlers.organiser.board import board_screen
from handlers.organiser.filtering import Shows, shown_by
from handlers.screen import Screen


async def show_board(act: Act) -> Screen:
    """Show the board as the press says."""
    context, press = act.context, act.press
    rows = await context.reader.board(act.buy.id)
    ticked = act.person if press.person is not None else None
    shows = shown_by(press.arg)
    return board_screen(act.buy, rows, context.t, context.now, press.n, shows, ticked)


async def tick(act: Act) -> str:
    """Mark somebody paid, paid back or handed out, as the board shows."""
    match shown_by(act.press.arg):
        case Shows.BACK:
            return await collecting.paid_back(act)
        case Shows.OUT:
            return await handing_out.bring_to(act, Stage.HANDED_OUT)
        case _:
            return await collecting.paid(act)


async def untick(act: Act) -> str:
    """Take back what `tick` did."""
    match shown_by(act.press.arg):
        case Shows.BACK:
            return await collecting.not_paid_back(act)
        case Shows.OUT:
            return await handing_out.undo(act)
        case _:
            return await collecting.unpaid(act)
