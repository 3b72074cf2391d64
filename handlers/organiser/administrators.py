"""What only Telegram knows: who administers a chat, and who has left it."""

from __future__ import annotations

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramAPIError

from domain.ids import HomeId, PersonId
from domain.people import WhoMayStart
from handlers.context import Context

ADMINISTRATORS = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)
GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


async def status_in(
    bot: Bot, context: Context, home: HomeId, person: PersonId
) -> ChatMemberStatus | None:
    """Return someone's standing in a home's chat; None if Telegram does not tell."""
    chat = await context.chats.chat_of(home)
    if chat is None:
        return None
    try:
        member = await bot.get_chat_member(chat, person)
    except TelegramAPIError:
        return None
    return ChatMemberStatus(member.status)


async def is_administrator(bot: Bot, context: Context, home: HomeId | None) -> bool:
    """Tell whether whoever acts administers the chat; a buy without a home has none."""
    if home is None:
        return False
    return await status_in(bot, context, home, context.actor) in ADMINISTRATORS


async def may_start_as_administrator(bot: Bot, context: Context, home: HomeId | None) -> bool:
    """Tell what `by_administrator` is for a start; Telegram is asked only where it matters."""
    found = await context.reader.home(home) if home is not None else None
    if found is None or found.who_may_start is WhoMayStart.ALL:
        return False
    return await is_administrator(bot, context, home)


async def is_member(bot: Bot, context: Context, home: HomeId) -> bool:
    """Tell whether whoever acts belongs to the chat: seen there, or Telegram says so."""
    membership = await context.reader.membership(home, context.actor)
    if membership is not None and membership.gone_at is None:
        return True
    status = await status_in(bot, context, home, context.actor)
    return status is not None and status not in GONE


async def has_left(bot: Bot, context: Context, home: HomeId | None, person: PersonId) -> bool:
    """Tell whether someone is no longer in the chat."""
    if home is None:
        return False
    return await status_in(bot, context, home, person) in GONE
