"""Telegram's command menus: one per scope and language, set only where they differ."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

log = logging.getLogger(__name__)

SCOPES = {
    "private": BotCommandScopeAllPrivateChats,
    "group": BotCommandScopeAllGroupChats,
    "administrators": BotCommandScopeAllChatAdministrators,
}


@dataclass(frozen=True, slots=True)
class Menu:
    """What people of one language find in their menu; language "" is for all others."""

    scope: str
    language: str
    """Two letters (Bot API, setMyCommands)."""
    commands: tuple[tuple[str, str], ...]
    """Names without the slash, and what they do."""


async def set_menus(bot: Bot, menus: Sequence[Menu]) -> None:
    """Bring Telegram's menus up to date. A menu is no reason not to run: failures are logged."""
    for menu in menus:
        try:
            await _set(bot, menu)
        except AiogramError as error:
            log.warning(
                "menu not set scope=%s language=%s error=%s",
                menu.scope,
                menu.language,
                type(error).__name__,
            )


async def _set(bot: Bot, menu: Menu) -> None:
    scope, language = SCOPES[menu.scope](), menu.language or None
    wanted = [BotCommand(command=name, description=does) for name, does in menu.commands]
    if await bot.get_my_commands(scope=scope, language_code=language) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=language)
