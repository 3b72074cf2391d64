"""Ticking people off on the board by one tap, and taking it back by another."""

from __future__ import annotations

from domain.commands.collecting import MarkPaid, MarkPaidBack, UnmarkPaid, UnmarkPaidBack
from domain.commands.goods import MoveShipment, UndoShipment
from domain.goods import Stage
from handlers import fresh
from handlers.organiser.acting import Act
from handlers.organiser.board import Shows, board_screen, shown_by
from handlers.screen import Screen
from handlers.wording.names import person_name


async def show_board(act: Act) -> Screen:
    """Show the board as the press says."""
    context, press = act.context, act.press
    rows = await context.reader.board(act.buy.id)
    ticked = act.person if press.person is not None else None
    shows = shown_by(press.arg)
    return board_screen(act.buy, rows, context.t, context.now, press.n, shows, ticked)


async def tick(act: Act) -> str:
    """Mark somebody paid, paid back or handed out, as the board shows."""
    context, buy, person = act.context, act.buy.id, act.person
    shows = shown_by(act.press.arg)
    match shows:
        case Shows.BACK:
            await context.desk.submit(MarkPaidBack(context.cause, context.actor, buy, person))
        case Shows.OUT:
            out = MoveShipment(
                context.cause, context.actor, buy, person, Stage.HANDED_OUT, fresh.token()
            )
            await context.desk.submit(out)
        case _:
            await context.desk.submit(MarkPaid(context.cause, context.actor, buy, person))
    return await _said(act, f"board-ticked-{shows or Shows.OWE}")


async def untick(act: Act) -> str:
    """Take back what `tick` did."""
    context, buy, person = act.context, act.buy.id, act.person
    shows = shown_by(act.press.arg)
    match shows:
        case Shows.BACK:
            await context.desk.submit(UnmarkPaidBack(context.cause, context.actor, buy, person))
        case Shows.OUT:
            await context.desk.submit(UndoShipment(context.cause, context.actor, buy, person))
        case _:
            await context.desk.submit(UnmarkPaid(context.cause, context.actor, buy, person))
    return await _said(act, "board-unticked")


async def _said(act: Act, key: str) -> str:
    person = await act.context.reader.person(act.person)
    name = person_name(person.name if person else "", act.context.t)
    return act.context.t.plain(key, name=name)
