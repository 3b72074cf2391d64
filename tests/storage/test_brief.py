"""What is brief is done in the loop's thread on SQLite, as long as nothing keeps it waiting."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage import open_storage
from storage.sqlite import Carrier
from tests.storage.samples import BORIS, NEIGHBOURS, OIL, ordered, write
from tests.storage.scripted import HandClock, Scripted

MANY = 100


async def test_while_the_file_is_locked_everything_else_goes_on(
    tmp_path: Path, clock: HandClock
) -> None:
    """Without it a backup's lock would stop the whole bot, screens and health check included."""
    storage = await open_storage(f"sqlite:///{tmp_path}/test.db", clock, Scripted(), patience=30)
    await write(storage, *NEIGHBOURS)
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    order = asyncio.create_task(write(storage, *ordered(BORIS, 3)))
    for _ in range(MANY):
        await asyncio.sleep(0)
        assert await storage.reader.card(OIL) is not None
    assert not order.done()
    other.execute("ROLLBACK")
    other.close()
    await order
    mine = await storage.reader.mine(OIL, BORIS)
    assert mine is not None
    assert [line.quantity for line in mine.lines] == [3]
    await storage.close()


@pytest.mark.parametrize(("slow", "elsewhere"), [(0.0, True), (60.0, False)])
async def test_who_waits_for_the_disk(
    tmp_path: Path,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
    slow: float,
    elsewhere: bool,
) -> None:
    """Without it a slow disk would stop the whole bot at every commit."""
    monkeypatch.setattr("storage.sqlite.SLOW", slow)
    storage = await open_storage(f"sqlite:///{tmp_path}/test.db", clock, Scripted())
    await write(storage, *NEIGHBOURS)
    threads: list[int] = []
    commit = Carrier._commit

    def seen(carrier: Carrier) -> None:
        threads.append(threading.get_ident())
        commit(carrier)

    monkeypatch.setattr(Carrier, "_commit", seen)
    await write(storage, *ordered(BORIS, 3))
    assert [one != threading.get_ident() for one in threads] == [elsewhere]
    await storage.close()
    again = await open_storage(f"sqlite:///{tmp_path}/test.db", clock, Scripted())
    mine = await again.reader.mine(OIL, BORIS)
    await again.close()
    assert mine is not None
    assert [line.quantity for line in mine.lines] == [3]
