"""PostgreSQL restarting, or away, while the bot is at work."""

import asyncio
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.outcome import Outcome
from domain.ports import DeskUnavailable
from domain.world import Needs, World
from storage import StorageUnusable, open_storage
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


async def test_away_at_the_start(server: Postgres, clock: HandClock) -> None:
    """Whoever starts the bot before the database learns why it does not start."""
    server.stop()
    with pytest.raises(StorageUnusable, match="cannot be opened"):
        await open_storage(f"{server.url}/postgres", clock, Scripted())
