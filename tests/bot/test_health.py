"""What the bot lets its operators see: whether it lives, whether it can serve, and its figures."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import timeit
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.application import Application
from bot.health import Health, Internal, Phase
from bot.metrics import MeasuredDesk, MeasuredFeed, Metrics
from bot.preparing import CannotStart
from bot.progress import CURRENT, Progress
from domain.commands.base import Cause
from domain.commands.member import ChangeOrder
from domain.errors import BuyClosed
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.notices import Fate, Notice, NoticeKind
from tests.bot.house import House, until
from tools.postgres import postgres

HERE = "127.0.0.1:0"


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    """What asks."""
    async with aiohttp.ClientSession() as session:
        yield session


class Asked:
    """Asks one bot's internal address."""

    def __init__(self, web: aiohttp.ClientSession, internal: Internal) -> None:
        self._web = web
        self._internal = internal

    async def json(self, path: str) -> tuple[int, dict[str, Any]]:
        """Return status and answer."""
        async with self._web.get(f"http://127.0.0.1:{self._internal.port}{path}") as response:
            return response.status, await response.json()

    async def figure(self, name: str, **labels: str) -> float:
        """Return one figure; 0 if there is none yet."""
        url = f"http://127.0.0.1:{self._internal.port}/metrics"
        async with self._web.get(url) as response:
            text = await response.text()
        inside = ",".join(f'{key}="{value}"' for key, value in labels.items())
        wanted = re.escape(f"{name}{{{inside}}}" if inside else name)
        found = re.search(rf"^{wanted} (\S+)$", text, re.MULTILINE)
        return float(found[1]) if found else 0


async def test_a_bot_that_runs_is_alive_and_ready(house: House, web: aiohttp.ClientSession) -> None:
    """Without it a supervisor would restart a bot that works, or a proxy would avoid it."""
    bot = await house.bot(internal_listen=HERE)
    asked = Asked(web, bot.observing.internal)
    assert await asked.json("/healthz") == (200, {"lives": True})
    assert await asked.json("/readyz") == (200, {"ready": True})


async def test_one_that_stops_says_so_while_it_finishes(
    house: House, web: aiohttp.ClientSession
) -> None:
    """Without it updates would still be led to a replica that is about to go."""
    started, go_on = asyncio.Event(), asyncio.Event()
    router = Router()

    @router.message(Command("wait"))
    async def wait(message: Message) -> None:
        started.set()
        await go_on.wait()

    bot = await house.bot(router, internal_listen=HERE)
    asked = Asked(web, bot.observing.internal)
    await house.people["anna"].send(house.flat, "/wait")
    await started.wait()
    stopping = asyncio.create_task(bot.stop())

    async def stops() -> bool:
        return await asked.json("/readyz") == (503, {"ready": False, "reason": "stopping"})

    await until(stops)
    assert await asked.json("/healthz") == (200, {"lives": True})
    go_on.set()
    await stopping


async def test_one_that_waits_for_its_database_is_alive_and_not_ready(
    house: House, web: aiohttp.ClientSession
) -> None:
    """Without it a replica without a database would take updates only to refuse them."""
    with postgres() as server:
        bot = await house.bot(internal_listen=HERE, database_url=f"{server.url}/postgres")
        asked = Asked(web, bot.observing.internal)
        assert await asked.json("/readyz") == (200, {"ready": True})
        server.stop(signal.SIGQUIT)
        away = {"ready": False, "reason": "the database is away"}
        assert await asked.json("/readyz") == (503, away)
        assert await asked.json("/healthz") == (200, {"lives": True})
        assert await asked.figure("groupbuy_round_commands_count") >= 0
        server.start()

        async def back() -> bool:
            return await asked.json("/readyz") == (200, {"ready": True})

        await until(back)
        await bot.stop()


async def test_one_that_hears_nothing_any_more_is_dead() -> None:
    """Without it a bug in polling would leave a process that runs, and answers nobody."""

    async def broken() -> None:
        return

    health = Health()
    health.phase = Phase.READY
    task = asyncio.create_task(broken())
    health.needs("polling", task)
    assert health.dead() is None
    await task
    assert health.dead() == "polling has ended"
    assert await health.not_ready() == "polling has ended"


async def test_without_the_setting_nothing_is_served(house: House) -> None:
    """Without it trying the bot would open a port, and two bots would be in each other's way."""
    bot = await house.bot()
    with pytest.raises(IndexError):
        _ = bot.observing.internal.port


async def test_a_taken_port_is_told_in_a_sentence(house: House) -> None:
    """Without it a second bot on one machine would end with a stack trace."""
    bot = await house.bot(internal_listen=HERE)
    taken = f"127.0.0.1:{bot.observing.internal.port}"
    with pytest.raises(CannotStart, match="INTERNAL_LISTEN cannot be used"):
        await house.bot(internal_listen=taken)
    with pytest.raises(CannotStart, match=r"^LISTEN cannot be used"):
        await house.bot(
            listen=taken,
            webhook_url=f"http://{taken}/telegram",
            webhook_secret="s3cret-of-the-webhook",
        )


