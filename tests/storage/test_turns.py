"""Turns: one update of a person at a time, in order, whichever of several replicas has it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress

import asyncpg
import pytest

from domain.ports import DeskUnavailable
from storage.engine import parse
from storage.shared_turns import SharedTurns
from storage.tickets import LEASE, STEP, Tickets
from storage.turns import AlwaysMine, Turn

ANNA, BORIS = 501, 502
MINE, DONE = Turn.MINE, Turn.DONE
Replica = Callable[[], SharedTurns]


@pytest.fixture
async def replica(postgres_url: str) -> AsyncIterator[Replica]:
    """Makes the turns of one more replica on the same database."""
    async with AsyncExitStack() as closing:

        def make() -> SharedTurns:
            made = SharedTurns(Tickets(parse(postgres_url), 5))
            closing.push_async_callback(made.close)
            return made

        yield make


async def still_waits(*asked: asyncio.Task[Turn]) -> bool:
    """Tell whether nobody's turn comes for several looks at the table."""
    done, _ = await asyncio.wait(asked, timeout=0.2, return_when=asyncio.FIRST_COMPLETED)
    return not done


async def test_one_at_a_time_across_replicas(replica: Replica) -> None:
    """Without it a correction on one replica could be written before what it corrects."""
    one, other = replica(), replica()
    assert await one.take(ANNA, 1) is MINE
    later = asyncio.create_task(other.take(ANNA, 2))
    assert await other.take(BORIS, 3) is MINE
    assert await still_waits(later)
    one.done(ANNA, 1)
    assert await later is MINE


async def test_in_the_order_of_the_updates(replica: Replica) -> None:
    """Without it those who wait would go in the order in which their replicas happen to look."""
    first = replica()
    assert await first.take(ANNA, 1) is MINE
    handled: list[int] = []

    async def handle(update: int) -> None:
        turns = replica()
        assert await turns.take(ANNA, update) is MINE
        handled.append(update)
        turns.done(ANNA, update)

    waiting = [asyncio.create_task(handle(update)) for update in (4, 2, 5, 3)]
    assert not (await asyncio.wait(waiting, timeout=0.3))[0]
    first.done(ANNA, 1)
    await asyncio.gather(*waiting)
    assert handled == [2, 3, 4, 5]


async def test_one_that_came_too_late_goes_all_the_same(replica: Replica) -> None:
    """Without it an update that a later one overtook on the way would never be handled."""
    one, other = replica(), replica()
    assert await one.take(ANNA, 8) is MINE
    one.done(ANNA, 8)
    assert await other.take(ANNA, 7) is MINE


async def test_the_same_update_at_two_replicas(replica: Replica) -> None:
    """Without it Telegram, calling again while the first call runs, would be answered twice."""
    one, other = replica(), replica()
    assert await one.take(ANNA, 1) is MINE
    again = asyncio.create_task(other.take(ANNA, 1))
    assert await still_waits(again)
    one.done(ANNA, 1)
    assert await again is DONE
    assert await other.take(ANNA, 1) is DONE
    assert await one.take(ANNA, 1) is DONE


async def test_what_failed_is_for_the_other(replica: Replica) -> None:
    """Without it an update that one replica could not handle would count as handled."""
    one, other = replica(), replica()
    assert await one.take(ANNA, 1) is MINE
    again = asyncio.create_task(other.take(ANNA, 1))
    assert await still_waits(again)
    one.give_back(ANNA, 1)
    assert await again is MINE


