"""What has to be in order before the bot can begin, with a sentence for what is not."""

from __future__ import annotations

from pathlib import Path

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import User

from bot.patience import Patience
from bot.progress import NoteSpeaking
from bot.settings import Settings
from domain.ports import Clock, DeskUnavailable
from locales.catalogue import LANGUAGES
from locales.translator import language_for
from storage import Storage, StorageUnusable, open_storage

SQLITE = "sqlite"


class CannotStart(Exception):
    """The bot cannot begin; the message is one sentence for whoever runs it."""


def listening_bot(settings: Settings) -> Bot:
    """Return the aiogram bot that hears updates and answers whoever just acted."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.bot_api_url))
    session.middleware(Patience())
    session.middleware(NoteSpeaking())
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
    make_folder(database_url)
    try:
        return await open_storage(database_url, clock)
    except StorageUnusable as error:
        raise CannotStart(f"DATABASE_URL cannot be used: {error}.") from None
    except DeskUnavailable as error:
        raise CannotStart(f"DATABASE_URL cannot be reached: {error}.") from None


def check_language(language: str) -> None:
    """Raise `CannotStart` if the bot does not speak the default language."""
    if not language_for(language, default=""):
        raise CannotStart(f"DEFAULT_LANGUAGE must be one of {', '.join(LANGUAGES)}.")


def make_folder(database_url: str) -> None:
    """Make the folder of an SQLite file. Raises `CannotStart` if that is not allowed."""
    scheme, _, rest = database_url.partition("://")
    if not scheme.startswith(SQLITE):
        return
    file = Path(rest.removeprefix("/").partition("?")[0])
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab"):
            pass
    except OSError as error:
        raise CannotStart(f"DATABASE_URL cannot be written: {file} ({error.strerror}).") from None
