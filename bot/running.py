"""From start to the signal that ends it."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from bot.application import Application
from bot.logs import unheard
from bot.settings import Settings
from domain.ports import Clock

log = logging.getLogger(__name__)


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` to its end, on uvloop's event loop where there is one."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(work)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows
    except ImportError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


async def serve(settings: Settings, clock: Clock, ready: Callable[[], None] = lambda: None) -> None:
    """Run the bot until SIGINT or SIGTERM, then let what has begun come to its end.

    Calls `ready` once it listens. Raises `CannotStart` with a sentence for whoever runs it.
    """
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(unheard)
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, told.set)
    application = Application(settings, clock)
    try:
        if await _first(application.start(), told):
            # The libraries leave 186,000 objects that never go away; looking through them again
            # in every full collection stops everything for about 95 ms.
            gc.freeze()
            ready()
            log.info("ready")
            await told.wait()
            log.info("stopping")
    finally:
        await application.stop()


async def _first(start: Coroutine[Any, Any, None], told: asyncio.Event) -> bool:
    """Return whether the bot started before it was told to stop."""
    starting = asyncio.ensure_future(start)
    waiting = asyncio.ensure_future(told.wait())
    await asyncio.wait([starting, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if starting.done():
        starting.result()
        return True
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    return False
