"""The commands in Telegram's menu, per scope and language (UX-12); the bot sets them at start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeUnion,
)

from locales.catalogue import LANGUAGES
from locales.translator import Translator

ORGANISER = ("invite", "nudge", "edit", "extend", "close", "calloff")
PRIVATE = ("buy", "my", *ORGANISER, "settings", "privacy", "paysupport", "help", "cancel")
GROUP = ("buy", "order", "status", "help")
GROUP_ADMINISTRATORS = (*GROUP, *ORGANISER, "settings")

TELEGRAM_CODES = {"zh_Hans": "zh"}
"""Telegram knows languages by two letters (ISO 639-1)."""


@dataclass(frozen=True, slots=True)
class Menu:
    """One call of setMyCommands; `language_code` None serves every language without its own."""

    scope: BotCommandScopeUnion
    language_code: str | None
    commands: list[BotCommand]


def menus(default_language: str) -> Iterator[Menu]:
    """Return the menu of every scope, in the default language and in each of ours."""
    scopes: tuple[tuple[BotCommandScopeUnion, tuple[str, ...]], ...] = (
        (BotCommandScopeAllPrivateChats(), PRIVATE),
        (BotCommandScopeAllGroupChats(), GROUP),
        (BotCommandScopeAllChatAdministrators(), GROUP_ADMINISTRATORS),
    )
    for scope, names in scopes:
        yield Menu(scope, None, commands_of(names, default_language))
        for language in LANGUAGES:
            code = TELEGRAM_CODES.get(language, language)
            yield Menu(scope, code, commands_of(names, language))


def commands_of(names: tuple[str, ...], language: str) -> list[BotCommand]:
    """Return commands with what each does, in one language."""
    t = Translator(language)
    return [BotCommand(command=name, description=t.plain(f"menu-{name}")) for name in names]
