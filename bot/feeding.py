"""One update from Telegram's JSON through the handlers; nothing it holds can stop the line."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiogram import Bot
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

LARGEST = 2**63 - 1
"""No number of Telegram's is larger, and no database holds one that is."""

UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""What is no character by itself, and what PostgreSQL refuses."""

Apologise = Callable[[Update, str], Awaitable[None]]


class Feeds(Protocol):
    """What an update is given to: `bot.dispatching`, or an aiogram dispatcher."""

    async def feed_update(self, bot: Bot, update: Update) -> Any:
        """Handle an update."""
        ...


class Feeder:
    """Raises `DeskUnavailable` alone: with any other error the update counts as handled."""

    def __init__(self, bot: Bot, dispatching: Feeds, apologise: Apologise) -> None:
        """`apologise` is given the update and the reference under which the bug is logged."""
        self._bot = bot
        self._dispatching = dispatching
        self._apologise = apologise

    async def __call__(self, raw: dict[str, Any]) -> None:
        """Handle one update."""
        try:
            update = parsed(raw, self._bot)
            update.event_type  # noqa: B018 - raises for a kind that aiogram does not know
        except ValidationError as error:
            log.error("unreadable", extra={"errors": error.error_count()})
            return
        except UpdateTypeLookupError:
            log.warning("unknown kind")
            return
        try:
            await self._dispatching.feed_update(self._bot, update)
        except DeskUnavailable:
            raise
        except UNANSWERABLE as error:
            log.warning("unanswered", extra={"error": type(error).__name__})
        except Exception as error:
            if _unkeepable(raw):
                log.error("unreadable", extra={"errors": "what no database holds"})
            else:
                await self._bug(update, error)

    async def _bug(self, update: Update, error: Exception) -> None:
        reference = secrets.token_hex(3).upper()
        refused = error.method.__api_method__ if isinstance(error, TelegramBadRequest) else None
        log.error(
            "bug",
            exc_info=error,
            extra={"reference": reference, "kind": update.event_type, "refused": refused},
        )
        try:
            await self._apologise(update, reference)
        except Exception as failed:
            log.warning("no apology", exc_info=failed, extra={"reference": reference})


def _unkeepable(part: object) -> bool:
    """Tell whether something is in what came that no database holds; asked when all else failed."""
    match part:
        case int():
            return abs(part) > LARGEST
        case str():
            return bool(UNKEEPABLE.search(part))
        case dict():
            return any(map(_unkeepable, part.values()))
        case list():
            return any(map(_unkeepable, part))
        case _:
            return False
