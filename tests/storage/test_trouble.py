"""The database locked, or the process killed: nothing acknowledged is lost."""

import asyncio
import os
import signal
import sqlite3
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from domain.outcome import Outcome
from domain.ports import DeskUnavailable
from domain.world import Needs
from storage import Storage, open_storage
from storage.errors import translated
from tests.storage.samples import BORIS, NEIGHBOURS, OIL, ordered, to_home, write
from tests.storage.scripted import HandClock, Scripted, do


@pytest.fixture
async def hasty(tmp_path: Path, clock: HandClock) -> AsyncIterator[Storage]:
    """A database that waits for no lock."""
    storage = await open_storage(f"sqlite:///{tmp_path}/test.db", clock, Scripted(), patience=0.01)
    await write(storage, *NEIGHBOURS)
    yield storage
    await storage.close()


async def test_locked_then_free(hasty: Storage, tmp_path: Path) -> None:
    """A backup that locks the file: people are asked to try again, and then it works."""
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = [write(hasty, *ordered(BORIS, number)) for number in range(20)]
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(result).__mro__[1] for result in results} == {DeskUnavailable}
    assert await hasty.reader.card(OIL) is not None  # readers do not wait
    other.execute("ROLLBACK")
    other.close()
    await write(hasty, *ordered(BORIS, 3))
    mine = await hasty.reader.mine(OIL, BORIS)
    assert mine is not None
    assert [line.quantity for line in mine.lines] == [3]


def test_a_connection_that_broke_while_in_use() -> None:
    """Taken for a mistake in the code, the update would count as handled, and be lost."""
    broke = asyncpg.InternalClientError(
        "cannot switch to state 12; another operation is in progress"
    )
    with pytest.raises(DeskUnavailable), translated():
        raise broke


async def test_readers_never_wait_for_the_writer(hasty: Storage) -> None:
    """A screen must come up while a large buy is being settled."""
    reading, written = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(_world: object) -> Outcome:
        loop.call_soon_threadsafe(reading.set)
        asyncio.run_coroutine_threadsafe(written.wait(), loop).result(timeout=10)
        return Outcome(ordered(BORIS, 1))

    order = asyncio.create_task(hasty.desk.submit(do(slow, Needs(whole=frozenset({OIL})))))
    await reading.wait()
    card = await hasty.reader.card(OIL)
    assert card is not None
    assert card.latest == ()
    written.set()
    await order


async def test_the_disk_is_full(hasty: Storage) -> None:
    """What does not fit is refused as a whole, and works once there is room."""

    await hasty.writer.run(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1").close())
    big = Outcome((), (to_home(values={"text": "x" * 100_000}),))
    results = await asyncio.gather(
        *(hasty.desk.submit(do(big)) for _ in range(2)), return_exceptions=True
    )
    assert [type(result) for result in results] == [DeskUnavailable] * 2
    assert (await hasty.outbox.queue()).count == 0
    await hasty.writer.run(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 100000").close())
    await hasty.desk.submit(do(big))
    assert (await hasty.outbox.queue()).count == 1


TRAFFIC = textwrap.dedent(
    """
    import asyncio, sys
    from dataclasses import replace
    from domain.outcome import Outcome
    from domain.world import Needs
    from storage import open_storage
    from tests.storage.samples import BORIS, NEIGHBOURS, OIL, a_line, write
    from tests.storage.scripted import HandClock, Scripted, do

    def one_more(world):
        totals = world.totals_of(OIL)
        return Outcome((replace(totals, participants=totals.participants + 1),))

    async def person(storage):
        while True:
            said = lambda world: world.totals_of(OIL).participants
            number = await storage.desk.submit(do(one_more, Needs(buys=frozenset({OIL})), said))
            sys.stdout.write(f"{number}\\n")
            sys.stdout.flush()

    async def main():
        storage = await open_storage(sys.argv[1], HandClock(), Scripted())
        await write(storage, *NEIGHBOURS)
        await asyncio.gather(*(person(storage) for _ in range(8)))

    asyncio.run(main())
    """
)


async def test_killed_in_the_middle_of_traffic(tmp_path: Path, clock: HandClock) -> None:
    """Every order that somebody was told of is there after kill -9."""
    url = f"sqlite:///{tmp_path}/test.db"
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", TRAFFIC, url),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert bot.stdout is not None
    try:
        told = [int(await bot.stdout.readline()) for _ in range(200)]
    finally:
        bot.send_signal(signal.SIGKILL)
    told += [int(line) for line in (await bot.stdout.read()).split(b"\n")[:-1]]
    await bot.wait()
    storage = await open_storage(url, clock, Scripted())
    card = await storage.reader.card(OIL)
    await storage.close()
    assert card is not None
    assert card.totals.participants >= max(told)
    assert len(told) == len(set(told))
