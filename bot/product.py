"""What the product says and does, as the process needs it; imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiogram import Router

    from bot.relay import Render
    from handlers.commands_menu import Menu


def add_handlers(router: Router) -> None:
    """Let `router` handle everything people do."""
    from handlers.routers import add_handlers as add  # noqa: PLC0415 - a test's own are enough

    add(router)


def render() -> Render:
    """Return what puts notices into words."""
    from handlers.notices import render as put_into_words  # noqa: PLC0415 - a test's own is enough

    return put_into_words


def menus(default_language: str) -> Iterable[Menu]:
    """Return the command menus of each scope and language."""
    from handlers.commands_menu import menus as of_commands  # noqa: PLC0415 - a test's own do

    return of_commands(default_language)
