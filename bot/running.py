"""From start to the signal that ends it."""

from __future__ import annotations

import asyncio
import gc
import signal

from bot.application import Application
from bot.settings import Settings
from domain.ports import Clock


async def serve(settings: Settings, clock: Clock) -> None:
    """Run the bot until SIGINT or SIGTERM, then let what has begun come to its end.

    Raises `CannotStart` with a sentence for whoever runs it.
    """
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, told.set)
    application = Application(settings, clock)
    try:
        await application.start()
        # The libraries leave 186,000 objects that never go away; looking through them again in
        # every full collection stops everything for about 95 ms.
        gc.freeze()
        await told.wait()
    finally:
        await application.stop()
