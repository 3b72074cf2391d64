"""How every baseline is served: as the product is, so that only what it does differs.

The same HTTP server and event loop, garbage that is frozen after the start, and answers to taps
as JSON in the response to the update.
"""

from __future__ import annotations

import asyncio
import gc
import hmac
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiohttp import web

from benchmarks.crowd import PATH, SECRET, TOKEN
from bot import running

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

Life = Callable[[Dispatcher], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def nothing(_dispatcher: Dispatcher) -> AsyncIterator[None]:
    """Open nothing."""
    yield


def run(dispatcher: Dispatcher, life: Life = nothing) -> None:
    """Serve the port given on the command line until SIGTERM; `life` is open meanwhile."""
    running.run(_serve(dispatcher, int(sys.argv[1]), life))


async def _serve(dispatcher: Dispatcher, port: int, life: Life) -> None:
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    async with life(dispatcher):
        app = web.Application()
        app.router.add_post(PATH, View(dispatcher).update)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        gc.freeze()
        await told.wait()
        await runner.cleanup()


class View:
    """A thin view in the place of aiogram's own, which is slower."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._bot = Bot(TOKEN)

    async def update(self, request: web.Request) -> web.Response:
        """Handle one update; what the handler returns goes into the response."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), SECRET.encode()):
            return web.Response(status=401)
        update = Update.model_validate(await request.json(), context={"bot": self._bot})
        answer: Any = await self._dispatcher.feed_update(self._bot, update)
        if not isinstance(answer, TelegramMethod):
            return web.Response()
        said = answer.model_dump(exclude_none=True, exclude_defaults=True)
        return web.json_response({"method": answer.__api_method__} | said)
