"""Several replicas behind one address, as their people see them: one is killed, nobody notices."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from sandbox.seen import Alert
from tests.journeys.steps import card, close, has, more, own_order, press, reads, start
from tests.journeys.town import Town
from tools.fleet import Fleet, fleet

pytestmark = pytest.mark.timeout(150)  # seconds: three processes start for each

FIRST = 1001
"""The number of the first of a crowd."""

TAPPING = 200

LEASES = 30
"""Seconds within which what a killed replica was to do is done by another."""


@pytest.fixture
async def replicated(postgres_url: str) -> AsyncIterator[tuple[Town, Fleet]]:
    """Flat 12 with three replicas at work in it, which were started at the same time."""
    async with AsyncExitStack() as closing:
        town = await Town.build(postgres_url, closing, "en")
        yield town, await closing.enter_async_context(fleet(town.settings))


async def test_a_buy_while_one_replica_is_killed(replicated: tuple[Town, Fleet]) -> None:
    """NEW-4: without it the machine that dies would take orders, statements or payments along."""
    town, replicas = replicated
    await start(town)
    await more(town, "boris", 3)
    taps = [asyncio.create_task(more(town, who, 4)) for who in ("carla", "dewi", "mei", "omar")]
    await asyncio.wait(taps, return_when=asyncio.FIRST_COMPLETED)
    replicas.members[0].kill()
    await asyncio.gather(*taps)
    assert (await more(town, "boris")).text.startswith("You have 4")
    await own_order(town, "dewi")
    await press(town, "dewi", "order-other")
    await town["dewi"].send("bot", "6")
    await town["dewi"].sees("bot", "6")
    await town.skip(minutes=2)
    await card(town, "anna", reads("Boris 4", "Carla 4", "Dewi 6", "Mei 4", "Omar 4"))
    replicas.members[0].start()
    await replicas.listens(0)
    replicas.members[1].kill()
    await close(town)
    for who, due in (("boris", "140.00"), ("carla", "140.00"), ("dewi", "210.00")):
        statement = await town[who].sees("bot", reads("settled", due), timeout=LEASES)
        await town[who].tap(statement, "I've paid")
        claim = await town["anna"].sees("bot", reads(due, "is paid", who.title()))
        await town["anna"].tap(claim, "Mark paid")
        await town[who].sees("bot", "All paid")
    await town.at_rest()
    for who in ("boris", "carla", "dewi", "mei", "omar"):
        texts = [one.text for one in await town[who].messages() if not one.own]
        assert sum("settled" in one for one in texts) == 1


async def test_told_to_stop_a_replica_passes_everything_on(replicated: tuple[Town, Fleet]) -> None:
    """Without it each new version would hold up whoever is being served, or their card."""
    town, replicas = replicated
    await start(town)
    taps = [asyncio.create_task(more(town, who, 3)) for who in ("carla", "dewi", "mei", "omar")]
    codes = await asyncio.gather(*(one.stop() for one in replicas.members[:2]))
    assert codes == [0, 0]
    await asyncio.gather(*taps)
    await card(town, "anna", reads("Carla 3", "Dewi 3", "Mei 3", "Omar 3"))


async def crowd(town: Town) -> list[str]:
    """Let many people come into the group; return what they are called."""
    names = [f"C{number}" for number in range(TAPPING)]
    people = [
        {"id": FIRST + place, "first_name": name, "username": name.lower(), "language_code": "en"}
        for place, name in enumerate(names)
    ]
    group = {
        "title": "Crowd",
        "creator": 501,
        "members": [502, *(one["id"] for one in people)],
    }
    await town.people.call("POST", "/control/world", people=people, groups=[group])
    return names


@pytest.mark.parametrize(
    ("terms", "served", "refused"),
    [("stock 120", 120, "left"), ("max 70 people", 70, "taken")],
)
async def test_two_hundred_taps_at_once(
    replicated: tuple[Town, Fleet], terms: str, served: int, refused: str
) -> None:
    """Promise 3: without it replicas would sell the same last piece, or seat, several times."""
    town, _ = replicated
    names = await crowd(town)
    await town["anna"].send("Crowd", f"/buy Tickets; 20 EUR; 10: 15; {terms}; until Fri 18:00")
    draft = await town["anna"].sees("Crowd", has("Start"))
    await town["anna"].tap(draft, "Start")
    shown = await town["anna"].sees("Crowd", has("+1"))

    async def tap(name: str) -> Alert:
        return await town[name].tap(shown, "+1", timeout=30)

    alerts = await asyncio.gather(*(tap(name) for name in names))
    assert all(one.answered for one in alerts)
    told = Counter(re.split(r"[.:]", one.text)[0] for one in alerts)
    assert sum(one.text.startswith("You have 1") for one in alerts) == served, told
    assert sum(refused in one.text for one in alerts) == len(names) - served, told
    await town["anna"].sees("Crowd", lambda one: f"{served}" in one.text and has("My order")(one))
