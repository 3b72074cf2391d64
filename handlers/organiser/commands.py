"""Commands that say all that is needed: /invite in answer to someone, /extend with a time."""

from __future__ import annotations

from datetime import datetime

from aiogram.enums import MessageEntityType
from aiogram.types import Message, User

from domain.buy import GroupBuy
from domain.commands.organiser import EditBuy, NewTerms
from domain.ids import ANONYMOUS_ADMINISTRATOR, PersonId
from handlers.context import Context
from handlers.draft.setting import setting_for
from handlers.group_reply import Reply, moment
from handlers.organiser.inviting import Picked, by_names, invite, meet, out_of_reach
from handlers.organiser.saying import say
from handlers.reading.deadlines import read_deadline
from handlers.wording.names import person_name, title


async def invite_here(message: Message, context: Context, buy: GroupBuy) -> bool:
    """Invite those the command names or answers; False if it names nobody."""
    people = _pointed_at(message)
    await meet(context, people)
    known, _ = await by_names(context, message.text or "")
    ids = list(dict.fromkeys([*(one.id for one in people), *known]))
    if not ids:
        return False
    invited = await invite(context, buy, ids)
    met = await context.reader.people(ids)
    t = context.home_t or context.t
    names = t.plain("card-comma").join(person_name(met[one].name, t) for one in ids if one in met)
    values = {"names": names, "title": title(buy.terms.title, t)}
    beyond = await out_of_reach(context, ids)
    key = "invite-were-already" if not invited else "invite-are-now"
    if invited and beyond:
        key = "invite-are-now-unreached"
    await say(message, context, Reply(key, values))
    return True


def _pointed_at(message: Message) -> list[Picked]:
    """The author of the message answered, and people mentioned without a username."""
    users: list[User] = []
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None:
        users.append(replied.from_user)
    for entity in message.entities or ():
        if entity.type == MessageEntityType.TEXT_MENTION and entity.user is not None:
            users.append(entity.user)
    return [
        Picked(PersonId(user.id), user.first_name, user.last_name or "", user.username)
        for user in users
        if not user.is_bot and user.id != ANONYMOUS_ADMINISTRATOR
    ]


async def extend_to(message: Message, typed: str, context: Context, buy: GroupBuy) -> bool:
    """Move the deadline to the moment typed; False if none, or not a clear one, was typed."""
    if not typed:
        return False
    setting = setting_for(context, buy.terms.zone, buy.terms.currency)
    read = read_deadline(typed, setting)
    if not isinstance(read, datetime):
        return False
    await context.desk.submit(
        EditBuy(context.cause, context.actor, buy.id, NewTerms(deadline=read))
    )
    t = context.home_t or context.t
    values = {"title": title(buy.terms.title, t), "when": moment(read)}
    await say(message, context, Reply("close-now-until", values))
    return True
