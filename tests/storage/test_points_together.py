"""The same points spent in two buys at once, by two processes with the same PostgreSQL."""

import asyncio

import pytest

from domain.buy import Totals
from domain.ids import BuyId
from domain.outcome import NOTHING, Outcome
from domain.world import Needs, World
from storage import Storage
from tests.storage.money import given, spent
from tests.storage.replicas import replicas, unguarded
from tests.storage.samples import ANNA, BORIS, OIL, a_buy, write
from tests.storage.scripted import Do, HandClock, Scripted, do

TEA = BuyId(8)
EACH, ROUNDS = 500, 20


def spending_in(buy: BuyId, key: str = "") -> Do:
    """Make a command that spends as many points in a buy as one time gives, if they are there."""

    def spend(world: World) -> Outcome:
        account = world.point_entries[ANNA, BORIS, "EUR"]
        if sum(entry.points for entry in account) < EACH:
            return NOTHING
        return Outcome((spent(BORIS, EACH, buy, key=f"spent:{buy}{key}"),))

    return do(spend, Needs(points=frozenset({(buy, BORIS)}), parts=frozenset({(buy, BORIS)})))


async def left(storage: Storage) -> int:
    """Return what the ledger has left of the points."""
    entries = [*await storage.reader.entries(OIL), *await storage.reader.entries(TEA)]
    return sum(entry.points for entry in entries)


async def prepared(two: list[Storage]) -> None:
    """Have two buys of Anna's."""
    await write(two[0], *(a_buy(buy, home=None) for buy in (OIL, TEA)), Totals(OIL), Totals(TEA))


async def test_points_are_spent_once(postgres_url: str, clock: HandClock) -> None:
    """Whoever taps in two buys at once would pay for both with the same points."""
    async with replicas(postgres_url, clock, decider=Scripted()) as two:
        await prepared(two)
        for number in range(ROUNDS):
            key = f":{number}"
            await write(two[0], given(BORIS, EACH, key=f"given{key}"))
            await asyncio.gather(
                two[0].desk.submit(spending_in(OIL, key)), two[1].desk.submit(spending_in(TEA, key))
            )
            assert await left(two[1]) == 0


async def test_without_the_lock_they_are_spent_twice(
    postgres_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locks of the two buys do not meet: that nothing was lost above must be the lock's."""
    async with replicas(postgres_url, clock, decider=Scripted()) as two:
        await prepared(two)
        await write(two[0], given(BORIS, EACH))
        await unguarded(two, (spending_in(OIL), spending_in(TEA)), monkeypatch)
        assert await left(two[0]) == -EACH
