"""The bot as one object: what listens, what speaks and what keeps time, put together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Iterable
from typing import Any

from aiogram import Bot, Router
from aiohttp import web

from bot import product
from bot.apology import Apology
from bot.catching_up import CatchingUp
from bot.context import Arranged, Contexts, Defaults
from bot.courier import Courier
from bot.dispatching import UPDATES, Dispatching
from bot.feeding import Feeder
from bot.health import Phase
from bot.housekeeping import Housekeeping
from bot.intake import Intake
from bot.menus import set_menus
from bot.observing import Observing
from bot.pace import Pace
from bot.polling import Polling
from bot.preparing import CannotStart, prepare
from bot.progress import WatchedDesk
from bot.refunds import Refunds
from bot.relay import Relay, Render
from bot.schedule import Schedule
from bot.settings import Settings
from bot.spending import Spending
from bot.starting import introduce, listening_bot, opened
from bot.supplier.dispatching import Suppliers
from bot.supplier.mail import Mail
from bot.supplier.webhook import SupplierWebhook
from bot.ticks import Ticks
from bot.webhook import Webhook
from domain.ports import Clock
from handlers.commands_menu import Menu
from handlers.links import Links
from storage import Storage
from storage.round import Committed

DRAIN = 10.0
"""Seconds that handlers have to finish when the bot stops."""


class Application:
    """Runs from `start` to `stop`; a test or `main` holds one."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        router: Router | None = None,
        render: Render | None = None,
        menus: Iterable[Menu] | None = None,
    ) -> None:
        """`router`, `render` and `menus` are the product's own unless a test brings others."""
        self._settings = settings
        self._clock = clock
        self._router = router
        self._render = render or product.render()
        self._menus = product.menus(settings.default_language) if menus is None else menus
        self._closing = contextlib.AsyncExitStack()
        self.observing = Observing(clock)

    async def start(self) -> None:
        """Begin to listen and to speak. Raises `CannotStart`, after which `stop` is still due."""
        prepare(self._settings)
        self._closing.push_async_callback(self.observing.internal.stop)
        await self.observing.start(self._settings.internal_listen)
        storage = await opened(self._settings.database_url, self._clock)
        self._closing.push_async_callback(storage.close)
        desk = self.observing.opened(storage)
        bot = listening_bot(self._settings)
        self._closing.push_async_callback(bot.session.close)
        me = await introduce(bot, self._settings)
        links = Links(me.username or "")
        pace = Pace(self._settings)
        bot.session.middleware(Spending(pace))
        courier = Courier(self._settings, pace)
        await courier.start()
        self._closing.push_async_callback(courier.stop)
        catching_up = CatchingUp()
        relay = Relay(
            storage, courier, links, self._clock, self._defaults, self._render, self._suppliers()
        )
        self._speak(storage, relay, Refunds(storage, courier, self._clock), catching_up)
        self.observing.speaking(storage, relay)
        contexts = Contexts(
            WatchedDesk(desk),
            storage.reader,
            storage.chats,
            links,
            self._clock,
            self._defaults,
            self._arranged,
        )
        dispatching = Dispatching(contexts, self._router)
        apology = Apology(courier.send, self._settings.default_language)
        feed = self.observing.feed(Feeder(bot, dispatching, apology))
        intake = Intake(feed, catching_up, storage.turns)
        await self._listen(bot, intake)
        self.observing.health.phase = Phase.READY
        self._in_background(set_menus(bot, self._menus))

    async def stop(self) -> None:
        """Listen no more, finish what has begun, close everything; after a failed start too."""
        self.observing.health.phase = Phase.STOPPING
        await self._closing.aclose()

    def _speak(
        self, storage: Storage, relay: Relay, refunds: Refunds, catching_up: CatchingUp
    ) -> None:
        """Start what says notices, what pays back and what lets time act."""
        schedule = Schedule(storage, self._clock, catching_up)
        housekeeping = Housekeeping(storage, self._clock)
        catching_up.on_done(schedule.wake)
        # Stopped in reverse: the relay's end lets no refund wait for its turn any longer.
        workers = (refunds, relay, schedule, housekeeping)
        ticks = Ticks(self._clock, [worker.wake for worker in workers])
        for worker in workers:
            worker.start()
            self._closing.push_async_callback(worker.stop)

        def wake(committed: Committed) -> None:
            if committed.notices:
                relay.wake()
            if committed.timers:
                schedule.wake()

        storage.desk.on_commit(wake)
        ticks.start()
        self._closing.callback(ticks.stop)

    async def _listen(self, bot: Bot, intake: Intake) -> None:
        """Start to take updates. What is closed is closed in reverse order."""
        if self._settings.webhook_url:
            self._closing.push_async_callback(intake.drain, DRAIN)
            await self._listen_by_webhook(bot, intake)
            return
        await bot.delete_webhook(drop_pending_updates=False)
        polling = Polling(bot, intake, UPDATES)
        self._closing.push_async_callback(polling.acknowledge)
        self._closing.push_async_callback(intake.drain, DRAIN)
        self._in_background(polling.run(), needed="polling")

    async def _listen_by_webhook(self, bot: Bot, intake: Intake) -> None:
        webhook = Webhook(intake, self._settings.webhook_url, self._settings.webhook_secret)
        app = web.Application()
        webhook.add_routes(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=DRAIN)
        await runner.setup()
        self._closing.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, self._settings.listen_host, self._settings.listen_port)
        try:
            await site.start()
        except OSError as error:
            raise CannotStart(
                f"LISTEN cannot be used: {self._settings.listen} ({error.strerror})."
            ) from None
        await webhook.register(bot, UPDATES)
        self._in_background(webhook.watch(bot))

    def _in_background(self, work: Coroutine[Any, Any, None], needed: str = "") -> None:
        """Run `work` until the bot stops; without one that has a name as `needed` it is dead."""
        task = asyncio.create_task(work)
        if needed:
            self.observing.health.needs(needed, task)

        async def end() -> None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        self._closing.push_async_callback(end)

    @property
    def _arranged(self) -> Arranged:
        chosen = self._settings
        return Arranged(
            chosen.payment_provider_token,
            chosen.online_organisers,
            mails_suppliers=bool(chosen.smtp_url),
            calls_suppliers=bool(chosen.supplier_secret),
        )

    def _suppliers(self) -> Suppliers:
        chosen = self._settings
        mail = Mail(chosen.smtp_url, chosen.smtp_from)
        webhook = SupplierWebhook(chosen.supplier_secret, chosen.supplier_hosts, self._clock)
        return Suppliers(mail, webhook, self._clock)

    @property
    def _defaults(self) -> Defaults:
        chosen = self._settings
        return Defaults(chosen.default_language, chosen.default_zone, chosen.default_currency)
