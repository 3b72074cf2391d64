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
from domain.goods import NO_SUPPLIER, Stage
from domain.ids import PersonId
from domain.views import BoardRow
from handlers import fresh
from handlers.answering import answer
from handlers.context import Context
from handlers.filters import typed
from handlers.organiser.acting import Act, buy_of
from handlers.organiser.asking import ask, asked_about
from handlers.organiser.filtering import Shows
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.organiser.rows import answer_person, name_of, row_of
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from handlers.wording.standing import has_part, stage_of, stage_said
from locales.translator import Translator


async def show_goods(act: Act) -> Screen:
    """Show how many parts stand at which stage, and what comes next."""
    must_be_closed(act.buy)
    return goods_screen(act.buy, await act.context.reader.board(act.buy.id), act.context.t)


def goods_screen(buy: GroupBuy, rows: list[BoardRow], t: Translator) -> Screen:
    """Return the state of handing out, with the button that asks for shipping while parts wait."""
    parts = [row for row in rows if has_part(row)]
    counted = Counter(stage_of(row) for row in parts)
    lines = [t("goods-head", title=title(buy.terms.title, t))]
    lines += [
        t("goods-at-stage", number=t.number(counted[stage]), stage=stage_said(stage, t))
        for stage in Stage
        if counted[stage]
    ]
    tick = Button(t.plain("goods-tick"), on(Verb.BOARD, buy.id, arg=Shows.OUT))
    request = Button(t.plain("goods-request"), on(Verb.REQUEST, buy.id))
    waits = bool(counted[Stage.AWAITED])
    if buy.terms.handed_out:
        known = sum(bool(row.shipment and row.shipment.destination) for row in parts)
        lines.append(t("goods-where-known", count=len(parts), known=t.number(known)))
        others = [row for row in parts if row.person != buy.organiser]
        if any(stage_of(row) is Stage.AWAITED for row in others):
            lines.append(t("goods-requests-by-themselves"))
    asks = waits and (buy.terms.handed_out or buy.terms.supplier != NO_SUPPLIER)
    rows_of_buttons = ((tick,), (request,)) if asks else ((tick,),)
    return Screen(Markup("\n").join(lines), (*rows_of_buttons, (back_to_run(buy, t),)))


async def request(act: Act) -> str:
    """Ask for shipping of what was not asked for yet."""
    context = act.context
    rows = await context.reader.board(act.buy.id)
    tokens = tuple(fresh.token() for row in rows if row.statement is not None)
    command = SendRequests(context.cause, context.actor, act.buy.id, tokens)
    count = await context.desk.submit(command)
    if not count:
        return context.t.plain("goods-nothing-to-request")
    return context.t.plain("goods-requested", count=count)


async def move(act: Act) -> str:
    """Bring somebody's part to the stage that the tap says."""
    try:
        stage = Stage(act.press.arg)
    except ValueError:
        raise NothingOrdered from None
    return await bring_to(act, stage)


async def bring_to(act: Act, stage: Stage) -> str:
    """Bring somebody's part to a stage."""
    await _moved(act.context, act.buy, act.person, stage)
    name, t = await name_of(act), act.context.t
    return t.plain("goods-moved", name=name, stage=stage_said(stage, t))


async def undo(act: Act) -> str:
    """Bring it back to the stage before."""
    context = act.context
    await context.desk.submit(UndoShipment(context.cause, context.actor, act.buy.id, act.person))
    stage = stage_said(stage_of(await row_of(act)), context.t)
    return context.t.plain("goods-moved", name=await name_of(act), stage=stage)


async def ask_tracking(act: Act) -> Screen:
    """Ask for the tracking number; the part is shipped once it is answered."""
    row, t = await row_of(act), act.context.t
    asked = Conversation(act.context.actor, Expecting.TRACKING, buy=act.buy.id, person=act.person)
    question = t("goods-ask-tracking", name=person_name(row.name, t))
    screen = await ask(act, asked, question, Verb.PERSON)
    without = on(Verb.STAGE, act.buy.id, person=act.person, arg=Stage.SHIPPED)
    return Screen(screen.text, ((Button(t.plain("goods-no-tracking"), without),), *screen.rows))


async def tracked(message: Message, context: Context, conversation: Conversation) -> None:
    """Take the tracking number or link of what was shipped."""
    buy, person = await asked_about(context, conversation), conversation.person
    if person is None:
        raise UnknownBuy
    try:
        await _moved(context, buy, person, Stage.SHIPPED, typed(message))
    except NothingOrdered:
        await settle_down(context)
        raise
    await settle_down(context)
    await answer_person(message, context, buy, person)


async def scanned(message: Message, context: Context, token: str) -> None:
    """Somebody opened a participant's pick-up code: whoever runs the buy may hand out by it."""
    shipment = await context.reader.shipment_by_token(token)
    if shipment is None:
        await answer(message, Screen(context.t("goods-unknown-code")))
        return
    buy = await buy_of(context, shipment.buy)
    if buy.run_by(context.actor):
        await answer_person(message, context, buy, shipment.person)
        return
    own = shipment.person == context.actor
    key = "goods-your-code" if own else "goods-not-your-code"
    await answer(message, Screen(context.t(key, title=title(buy.terms.title, context.t))))


async def _moved(
    context: Context, buy: GroupBuy, person: PersonId, stage: Stage, tracking: str = ""
) -> None:
    token = fresh.token()
    command = MoveShipment(context.cause, context.actor, buy.id, person, stage, token, tracking)
    await context.desk.submit(command)
