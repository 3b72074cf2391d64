"""After the close: what really arrived, the supplier's final bill, what somebody gave back."""

from __future__ import annotations

from aiogram.types import Message
from markupsafe import Markup

from domain.buy import GroupBuy
from domain.commands.goods import EnterArrival, EnterBill, ReturnUnits
from domain.conversation import Conversation, Expecting
from domain.decide.rights import must_be_closed
from domain.draft import Question
from domain.errors import UnknownBuy, UnknownItem
from domain.ids import GuestNo, ItemNo
from domain.settlement import Settlement
from handlers.answering import answer
from handlers.base36 import decode, encode
from handlers.context import Context
from handlers.draft.questions import live_question
from handlers.filters import typed
from handlers.organiser.acting import Act, buy_of, check_runs
from handlers.organiser.asking import ask
from handlers.organiser.collecting import row_of
from handlers.organiser.person import person_screen
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.reading.answers import read_quantity
from handlers.screen import Button, Screen
from handlers.statement.worked_out import units_sold
from handlers.typed_amount import typed_amount
from handlers.wording.names import person_name, title
from handlers.wording.state import item_name
from locales.translator import Translator


async def show_arrived(act: Act) -> Screen:
    """Show what was ordered, what arrived and what it cost, each to be corrected."""
    return arrived_screen(act.buy, await _settlement(act.context, act.buy), act.context.t)


def arrived_screen(buy: GroupBuy, settlement: Settlement, t: Translator) -> Screen:
    """Return what was ordered and what is known to have arrived, with the bill."""
    sold = units_sold(settlement)
    items = [item for item in buy.terms.items if sold[item.no] or item.no in settlement.arrived]
    lines = [t("goods-arrived-head", title=title(buy.terms.title, t))]
    for item in items:
        name, units = item_name(t, buy.terms, item), t.number(sold[item.no])
        came = settlement.arrived.get(item.no)
        if came is None:
            lines.append(t("goods-ordered", units=units, name=name))
        else:
            lines.append(t("goods-came", units=units, name=name, came=t.number(came)))
    currency = buy.terms.currency
    goods = settlement.list_amount - settlement.discount
    key = "goods-bill-now" if settlement.bill is not None else "goods-no-bill"
    lines += [t(key, amount=t.money(goods, currency)), t("goods-correcting")]
    buttons = [
        (
            Button(
                t.plain("goods-correct-item", name=item_name(t, buy.terms, item)),
                on(Verb.ARRIVED_ITEM, buy.id, n=item.no),
            ),
        )
        for item in items
    ]
    bill = [Button(t.plain("goods-enter-bill"), on(Verb.BILL, buy.id))]
    if settlement.bill is not None:
        bill.append(Button(t.plain("goods-drop-bill"), on(Verb.NO_BILL, buy.id)))
    return Screen(Markup("\n").join(lines), (*buttons, tuple(bill), (back_to_run(buy, t),)))


async def ask_arrived(act: Act) -> Screen:
    """Ask how many units of an item arrived."""
    item = act.buy.terms.item(ItemNo(act.press.n))
    if item is None:
        raise UnknownItem
    t = act.context.t
    question = t("goods-ask-arrived", name=item_name(t, act.buy.terms, item))
    asked = Conversation(act.context.actor, Expecting.ARRIVED, buy=act.buy.id, item=item.no)
    return await ask(act, asked, question, Verb.ARRIVED)


async def ask_bill(act: Act) -> Screen:
    """Ask what the goods really cost."""
    must_be_closed(act.buy)
    asked = Conversation(act.context.actor, Expecting.BILL, buy=act.buy.id)
    return await ask(act, asked, act.context.t("goods-ask-bill"), Verb.ARRIVED)


async def drop_bill(act: Act) -> str:
    """Go back to the prices of the ladder."""
    context = act.context
    await context.desk.submit(EnterBill(context.cause, context.actor, act.buy.id, None))
    return context.t.plain("goods-bill-dropped")


