"""Stock, the maximum of people and the limit of a person hold, however many tap at once.

Two processes on SQLite, which is one more than it is made for, and three on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage import Storage
from tests.promises.crowd import CROWD, all_tap, held, open_buy, switch_off, totals
from tests.storage.replicas import replicas
from tests.storage.samples import BOTTLE
from tests.storage.scripted import HandClock

STOCK, MOST_PEOPLE, EACH = 90, 33, 2


@pytest.fixture
async def processes(url: str) -> AsyncIterator[list[Storage]]:
    """Several processes on one database."""
    async with replicas(url, HandClock(), 2 if url.startswith("sqlite") else 3) as opened:
        yield opened


async def test_the_stock_is_not_oversold(processes: list[Storage]) -> None:
    """Somebody would be told that they have a bottle which is another's."""
    await open_buy(processes[0], STOCK)
    answers = await all_tap(processes)
    assert answers == {"ordered": STOCK, "NotEnoughLeft": len(CROWD) - STOCK}
    assert len(await held(processes[0])) == STOCK
    assert (await totals(processes[0])).units == {BOTTLE: STOCK}


async def test_no_more_people_than_fit(processes: list[Storage]) -> None:
    """A trip for so many would set out with more."""
    await open_buy(processes[0], max_people=MOST_PEOPLE)
    answers = await all_tap(processes)
    assert answers == {"ordered": MOST_PEOPLE, "BuyIsFull": len(CROWD) - MOST_PEOPLE}
    assert len(await held(processes[0])) == MOST_PEOPLE
    assert (await totals(processes[0])).participants == MOST_PEOPLE


async def test_nobody_gets_more_than_their_share(processes: list[Storage]) -> None:
    """Who taps fast enough would take what is meant for others."""
    await open_buy(processes[0], per_person_limit=EACH)
    answers = await all_tap(processes, times=EACH + 1)
    assert answers == {"ordered": EACH * len(CROWD), "OverPersonLimit": len(CROWD)}
    assert set((await held(processes[0])).values()) == {EACH}
    assert (await totals(processes[0])).units == {BOTTLE: EACH * len(CROWD)}


async def test_without_protection_it_is_oversold(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If nothing went wrong without it, the tests above would show nothing."""
    read_together = switch_off(url, monkeypatch)
    async with replicas(url, HandClock()) as two:
        await open_buy(two[0], STOCK)
        read_together()
        answers = await all_tap(two)
        assert answers["ordered"] > STOCK
        assert sum((await held(two[0])).values()) > STOCK
        assert (await totals(two[0])).units[BOTTLE] <= STOCK  # and the books show nothing of it