async def test_a_dead_replica_passes_on_within_seconds(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it whoever was being served when a replica died would wait for ever."""
    monkeypatch.setattr("storage.shared_turns.KEEP", 3600)  # one who prolongs nothing is dead
    monkeypatch.setattr("storage.tickets.STEP", short_leases())
    dead, other = replica(), replica()
    assert await dead.take(ANNA, 1) is MINE
    later = asyncio.create_task(other.take(ANNA, 2))
    assert await still_waits(later)
    async with asyncio.timeout(5):
        assert await later is MINE


async def test_a_long_turn_is_kept(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a slow handler would be overtaken by the person's next update."""
    monkeypatch.setattr("storage.shared_turns.KEEP", 0.1)
    one, other = replica(), replica()
    monkeypatch.setattr("storage.tickets.STEP", short_leases())
    assert await one.take(ANNA, 1) is MINE
    later = asyncio.create_task(other.take(ANNA, 2))
    assert not (await asyncio.wait([later], timeout=1.2))[0]
    one.done(ANNA, 1)
    assert await later is MINE


def short_leases() -> str:
    """The statement with leases of half a second."""
    return STEP.replace(LEASE, "0.5 seconds")


async def test_stopping_gives_turns_back(replica: Replica) -> None:
    """Without it each restart of a replica would hold somebody up for the time of a lease."""
    one, other = replica(), replica()
    assert await one.take(ANNA, 1) is MINE
    await one.close()
    async with asyncio.timeout(2):
        assert await other.take(ANNA, 2) is MINE
    with pytest.raises(DeskUnavailable):
        await one.take(BORIS, 3)


async def test_nobody_waits_for_one_that_gave_up(replica: Replica) -> None:
    """Without it a cancelled update would hold up its person's later ones."""
    one, other = replica(), replica()
    assert await one.take(ANNA, 1) is MINE
    given_up = asyncio.create_task(other.take(ANNA, 2))
    assert await still_waits(given_up)
    given_up.cancel()
    await asyncio.wait([given_up])
    one.done(ANNA, 1)
    async with asyncio.timeout(4):
        assert await other.take(ANNA, 3) is MINE


async def test_crosswise_at_the_same_time(replica: Replica) -> None:
    """Without it two updates of one person could be handled at once when replicas are busy."""
    replicas = [replica() for _ in range(3)]
    at_work: set[int] = set()
    handled: list[tuple[int, int]] = []

    async def deliver(turns: SharedTurns, person: int, update: int) -> None:
        if await turns.take(person, update) is DONE:
            return
        assert person not in at_work
        at_work.add(person)
        await asyncio.sleep(0)
        at_work.discard(person)
        handled.append((person, update))
        turns.done(person, update)

    async def lane(turns: SharedTurns, person: int, updates: list[int]) -> None:
        for update in updates:
            await deliver(turns, person, update)

    updates = list(range(1, 7))
    await asyncio.gather(
        *(
            lane(turns, person, order)
            for person in range(20)
            for turns, order in zip(
                replicas, (updates, updates[::-1], updates[3:] + updates[:3]), strict=True
            )
        )
    )
    assert sorted(handled) == [(person, update) for person in range(20) for update in updates]


async def test_while_the_database_is_away() -> None:
    """Without it a replica would hang over a database that is gone, and Telegram with it."""
    turns = SharedTurns(Tickets(parse("postgresql://postgres@127.0.0.1:1/nowhere"), 2))
    with pytest.raises(DeskUnavailable):
        await turns.take(ANNA, 1)
    turns.give_back(ANNA, 1)
    await turns.close()


async def test_a_lost_connection_is_made_again(postgres_url: str, replica: Replica) -> None:
    """Without it one broken connection would end a replica's part in the work."""
    one = replica()
    assert await one.take(ANNA, 1) is MINE
    control = await asyncpg.connect(postgres_url)
    await control.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = $1 AND pid <> pg_backend_pid()",
        parse(postgres_url).database,
    )
    await control.close()
    one.done(ANNA, 1)
    with suppress(DeskUnavailable):  # it may find out by asking
        await one.take(BORIS, 2)
    assert await one.take(BORIS, 3) is MINE
    assert await replica().take(ANNA, 1) is DONE


async def test_old_turns_are_tidied_away(replica: Replica, postgres_url: str) -> None:
    """Without it the table would grow by a row for everyone who was ever here."""
    one = replica()
    assert await one.take(ANNA, 1) is MINE
    one.done(ANNA, 1)
    await one.close()
    tickets = Tickets(parse(postgres_url), 5)
    control = await asyncpg.connect(postgres_url)
    await tickets.tidy()
    assert await control.fetchval("SELECT count(*) FROM turns") == 1
    await control.execute("UPDATE turns SET until = until - interval '1 hour'")
    await tickets.tidy()
    assert await control.fetchval("SELECT count(*) FROM turns") == 0
    await tickets.close()
    await control.close()


async def test_alone_with_its_database() -> None:
    """Without it SQLite would need a second way through the intake."""
    turns = AlwaysMine()
    assert await turns.take(ANNA, 1) is MINE
    turns.done(ANNA, 1)
    turns.give_back(ANNA, 1)
    await turns.close()
