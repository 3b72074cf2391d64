"""People chosen with Telegram's own picker, for a live buy."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message

from domain.commands.people import Expect
from domain.conversation import Conversation
from domain.ids import PersonId
from handlers.answering import answer
from handlers.context import Context
from handlers.organiser.acting import Act, bare, buy_of, check_runs
from handlers.organiser.helpers import HELPER_REQUEST, helpers_screen, name_helper
from handlers.organiser.invited import named_screen
from handlers.organiser.inviting import Picked, invite, meet, out_of_reach
from handlers.organiser.presses import Verb
from handlers.screen import Screen
from handlers.wording.names import person_name


def people_in(message: Message) -> list[Picked]:
    """Return the people that a message shares."""
    shared = message.users_shared
    return [
        Picked(PersonId(user.user_id), user.first_name or "", user.last_name or "", user.username)
        for user in (shared.users if shared else [])
    ]


async def picked(message: Message, context: Context, bot: Bot) -> None:
    """Invite the people picked, or name them helpers."""
    people = people_in(message)
    conversation = await context.reader.conversation(context.actor)
    if conversation.buy is None or message.users_shared is None:
        await answer(message, Screen(context.t("invite-picked-late"), remove_keyboard=True))
        return
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    await meet(context, people)
    ids = [one.id for one in people]
    # All is written before anything is said: what is answered counts as done and is not retried.
    if message.users_shared.request_id == HELPER_REQUEST:
        act = Act(context, buy, bare(Verb.HELPERS, buy), bot, in_group=False)
        for one in ids:
            await name_helper(act, one, wanted=True)
        fresh = Act(context, await buy_of(context, buy.id), act.press, bot, in_group=False)
        screen = await helpers_screen(fresh)
    else:
        invited = await invite(context, buy, ids)
        screen = named_screen(buy, invited, await out_of_reach(context, ids), context.t)
    await settle_down(context)
    names = context.t.names([person_name(one.first_name, context.t) for one in people])
    await answer(message, Screen(context.t("invite-picked", names=names), remove_keyboard=True))
    await answer(message, screen)


async def settle_down(context: Context) -> None:
    """Wait for nothing any more: what was asked is answered."""
    await context.desk.submit(
        Expect(context.cause.then("settled"), context.actor, Conversation(context.actor))
    )
