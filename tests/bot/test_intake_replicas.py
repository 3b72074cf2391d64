"""Several intakes on one database, as replicas have them: one update of a person at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.catching_up import CatchingUp
from bot.intake import Intake, Raw
from domain.ports import DeskUnavailable
from storage.engine import parse
from storage.shared_turns import SharedTurns
from storage.tickets import Tickets

PEOPLE, UPDATES = 8, 12
REPLICAS = 3


class Handlers:
    """Note what they handle, and what they handle at the same time."""

    def __init__(self) -> None:
        self.at_work: Counter[int] = Counter()
        self.together = 0
        self.handled: dict[int, list[int]] = {}
        self.failing: set[int] = set()

    async def __call__(self, raw: Raw) -> None:
        """Handle one update; fail once if it is among those."""
        who = raw["message"]["from"]["id"]
        self.at_work[who] += 1
        self.together = max(self.together, self.at_work[who])
        await asyncio.sleep(0.001)
        self.at_work[who] -= 1
        if raw["update_id"] in self.failing:
            self.failing.discard(raw["update_id"])
            raise DeskUnavailable
        self.handled.setdefault(who, []).append(raw["update_id"])


@pytest.fixture
async def handlers() -> Handlers:
    """Handlers that all replicas share, so that they can be watched."""
    return Handlers()


@pytest.fixture
async def intakes(postgres_url: str, handlers: Handlers) -> AsyncIterator[list[Intake]]:
    """Three intakes on one database."""
    async with AsyncExitStack() as closing:
        made = []
        for _ in range(REPLICAS):
            turns = SharedTurns(Tickets(parse(postgres_url), 5))
            closing.push_async_callback(turns.close)
            made.append(Intake(handlers, CatchingUp(), turns))
            closing.push_async_callback(made[-1].drain, 5)
        yield made


def update(who: int, number: int) -> Raw:
    """A message of somebody; numbers are everybody's, as Telegram's are."""
    return {"update_id": number * PEOPLE + who, "message": {"from": {"id": who}}}


async def test_in_order_and_once_across_replicas(intakes: list[Intake], handlers: Handlers) -> None:
    """Without it replicas would handle corrections before what they correct, or updates twice."""
    taken = []
    for number in range(UPDATES):
        for who in range(PEOPLE):
            for copy in range(2):  # each is delivered twice, to different replicas
                intake = intakes[(number + who + copy) % REPLICAS]
                taken.append(intake.take(update(who, number), patient=False))
        await asyncio.sleep(0.002)
    await asyncio.gather(*taken)
    assert handlers.together == 1
    for who, handled in handlers.handled.items():
        assert sorted(handled) == [number * PEOPLE + who for number in range(UPDATES)]


async def test_what_one_could_not_write_is_written_by_another(
    intakes: list[Intake], handlers: Handlers
) -> None:
    """Without it an update that failed at one replica would count as handled at the next."""
    one, other, _ = intakes
    handlers.failing = {update(1, 1)["update_id"]}
    with pytest.raises(DeskUnavailable):
        await one.take(update(1, 1), patient=False)
    await other.take(update(1, 1), patient=False)
    await one.take(update(1, 1), patient=False)
    assert handlers.handled == {1: [update(1, 1)["update_id"]]}


async def test_without_the_database_nothing_is_handled(handlers: Handlers) -> None:
    """Without it a replica cut off from the others would act on its own."""
    turns = SharedTurns(Tickets(parse("postgresql://postgres@127.0.0.1:1/nowhere"), 2))
    intake = Intake(handlers, CatchingUp(), turns)
    with pytest.raises(DeskUnavailable):
        await intake.take(update(1, 1), patient=False)
    assert not handlers.handled
    await intake.drain(1)
    await turns.close()
