"""What the bot reaches for when it begins: Telegram and the database."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import User

from bot.patience import Patience
from bot.preparing import CannotStart
from bot.progress import Speaking
from bot.response_types import HeldTypes
from bot.settings import Settings
from domain.ports import Clock, DeskUnavailable
from storage import Storage, StorageUnusable, open_storage


def listening_bot(settings: Settings) -> Bot:
    """Return the aiogram bot that hears updates and answers whoever just acted."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.bot_api_url))
    session.middleware(HeldTypes())
    session.middleware(Speaking())
    session.middleware(Patience())
    return Bot(
        settings.bot_token,
        session=session,
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


async def introduce(bot: Bot, settings: Settings) -> User:
    """Return who the bot is. Raises `CannotStart` for a wrong token or an absent server."""
    try:
        return await bot.get_me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise CannotStart(
            "BOT_TOKEN is refused by Telegram; copy it again from @BotFather."
        ) from None
    except AiogramError as error:
        raise CannotStart(
            f"BOT_API_URL cannot be reached: {settings.bot_api_url} ({type(error).__name__})."
        ) from None


async def opened(database_url: str, clock: Clock) -> Storage:
    """Return the open database. Raises `CannotStart` with the reason why not."""
    try:
        return await open_storage(database_url, clock)
    except StorageUnusable as error:
        raise CannotStart(f"DATABASE_URL cannot be used: {error}.") from None
    except DeskUnavailable as error:
        raise CannotStart(f"DATABASE_URL cannot be reached: {error}.") from None
