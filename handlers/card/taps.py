"""Taps on the card in the group: −1 and +1, and "Tell me about buys here"."""

from __future__ import annotations

from aiogram.types import CallbackQuery

from domain.commands.member import ChangeOrder
from domain.commands.people import TellMe
from domain.ids import BuyId, HomeId, ItemNo
from domain.people import Reach
from handlers.answering import alert, note
from handlers.callbacks import OnHome, Tap
from handlers.context import Context
from handlers.order.changing import have_now


async def tap_card(callback: CallbackQuery, context: Context, press: Tap) -> None:
    """Change one's order by one, and say how many that makes and the price now."""
    if _retired(callback, context):
        await alert(callback, context.t.plain("alert-old-button"))
        return
    changed = await context.desk.submit(
        ChangeOrder(
            context.cause,
            context.actor,
            BuyId(press.buy),
            ItemNo(press.item),
            delta=press.step.delta,
        )
    )
    await note(callback, have_now(context.t, changed))


def _retired(callback: CallbackQuery, context: Context) -> bool:
    """Tell whether the card tapped is an old one: the buy has a later one in the same chat.

    A retired card has no buttons, but a phone that has not caught up still shows them.
    """
    present, tapped = context.card, callback.message
    return (
        present is not None
        and tapped is not None
        and present.chat_id == tapped.chat.id
        and tapped.message_id < present.message_id
    )


async def tap_tell_me(callback: CallbackQuery, context: Context, press: OnHome) -> None:
    """Turn being told about buys here on, or off again."""
    home = HomeId(press.home)
    if context.home_id != home:
        await alert(callback, context.t.plain("alert-old-button"))
        return
    before = await context.reader.membership(home, context.actor)
    wanted = not (before and before.tell_me)
    await context.desk.submit(TellMe(context.cause, context.actor, home, wanted))
    # Told from what is stored: the same tap delivered twice changes nothing the second time.
    after = await context.reader.membership(home, context.actor)
    if not (after and after.tell_me):
        await note(callback, context.t.plain("alert-not-telling"))
    elif context.person.reach is Reach.OPEN:
        await note(callback, context.t.plain("alert-telling"))
    else:
        await alert(callback, context.t.plain("alert-telling-start"))