async def test_the_webhook_s_address_shows_none_of_it(
    house: House, web: aiohttp.ClientSession, unused_tcp_port: int
) -> None:
    """Without it the world could read how the bot is doing through the proxy."""
    listen = f"127.0.0.1:{unused_tcp_port}"
    await house.bot(
        internal_listen=HERE,
        listen=listen,
        webhook_url=f"http://{listen}/telegram",
        webhook_secret="s3cret-of-the-webhook",
    )
    for path in ("/healthz", "/readyz", "/metrics", "/"):
        async with web.get(f"http://{listen}{path}") as response:
            assert response.status == 404


async def test_figures_follow_what_happens(house: House, web: aiohttp.ClientSession) -> None:
    """Without it a dashboard would show a quiet bot in the middle of an evening's rush."""
    bot = await house.bot(internal_listen=HERE)
    asked = Asked(web, bot.observing.internal)
    await house.met("anna")  # who opened the bot while it was away

    async def counted() -> float:
        return await asked.figure("groupbuy_updates_total", kind="message")

    handled = await until(counted)
    assert await asked.figure("groupbuy_update_commit_seconds_count") >= handled
    assert await asked.figure("groupbuy_update_answer_seconds_count") >= handled
    assert await asked.figure("groupbuy_round_commands_count")
    assert await asked.figure("process_resident_memory_bytes")


async def test_notices_are_counted_by_what_became_of_them(
    house: House, web: aiohttp.ClientSession
) -> None:
    """Without it nobody would see that messages no longer arrive, or arrive late."""
    bot: Application = await house.bot(internal_listen=HERE)
    asked = Asked(web, bot.observing.internal)
    home = await house.storage.chats.settle_in(house.flat.id, "Flat 12", "en")
    now = house.clock.now()
    values = {"text": "hello"}
    await house.notice(Notice("n", NoticeKind.GROUP_REPLY, now, home=home, values=values))
    await house.fate("n", Fate.SENT)

    async def counted() -> bool:
        labels = {"fate": "sent", "kind": "group_reply"}
        return await asked.figure("groupbuy_notices_total", **labels) == 1

    await until(counted)
    assert await asked.figure("groupbuy_notice_wait_seconds_count") == 1
    assert await asked.figure("groupbuy_speaks") == 1
    assert await asked.figure("groupbuy_outbox_due") == 0
    nowhere = Notice("m", NoticeKind.GROUP_REPLY, now, home=HomeId(404), values=values)
    await house.notice(nowhere)
    await house.fate("m", Fate.UNDELIVERABLE)


class _Refusing:
    """A desk that refuses, or answers at once."""

    def __init__(self, *, refuses: bool) -> None:
        self._refuses = refuses

    async def submit(self, command: Any) -> Any:
        """As a desk does."""
        if self._refuses:
            raise BuyClosed("Olive oil")
        return command


ORDER = ChangeOrder(
    Cause("u1", None),  # type: ignore[arg-type] # no time is looked at
    PersonId(1),
    BuyId(2),
    ItemNo(1),
    quantity=1,
)


async def test_orders_and_refusals_are_told_apart() -> None:
    """Without it a buy that refuses everyone would look like one that sells well."""
    metrics = Metrics()
    await MeasuredDesk(_Refusing(refuses=False), metrics).submit(ORDER)
    with pytest.raises(BuyClosed):
        await MeasuredDesk(_Refusing(refuses=True), metrics).submit(ORDER)
    text = (await metrics.text()).decode()
    assert "groupbuy_orders_total 1.0" in text
    assert f'groupbuy_refusals_total{{code="{BuyClosed("").code}"}} 1.0' in text


async def test_measuring_a_tap_costs_next_to_nothing() -> None:
    """Without it the figures could eat what the fast path gained; 3 µs are aimed at."""
    metrics = Metrics()
    progress = Progress()
    CURRENT.set(progress)
    progress.finish()
    feed = MeasuredFeed(_nothing, metrics)
    desk = MeasuredDesk(_Refusing(refuses=False), metrics)
    tap = {"update_id": 1, "callback_query": {}}

    def cost(*calls: Callable[[], Coroutine[Any, Any, Any]]) -> float:
        """Return the seconds of a round of calls, none of which waits."""

        def round_() -> None:
            for call in calls:
                with contextlib.suppress(StopIteration):
                    call().send(None)

        return min(timeit.repeat(round_, number=1000, repeat=10)) / 1000

    bare_desk = _Refusing(refuses=False)
    bare = cost(lambda: _nothing(tap), lambda: bare_desk.submit(ORDER))
    measured = cost(lambda: feed(tap), lambda: desk.submit(ORDER))
    assert measured - bare < 30e-6, "ten times what a quiet machine needs"


async def _nothing(_update: dict[str, Any]) -> None:
    return
