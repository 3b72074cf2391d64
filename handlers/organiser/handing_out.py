"""Handing out: shipping requests, stages with undo, tracking, and the participant's QR code."""

from __future__ import annotations

from collections import Counter

from aiogram.types import Message
from markupsafe import Markup

from domain.buy import GroupBuy
from domain.commands.goods import MoveShipment, SendRequests, UndoShipment
from domain.conversation import Conversation, Expecting
from domain.decide.rights import must_be_closed
from domain.errors import NothingOrdered, UnknownBuy
from domain.goods import Stage
from domain.ids import PersonId
from domain.views import BoardRow
from handlers import fresh
from handlers.answering import answer
from handlers.context import Context
from handlers.filters import typed
from handlers.organiser.acting import Act, buy_of, check_runs
from handlers.organiser.asking import ask
from handlers.organiser.board import Shows
from handlers.organiser.collecting import row_of
from handlers.organiser.person import person_screen
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from handlers.wording.standing import has_part, stage_of, stage_said
from locales.translator import Translator

NONE_KNOWN = "-"
"""Typed where there is no tracking number."""


async def show_goods(act: Act) -> Screen:
    """Show how many parts stand at which stage, and what comes next."""
    must_be_closed(act.buy)
    return goods_screen(act.buy, await act.context.reader.board(act.buy.id), act.context.t)


def goods_screen(buy: GroupBuy, rows: list[BoardRow], t: Translator) -> Screen:
    """Return the state of handing out."""
    parts = [row for row in rows if has_part(buy, row)]
    counted = Counter(stage_of(row) for row in parts)
    lines = [t("goods-head", title=title(buy.terms.title, t))]
    lines += [
        t("goods-at-stage", count=counted[stage], stage=stage_said(stage, t))
        for stage in Stage
        if counted[stage]
    ]
    rows_of_buttons = [(Button(t.plain("goods-tick"), on(Verb.BOARD, buy.id, arg=Shows.OUT)),)]
    if buy.terms.handed_out:
        known = sum(
            row.shipment is not None and row.shipment.destination is not None for row in parts
        )
        lines.append(t("goods-where-known", count=len(parts), known=t.number(known)))
        if counted[Stage.AWAITED]:
            lines.append(t("goods-requests-by-themselves"))
            request = Button(t.plain("goods-request"), on(Verb.REQUEST, buy.id))
            rows_of_buttons.append((request,))
    return Screen(Markup("\n").join(lines), (*rows_of_buttons, (back_to_run(buy, t),)))


async def request(act: Act) -> str:
    """Ask for shipping of what was not asked for yet."""
    context = act.context
    rows = await context.reader.board(act.buy.id)
    tokens = tuple(fresh.token() for row in rows if row.person is not None)
    command = SendRequests(context.cause, context.actor, act.buy.id, tokens)
    return context.t.plain("goods-requested", count=await context.desk.submit(command))


async def move(act: Act) -> str:
    """Bring somebody's part to the stage that the tap says."""
    try:
        stage = Stage(act.press.arg)
    except ValueError:
        raise NothingOrdered from None
    return await _moved(act.context, act.buy, act.person, stage, "")


async def undo(act: Act) -> str:
    """Bring it back to the stage before."""
    context = act.context
    await context.desk.submit(UndoShipment(context.cause, context.actor, act.buy.id, act.person))
    return context.t.plain("goods-undone")


async def ask_tracking(act: Act) -> Screen:
    """Ask for the tracking number; the part is shipped once it is answered."""
    row = await row_of(act)
    t = act.context.t
    asked = Conversation(act.context.actor, Expecting.TRACKING, buy=act.buy.id, person=act.person)
    question = t("goods-ask-tracking", name=person_name(row.name, t))
    screen = await ask(act, asked, question, Verb.PERSON)
    without = on(Verb.STAGE, act.buy.id, person=act.person, arg=Stage.SHIPPED)
    return Screen(screen.text, ((Button(t.plain("goods-no-tracking"), without),), *screen.rows))


async def tracked(message: Message, context: Context, conversation: Conversation) -> None:
    """Take the tracking number or link of what was shipped."""
    if conversation.buy is None or conversation.person is None:
        raise UnknownBuy
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    tracking = "" if typed(message) == NONE_KNOWN else typed(message)
    await _moved(context, buy, conversation.person, Stage.SHIPPED, tracking)
    await settle_down(context)
    rows = await context.reader.board(buy.id)
    row = next((row for row in rows if row.person == conversation.person), None)
    if row is not None:
        await answer(message, person_screen(buy, row, context.t, context.now, 0))


async def scanned(message: Message, context: Context, token: str) -> None:
    """Somebody opened a participant's pick-up code: whoever runs the buy may hand out by it."""
    shipment = await context.reader.shipment_by_token(token)
    if shipment is None:
        await answer(message, Screen(context.t("goods-unknown-code")))
        return
    buy = await buy_of(context, shipment.buy)
    if not buy.run_by(context.actor):
        own = shipment.person == context.actor
        key = "goods-your-code" if own else "goods-not-your-code"
        await answer(message, Screen(context.t(key, title=title(buy.terms.title, context.t))))
        return
    rows = await context.reader.board(buy.id)
    row = next((row for row in rows if row.person == shipment.person), None)
    if row is None:
        raise NothingOrdered
    await answer(message, person_screen(buy, row, context.t, context.now, 0))


async def _moved(
    context: Context, buy: GroupBuy, person: PersonId, stage: Stage, tracking: str
) -> str:
    command = MoveShipment(
        context.cause, context.actor, buy.id, person, stage, fresh.token(), tracking
    )
    await context.desk.submit(command)
    known = await context.reader.person(person)
    name = person_name(known.name if known else "", context.t)
    return context.t.plain("goods-moved", name=name, stage=stage_said(stage, context.t))
