"""Who comes, goes, blocks: noted before any handler sees the update."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message, TelegramObject, User
from aiogram.types.chat_member_union import ChatMemberUnion

from bot.acquaintance import Acquaintance
from domain.commands.people import NoteHome, NoteLeft, NoteReach
from domain.ids import PersonId
from domain.people import Reach
from handlers.context import Context

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


class Membership(BaseMiddleware):
    """For `message`, `my_chat_member` and `chat_member`; what follows may greet or ignore."""

    def __init__(self, acquaintance: Acquaintance) -> None:
        self._acquaintance = acquaintance

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Note what an update tells of membership, then go on."""
        ctx: Context = data["context"]
        match event:
            case ChatMemberUpdated() if _is_the_bot(event):
                await self._about_the_bot(ctx, present(event.new_chat_member))
            case ChatMemberUpdated():
                await self._about(ctx, event.new_chat_member.user, present(event.new_chat_member))
            case Message(left_chat_member=User() as left):
                await self._about(ctx, left, here=False)
            case Message(new_chat_members=list() as came):
                for newcomer in came:
                    await self._about(ctx, newcomer, here=True)
        return await handler(event, data)

    async def _about_the_bot(self, ctx: Context, here: bool) -> None:
        cause = ctx.cause.then("bot")
        if ctx.home is not None:
            await ctx.desk.submit(NoteHome(cause, ctx.actor, replace(ctx.home, present=here)))
        else:
            reach = Reach.OPEN if here else Reach.BLOCKED
            await ctx.desk.submit(NoteReach(cause, ctx.actor, reach))

    async def _about(self, ctx: Context, user: User, here: bool) -> None:
        if ctx.home is None or user.is_bot:
            return
        who, home = PersonId(user.id), ctx.home.id
        cause = ctx.cause.then(str(user.id))
        if here:
            await self._acquaintance.of(user, home, cause)
        else:
            await ctx.desk.submit(NoteLeft(cause, ctx.actor, home, who))


def present(member: ChatMemberUnion) -> bool:
    """Tell whether someone is in the chat."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in AWAY


def _is_the_bot(change: ChatMemberUpdated) -> bool:
    return change.bot is not None and change.new_chat_member.user.id == change.bot.id
