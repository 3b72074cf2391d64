"""PostgreSQL restarting, or away, while the bot is at work."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from domain.outcome import Outcome
from domain.ports import DeskUnavailable
from domain.world import Needs, World
from storage import StorageUnusable, database, open_storage
from tests.storage.samples import NEIGHBOURS, OIL, write
from tests.storage.scripted import HandClock, Scripted, do
from tools.postgres import DURABLE, Postgres, postgres

OF_OIL = Needs(buys=frozenset({OIL}))


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A server of the test's own, to be stopped."""
    with postgres(DURABLE) as started:
        yield started


def one_more(world: World) -> Outcome:
    """Count one participant more."""
    totals = world.totals_of(OIL)
    return Outcome((replace(totals, participants=totals.participants + 1),))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["restarted", "crashed"])
async def test_away_and_back(server: Postgres, clock: HandClock, how: signal.Signals) -> None:
    """People are asked to try again, nothing told is lost, and no bot need be started again."""
    storage = await open_storage(f"{server.url}/postgres", clock, Scripted(), patience=1)
    told = 0
    try:
        await write(storage, *NEIGHBOURS)
        for _ in range(2):
            orders = (storage.desk.submit(do(one_more, OF_OIL)) for _ in range(20))
            under_way = asyncio.gather(*orders, return_exceptions=True)
            await asyncio.sleep(0)
            await asyncio.to_thread(server.stop, how)
            results = await under_way
            assert {type(one) for one in results if isinstance(one, BaseException)} <= {
                DeskUnavailable,
                *DeskUnavailable.__subclasses__(),
            }
            told += sum(one is None for one in results)
            with pytest.raises(DeskUnavailable):
                await storage.desk.submit(do(one_more, OF_OIL))
            with pytest.raises(DeskUnavailable):
                await storage.reader.card(OIL)
            await asyncio.to_thread(server.start)
            await storage.desk.submit(do(one_more, OF_OIL))
            told += 1
            card = await storage.reader.card(OIL)
            assert card is not None
            assert card.totals.participants >= told
    finally:
        await storage.close()


class Line:
    """The network between the bot and the server, which may fall silent."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._up = asyncio.Event()
        self._up.set()
        self._pumps: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator[int]:
        """Carry what comes to a port of its own, until the end."""
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        yield server.sockets[0].getsockname()[1]
        server.close()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    def cut(self) -> None:
        """Carry nothing, and tell nobody."""
        self._up.clear()

    def mend(self) -> None:
        """Carry everything again, what waited too."""
        self._up.set()

    async def _connect(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, there = await asyncio.open_connection("127.0.0.1", self._port)
        for source, target in ((near, there), (far, back)):
            self._pumps.add(asyncio.create_task(self._pump(source, target)))

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(2**16):
                await self._up.wait()
                target.write(data)
        finally:
            target.close()


async def test_a_server_that_falls_silent(
    server: Postgres, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that is gone says no goodbye: all taps would wait for it, and no alarm be given."""
    monkeypatch.setattr(database, "SILENT", 1.0)
    line = Line(server.port)
    async with line.laid() as port:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        storage = await open_storage(url, clock, Scripted(), patience=1)
        await write(storage, *NEIGHBOURS)
        await storage.reader.card(OIL)
        line.cut()
        for _ in range(2):
            with pytest.raises(DeskUnavailable):
                await storage.desk.submit(do(one_more, OF_OIL))
            with pytest.raises(DeskUnavailable):
                await storage.reader.card(OIL)
        line.mend()
        await storage.desk.submit(do(one_more, OF_OIL))
        assert await storage.reader.card(OIL) is not None
        await storage.close()


async def test_away_at_the_start(server: Postgres, clock: HandClock) -> None:
    """Whoever starts the bot before the database learns why it does not start."""
    server.stop()
    with pytest.raises(StorageUnusable, match="cannot be opened"):
        await open_storage(f"{server.url}/postgres", clock, Scripted())
