"""The pace as python-telegram-bot's rate limiter: each call waits for its turn in it.

The library's own limiter lets a burst through after each pause, knows nothing of the answers that
aiogram gives, and paces no private chat; its halt after a 429 leaks.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram.ext import BaseRateLimiter

from bot.courier_request import NotTaken
from bot.pace import Closed, Pace


@dataclass(slots=True)
class Departure:
    """What is done as a call leaves, and what came of it."""

    mark: Callable[[], Awaitable[bool]] | None = None
    """Awaited shortly before the call's turn; if it returns False the call is not made."""
    left: Callable[[], None] = lambda: None
    """Called when the turn has come."""
    message_id: int = 0
    """The message that the call made or changed."""


class Pacing(BaseRateLimiter[Departure]):
    """Lets each call wait; raises `NotTaken` for one that is not made."""

    def __init__(self, pace: Pace) -> None:
        """Calls wait for their turn in `pace`."""
        self._pace = pace

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,  # noqa: ARG002 - the library's signature
        data: dict[str, Any],
        rate_limit_args: Departure | None,
    ) -> Any:
        """Make one call when its turn has come.

        Of the answer only the message's id is wanted. The library takes True for "done"; from a
        whole message it would build an object of all its parts, which costs as much as the rest.
        What is paid back shows in the payer's chat, and so waits as a message to it.
        """
        departure = rate_limit_args or Departure()
        chat_id = int(data["chat_id"] if "chat_id" in data else data["user_id"])
        try:
            await self._pace.reserve(chat_id)
            if not await self._pace.turn(chat_id, departure.mark):
                raise NotTaken("not the speaker")
        except Closed:
            raise NotTaken("the bot stops") from None
        departure.left()
        result = await callback(*args, **kwargs)
        if isinstance(result, dict):
            departure.message_id = result.get("message_id", 0)
        return True
