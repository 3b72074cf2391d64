"""After the close: what somebody gave back, and that they did not after all."""

from __future__ import annotations

from collections.abc import Iterator

from aiogram.types import Message

from domain.buy import GroupBuy
from domain.commands.goods import ReturnUnits
from domain.conversation import Conversation, Expecting
from domain.errors import NotEnoughLeft, NothingToUndo, UnknownBuy, UnknownItem
from domain.ids import GuestNo, ItemNo, PersonId
from domain.settlement import LineShare
from handlers.answering import answer
from handlers.base36 import decode, encode
from handlers.context import Context
from handlers.organiser.acting import Act
from handlers.organiser.asking import ask, asked_about, typed_units
from handlers.organiser.correcting import settlement_of
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.organiser.rows import answer_person, name_of, row_of
from handlers.screen import Button, Screen
from handlers.wording.names import person_name
from handlers.wording.state import item_name
from locales.translator import Translator


async def show_returnable(act: Act) -> Screen:
    """Ask of which line something was given back, or was not after all."""
    row, t = await row_of(act), act.context.t
    lines = row.statement.lines if row.statement else ()
    buttons = [(button,) for line in lines for button in _buttons(act.buy, line, t)]
    back = Button(t.plain("common-back"), on(Verb.PERSON, act.buy.id, person=act.person))
    text = t("goods-what-back", name=person_name(row.name, t))
    return Screen(text, (*buttons, (back,)))


def _buttons(buy: GroupBuy, line: LineShare, t: Translator) -> Iterator[Button]:
    item = buy.terms.item(line.item)
    name = item_name(t, buy.terms, item) if item else ""
    guest = person_name(line.guest_name, t) if line.guest else ""
    if left := line.quantity - line.returned:
        key = "goods-returnable-guest" if guest else "goods-returnable"
        label = t.plain(key, units=t.number(left), name=name, guest=guest)
        yield Button(label, _press(Verb.RETURN_LINE, buy, line))
    if line.returned:
        key = "goods-returned-guest" if guest else "goods-returned"
        label = t.plain(key, units=t.number(line.returned), name=name, guest=guest)
        yield Button(label, _press(Verb.UNRETURN, buy, line))


def _press(verb: Verb, buy: GroupBuy, line: LineShare) -> str:
    return on(verb, buy.id, person=line.person, n=line.item, arg=encode(line.guest))


async def ask_returned(act: Act) -> Screen:
    """Ask how many units were given back."""
    line, t = await _line(act), act.context.t
    item = act.buy.terms.item(line.item)
    if item is None:
        raise UnknownItem
    asked = Conversation(
        act.context.actor,
        Expecting.RETURNED,
        buy=act.buy.id,
        item=item.no,
        guest=line.guest,
        person=act.person,
    )
    left = t.number(line.quantity - line.returned)
    question = t("goods-ask-returned", name=item_name(t, act.buy.terms, item), left=left)
    return await ask(act, asked, question, Verb.RETURN)


async def returned(message: Message, context: Context, conversation: Conversation) -> None:
    """Take how many units somebody gave back."""
    buy, person = await asked_about(context, conversation), conversation.person
    units = await typed_units(message, context)
    if units is None:
        return
    if person is None or conversation.item is None:
        raise UnknownBuy
    guest = GuestNo(conversation.guest)
    try:
        await _give_back(context, buy, person, conversation.item, units, guest)
    except NotEnoughLeft as error:
        left = context.t.number(error.left)
        await answer(message, Screen(context.t("goods-back-too-many", left=left)))
        return
    await settle_down(context)
    await answer_person(message, context, buy, person)


async def not_returned(act: Act) -> str:
    """Take back what was marked as given back of a line."""
    line = await _line(act)
    if not line.returned:
        raise NothingToUndo
    await _give_back(act.context, act.buy, line.person, line.item, -line.returned, line.guest)
    return act.context.t.plain("goods-not-returned", name=await name_of(act))


async def _line(act: Act) -> LineShare:
    """Return the settled line that a tap is about; `UnknownItem` if there is none."""
    settlement = await settlement_of(act.context, act.buy)
    statement, guest = settlement.statement_of(act.person), decode(act.press.arg or "0")
    for line in statement.lines if statement else ():
        if (line.item, line.guest) == (act.press.n, guest):
            return line
    raise UnknownItem


async def _give_back(
    context: Context, buy: GroupBuy, person: PersonId, item: ItemNo, units: int, guest: GuestNo
) -> None:
    command = ReturnUnits(context.cause, context.actor, buy.id, person, item, units, guest)
    await context.desk.submit(command)
