"""How far the handling of one update got: an update is acknowledged once its effects are written.

A handler first submits what is to change and then speaks. So when it begins to speak, and no
command is on its way, its effects are durable; Telegram's answer to us is not waited for.

Where the acknowledgement is a response to Telegram, it carries the answer to a tap: one call less.
"""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar
from time import perf_counter
from typing import TypeVar, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.logs import BUY
from domain.commands.base import Command
from domain.ports import Desk

A = TypeVar("A")
log = logging.getLogger(__name__)

ASKING = ("get", "set", "delete")
"""Calls that begin like this tell nobody anything: a handler may make them before it submits."""


Committed = asyncio.Future[AnswerCallbackQuery | None]
"""Resolves when an update may be acknowledged, with what the acknowledgement is to carry; fails
with why it may not."""


class Progress:
    """`committed` tells when the update may be acknowledged."""

    def __init__(self, *, carries: bool = False) -> None:
        """`carries` says whether the acknowledgement can carry an answer."""
        self.committed: Committed = asyncio.get_running_loop().create_future()
        self.began_at = perf_counter()
        self.committed_at: float | None = None
        """When it was committed, in seconds of the same clock as `began_at`."""
        self.spoke = False
        self._submitting = 0
        self._carries = carries
        self._carried: AnswerCallbackQuery | None = None

    def begin(self) -> None:
        """A command was submitted."""
        self._submitting += 1
        if self.committed.done():
            log.warning("submitted after answering")

    def end(self) -> None:
        """A command was written or refused."""
        self._submitting -= 1
        self._look()

    def speak(self) -> None:
        """The handler begins to answer."""
        self.spoke = True
        self._look()

    def carry(self, answer: AnswerCallbackQuery) -> bool:
        """Let the acknowledgement carry `answer`; False if it has to be called instead.

        The first is carried, unless the acknowledgement has gone by then.
        """
        if not self._carries or self.committed.done():
            return False
        self._carries, self._carried = False, answer
        return True

    def finish(self) -> None:
        """The handler is through."""
        if not self.committed.done():
            self.committed_at = perf_counter()
            self.committed.set_result(self._carried)

    def fail(self, error: Exception) -> None:
        """The effects could not be written."""
        if not self.committed.done():
            self.committed.set_exception(error)

    def _look(self) -> None:
        if self.spoke and not self._submitting:
            self.finish()


CURRENT: ContextVar[Progress | None] = ContextVar("progress", default=None)
"""That of the update which is being handled in this task."""


class WatchedDesk:
    """The desk, as handlers get it: the update's progress knows of each command."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def submit(self, command: Command[A]) -> A:
        """Submit to the desk; see `Desk.submit`."""
        BUY.set(getattr(command, "buy", None))
        progress = CURRENT.get()
        if progress is None:
            return await self._desk.submit(command)
        progress.begin()
        try:
            return await self._desk.submit(command)
        finally:
            progress.end()


class Speaking(BaseRequestMiddleware):
    """Tells the update's progress when its handler begins to answer, and lets it carry that."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, unless the acknowledgement carries it.

        Despite the types, aiogram hands a call's bare result through its middlewares.
        """
        progress = CURRENT.get()
        if progress is None or method.__api_method__.startswith(ASKING):
            return await make_request(bot, method)
        carried = isinstance(method, AnswerCallbackQuery) and progress.carry(method)
        progress.speak()
        if carried:
            return cast("Response[TelegramType]", True)
        return await make_request(bot, method)
