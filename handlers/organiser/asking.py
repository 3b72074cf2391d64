"""Questions to whoever runs a buy, answered by the next text they type."""

from __future__ import annotations

from aiogram.types import Message
from markupsafe import Markup

from domain.buy import GroupBuy
from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from domain.errors import NotTheOrganiser, UnknownBuy
from handlers.answering import answer
from handlers.context import Context
from handlers.filters import typed
from handlers.organiser.acting import Act, buy_of, check_runs
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb, on
from handlers.reading.answers import read_quantity
from handlers.reading.setting import cut
from handlers.screen import Button, Screen

ASKED = frozenset(
    {
        Expecting.EDIT,
        Expecting.PAID_AMOUNT,
        Expecting.ARRIVED,
        Expecting.BILL,
        Expecting.RETURNED,
        Expecting.TRACKING,
        Expecting.SEARCH,
    }
)
"""What an organiser is asked; the keyboard that chooses people stays in sight, and is not here."""


async def ask(act: Act, conversation: Conversation, question: Markup, back: Verb) -> Screen:
    """Remember what the next text answers, and return the question with a way back."""
    context = act.context
    await context.desk.submit(Expect(context.cause.then("expect"), context.actor, conversation))
    person, page = act.press.person, act.press.n if back is Verb.BOARD else 0
    press = on(back, act.buy.id, person=act.person if person else None, n=page)
    return Screen(question, ((Button(context.t.plain("common-back"), press),),))


async def moved_on(context: Context) -> None:
    """End what was being asked: a number typed after another tap must not mark anybody paid."""
    conversation = await context.reader.conversation(context.actor)
    if conversation.expecting in ASKED:
        nothing = Conversation(context.actor)
        await context.desk.submit(Expect(context.cause.then("moved-on"), context.actor, nothing))


async def asked_about(context: Context, conversation: Conversation) -> GroupBuy:
    """Return the buy that the question was about; who runs it no more is asked no more."""
    if conversation.buy is None:
        raise UnknownBuy
    buy = await buy_of(context, conversation.buy)
    try:
        await check_runs(context, buy)
    except NotTheOrganiser:
        await settle_down(context)
        raise
    return buy


async def typed_units(message: Message, context: Context) -> int | None:
    """Return the whole number typed, 0 or more; None if it is none, which is then said."""
    read = read_quantity(typed(message))
    if isinstance(read, int) and read >= 0:
        return read
    quoted = cut(typed(message))
    await answer(message, Screen(context.t("goods-not-a-number", quoted=quoted)))
    return None
