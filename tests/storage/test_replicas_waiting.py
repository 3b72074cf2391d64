"""What replicas do to each other when one is slow, stuck, or wants what another has."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.util import await_only

from domain.ids import BuyId
from domain.outcome import NOTHING
from domain.ports import DeskUnavailable
from domain.world import Needs
from storage import database, open_storage
from tests.storage.replicas import replicas
from tests.storage.samples import NEIGHBOURS, OIL, a_buy, write
from tests.storage.scripted import HandClock, Scripted, do

OF_OIL = Needs(buys=frozenset({OIL}))
TEA = BuyId(8)
LOCK = text("SELECT id FROM buys WHERE id = :buy FOR NO KEY UPDATE")


async def test_a_deadlock_is_nobodys_trouble(
    postgres_url: str, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    """PostgreSQL ends one of two that wait for each other: it goes on afterwards, untold."""
    caplog.set_level("INFO")
    both_hold = asyncio.Barrier(2)

    def take(first: BuyId, then: BuyId) -> Callable[[Connection], None]:
        runs = 0

        def job(connection: Connection) -> None:
            nonlocal runs
            runs += 1
            connection.execute(LOCK, {"buy": first})
            if runs == 1:
                await_only(both_hold.wait())
            connection.execute(LOCK, {"buy": then})

        return job

    async with replicas(postgres_url, clock, 2, Scripted()) as two:
        await write(two[0], *NEIGHBOURS, a_buy(TEA))
        await asyncio.gather(two[0].writer.run(take(OIL, TEA)), two[1].writer.run(take(TEA, OIL)))
    # On a busy machine both have waited long enough to look, and both may be told to give way.
    assert any("gave way" in one for one in caplog.messages)


async def test_a_slow_replica_is_not_waited_for_without_end(
    postgres_url: str, clock: HandClock
) -> None:
    """Behind one buy that another replica has for long, all other taps would wait as well."""
    holding, let_go = asyncio.Event(), asyncio.Event()

    def hold(connection: Connection) -> None:
        connection.execute(LOCK, {"buy": OIL})
        holding.set()
        await_only(let_go.wait())

    async with replicas(postgres_url, clock, 1, Scripted()) as (slow,):
        await write(slow, *NEIGHBOURS)
        hasty = await open_storage(postgres_url, clock, Scripted(), patience=1)
        held = asyncio.create_task(slow.writer.run(hold))
        await holding.wait()
        waiting = (hasty.desk.submit(do(NOTHING, OF_OIL)) for _ in range(5))
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert {isinstance(one, DeskUnavailable) for one in results} == {True}
        assert await hasty.reader.card(OIL) is not None
        let_go.set()
        await held
        await hasty.desk.submit(do(NOTHING, OF_OIL))
        await hasty.close()


async def test_what_a_stopped_replica_has_locked_passes_on(
    postgres_url: str, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that hangs, or is cut off, in the midst of a transaction would hold a buy up."""
    monkeypatch.setattr(database, "LEFT_ALONE", "300ms")
    holding, revived = asyncio.Event(), asyncio.Event()

    def stop(connection: Connection) -> None:
        connection.execute(LOCK, {"buy": OIL})
        holding.set()
        await_only(revived.wait())
        connection.execute(LOCK, {"buy": OIL})

    async with replicas(postgres_url, clock, 2, Scripted()) as two:
        await write(two[0], *NEIGHBOURS)
        stopped = asyncio.create_task(two[0].writer.run(stop))
        await holding.wait()
        await two[1].desk.submit(do(NOTHING, OF_OIL))
        revived.set()
        with pytest.raises(DeskUnavailable):
            await stopped
        await two[0].desk.submit(do(NOTHING, OF_OIL))