async def show_returnable(act: Act) -> Screen:
    """Ask of which line something was given back."""
    row = await row_of(act)
    t = act.context.t
    settlement = await _settlement(act.context, act.buy)
    statement = settlement.statement_of(act.person)
    buttons = []
    for line in statement.lines if statement else ():
        item = act.buy.terms.item(line.item)
        if item is not None and line.quantity > line.returned:
            name = item_name(t, act.buy.terms, item)
            guest = person_name(line.guest_name, t) if line.guest else ""
            key = "goods-returnable-guest" if guest else "goods-returnable"
            units = t.number(line.quantity - line.returned)
            label = t.plain(key, units=units, name=name, guest=guest)
            press = on(
                Verb.RETURN_LINE,
                act.buy.id,
                person=act.person,
                n=line.item,
                arg=encode(line.guest),
            )
            buttons.append((Button(label, press),))
    back = Button(t.plain("common-back"), on(Verb.PERSON, act.buy.id, person=act.person))
    text = t("goods-what-back", name=person_name(row.name, t))
    return Screen(text, (*buttons, (back,)))


async def ask_returned(act: Act) -> Screen:
    """Ask how many units were given back."""
    t, guest = act.context.t, decode(act.press.arg or "0")
    item = act.buy.terms.item(ItemNo(act.press.n))
    if item is None or guest is None:
        raise UnknownItem
    asked = Conversation(
        act.context.actor,
        Expecting.RETURNED,
        buy=act.buy.id,
        item=item.no,
        guest=guest,
        person=act.person,
    )
    question = t("goods-ask-returned", name=item_name(t, act.buy.terms, item))
    return await ask(act, asked, question, Verb.PERSON)


async def arrived(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how many arrived."""
    buy = await _asked(context, conversation)
    units = await _number(message, context)
    if units is None or conversation.item is None:
        return
    await context.desk.submit(
        EnterArrival(context.cause, context.actor, buy.id, conversation.item, units)
    )
    await settle_down(context)
    await answer(message, arrived_screen(buy, await _settlement(context, buy), context.t))


async def billed(message: Message, context: Context, conversation: Conversation) -> None:
    """Take the final bill."""
    buy = await _asked(context, conversation)
    amount = await typed_amount(message, context, buy.terms)
    if amount is None:
        return
    await context.desk.submit(EnterBill(context.cause, context.actor, buy.id, amount))
    await settle_down(context)
    await answer(message, arrived_screen(buy, await _settlement(context, buy), context.t))


async def returned(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how many units somebody gave back."""
    buy = await _asked(context, conversation)
    units = await _number(message, context)
    if units is None or conversation.item is None or conversation.person is None:
        return
    guest, person = GuestNo(conversation.guest), conversation.person
    await context.desk.submit(
        ReturnUnits(context.cause, context.actor, buy.id, person, conversation.item, units, guest)
    )
    await settle_down(context)
    rows = await context.reader.board(buy.id)
    row = next((row for row in rows if row.person == person), None)
    if row is not None:
        await answer(message, person_screen(buy, row, context.t, context.now, 0))


async def _asked(context: Context, conversation: Conversation) -> GroupBuy:
    if conversation.buy is None:
        raise UnknownBuy
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    return buy


async def _number(message: Message, context: Context) -> int | None:
    """Return the number typed; None if it is none, which is then said."""
    read = read_quantity(typed(message))
    if isinstance(read, int):
        return read
    if isinstance(read, Question):
        await answer(message, live_question(read, context.t))
    else:
        await answer(message, Screen(context.t("order-not-a-number", quoted=read.quoted)))
    return None


async def _settlement(context: Context, buy: GroupBuy) -> Settlement:
    must_be_closed(buy)
    settlement = await context.reader.settlement(buy.id)
    if settlement is None:
        raise UnknownBuy
    return settlement
