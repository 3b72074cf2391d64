"""One update from Telegram's JSON through the handlers; nothing it holds can stop the line."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.parsing import parsed
from domain.ports import DeskUnavailable

log = logging.getLogger(__name__)

UNANSWERABLE = (
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramNetworkError,
)
"""The answer could not be said, and neither could an apology; what was asked is done."""

Apologise = Callable[[Update, str], Awaitable[None]]


class Feeder:
    """Raises `DeskUnavailable` alone: with any other error the update counts as handled."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, apologise: Apologise) -> None:
        """`apologise` is given the update and the reference under which the bug is logged."""
        self._bot = bot
        self._dispatcher = dispatcher
        self._apologise = apologise

    async def __call__(self, raw: dict[str, Any]) -> None:
        """Handle one update."""
        number = raw["update_id"]
        try:
            update = parsed(raw, self._bot)
            update.event_type  # noqa: B018 - raises for a kind that aiogram does not know
        except ValidationError as error:
            log.error("unreadable update=%s errors=%s", number, error.error_count())
            return
        except UpdateTypeLookupError:
            log.warning("unknown kind update=%s", number)
            return
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except DeskUnavailable:
            raise
        except UNANSWERABLE as error:
            log.warning("unanswered update=%s error=%s", number, type(error).__name__)
        except Exception as error:
            await self._bug(update, error)

    async def _bug(self, update: Update, error: Exception) -> None:
        reference = secrets.token_hex(3).upper()
        refused = error.method.__api_method__ if isinstance(error, TelegramBadRequest) else None
        log.error(
            "bug reference=%s update=%s kind=%s refused=%s",
            reference,
            update.update_id,
            update.event_type,
            refused,
            exc_info=error,
        )
        try:
            await self._apologise(update, reference)
        except Exception as failed:
            log.warning("no apology reference=%s error=%s", reference, type(failed).__name__)
