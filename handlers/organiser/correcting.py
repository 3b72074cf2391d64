"""After the close: what really arrived, and the supplier's final bill."""

from __future__ import annotations

from collections import Counter

from aiogram.types import Message
from markupsafe import Markup

from domain.buy import GroupBuy, Item
from domain.commands.goods import EnterArrival, EnterBill
from domain.conversation import Conversation, Expecting
from domain.decide.rights import must_be_closed
from domain.errors import UnknownBuy, UnknownItem
from domain.ids import ItemNo
from domain.settlement import Settlement
from handlers.answering import answer
from handlers.context import Context
from handlers.organiser.acting import Act
from handlers.organiser.asking import ask, asked_about, typed_units
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.typed_amount import typed_amount
from handlers.wording.names import title
from handlers.wording.state import item_name
from locales.translator import Translator


async def show_arrived(act: Act) -> Screen:
    """Show what was ordered, what arrived and what it cost, each to be corrected."""
    return arrived_screen(act.buy, await settlement_of(act.context, act.buy), act.context.t)


def arrived_screen(buy: GroupBuy, settlement: Settlement, t: Translator) -> Screen:
    """Return what was ordered and what is known to have arrived, with the bill."""
    ordered: Counter[ItemNo] = Counter()
    for statement in settlement.statements:
        for line in statement.lines:
            ordered[line.item] += line.served
    items = [item for item in buy.terms.items if ordered[item.no] or item.no in settlement.arrived]
    lines = [t("goods-arrived-head", title=title(buy.terms.title, t))]
    for item in items:
        name, units = item_name(t, buy.terms, item), t.number(ordered[item.no])
        came = settlement.arrived.get(item.no)
        if came is None:
            lines.append(t("goods-ordered", units=units, name=name))
        else:
            lines.append(t("goods-came", units=units, name=name, came=t.number(came)))
    key = "goods-bill-now" if settlement.bill is not None else "goods-no-bill"
    goods = t.money(settlement.list_amount - settlement.discount, buy.terms.currency)
    lines += [t(key, amount=goods), t("goods-correcting")]
    buttons = [(_correct(buy, item, t),) for item in items]
    bill = [Button(t.plain("goods-enter-bill"), on(Verb.BILL, buy.id))]
    if settlement.bill is not None:
        bill.append(Button(t.plain("goods-drop-bill"), on(Verb.NO_BILL, buy.id)))
    return Screen(Markup("\n").join(lines), (*buttons, tuple(bill), (back_to_run(buy, t),)))


def _correct(buy: GroupBuy, item: Item, t: Translator) -> Button:
    label = t.plain("goods-correct-item", name=item_name(t, buy.terms, item))
    return Button(label, on(Verb.ARRIVED_ITEM, buy.id, n=item.no))


async def ask_arrived(act: Act) -> Screen:
    """Ask how many units of an item arrived."""
    must_be_closed(act.buy)
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


async def arrived(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how many arrived."""
    buy, item = await asked_about(context, conversation), conversation.item
    units = await typed_units(message, context)
    if units is None or item is None:
        return
    await context.desk.submit(EnterArrival(context.cause, context.actor, buy.id, item, units))
    await _answered(message, context, buy)


async def billed(message: Message, context: Context, conversation: Conversation) -> None:
    """Take the final bill."""
    buy = await asked_about(context, conversation)
    amount = await typed_amount(message, context, buy.terms)
    if amount is None:
        return
    await context.desk.submit(EnterBill(context.cause, context.actor, buy.id, amount))
    await _answered(message, context, buy)


async def _answered(message: Message, context: Context, buy: GroupBuy) -> None:
    await settle_down(context)
    settlement = await settlement_of(context, buy)
    await answer(message, arrived_screen(buy, settlement, context.t))


async def settlement_of(context: Context, buy: GroupBuy) -> Settlement:
    """Return the settlement of a closed buy; raises `BuyNotClosed` or `BuyCalledOff`."""
    must_be_closed(buy)
    settlement = await context.reader.settlement(buy.id)
    if settlement is None:
        raise UnknownBuy
    return settlement
