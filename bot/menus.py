"""Telegram's command menus: one per scope and language, set only where they differ."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from handlers.commands_menu import Menu

log = logging.getLogger(__name__)


async def set_menus(bot: Bot, menus: Iterable[Menu]) -> None:
    """Bring Telegram's menus up to date. A menu is no reason not to run: failures are logged."""
    for menu in menus:
        try:
            await _set(bot, menu)
        except AiogramError as error:
            log.warning(
                "menu not set",
                extra={
                    "scope": menu.scope.type,
                    "language": menu.language_code,
                    "error": type(error).__name__,
                },
            )


async def _set(bot: Bot, menu: Menu) -> None:
    where: dict[str, Any] = {"scope": menu.scope, "language_code": menu.language_code}
    if _said(await bot.get_my_commands(**where)) != _said(menu.commands):
        await bot.set_my_commands(menu.commands, **where)


def _said(commands: list[BotCommand]) -> list[tuple[str, str]]:
    # aiogram's objects are equal only if they came through the same bot.
    return [(one.command, one.description) for one in commands]
