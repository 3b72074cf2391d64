"""Nudges to 3,000 people, against the limit set: the rate at which Telegram gets them.

The sandbox plays Telegram, in its own process, with Telegram's limits enforced. In a buy 3,000
named people have started the bot; one more named person opens it, which sets off the nudges. The
rate is that of the messages as they come in at the sandbox, from the first to the last.

- With the limit as it is set by default, in a sandbox that takes 30 a second: one run, whose three
  thirds are its rounds (its pace is the limit's, not the machine's). Nothing may be refused (429).
- With the limit raised to the 1,000 a second that Telegram sells: three runs, each on a new
  database with new processes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks import crowd
from benchmarks.bench import Bench
from benchmarks.child import Child
from benchmarks.figure import Aim, Figure
from benchmarks.seeding import Scribe, open_buy, person, write
from benchmarks.servers.process import Server
from bot.clock import SystemClock
from bot.settings import Settings
from domain.ids import BuyId, PersonId
from domain.order import Invitation
from domain.outcome import Save
from domain.people import Membership
from sandbox.client import People
from storage import open_storage

PEOPLE, PEOPLE_WHEN_QUICK = 3_000, 120
TAKES, PAID = 30, 1_000
"""Messages a second that Telegram takes from a bot: from any, and from one that pays."""

ROUNDS = 3
PATIENCE, LOOK_AGAIN = 240.0, 0.5
"""Seconds."""

MESSAGES = "messages/s"
AT_THE_LIMIT, AT_THE_PAID_LIMIT, NONE = Aim(at_least=0.95), Aim(at_least=0.8), Aim(at_most=0)

NOON = 12


def at_the_limit(bench: Bench) -> Iterator[Figure]:
    """Measure with the limit as it is set by default."""
    limit = float(Settings.model_fields["messages_per_second"].default)
    times, refused = nudge(bench, "limit", TAKES)
    third = len(times) // ROUNDS
    rates = [rate(times[start : start + third]) for start in range(0, third * ROUNDS, third)]
    people = f"nudges to {len(times):,} people"
    yield Figure(f"{people} against the limit set", MESSAGES, rates, [limit], AT_THE_LIMIT)
    yield Figure(
        f"{people}: refused (429) of those sent", "messages", [refused], [len(times)], NONE
    )


def at_the_paid_limit(bench: Bench) -> Iterator[Figure]:
    """Measure with the limit that Telegram sells."""
    runs = [
        nudge(bench, f"paid-{one}", PAID, messages_per_second=str(PAID))
        for one in range(1 if bench.quick else ROUNDS)
    ]
    name = f"nudges to {len(runs[0][0]):,} people against the paid limit"
    rates = [rate(times) for times, _ in runs]
    yield Figure(name, MESSAGES, rates, [PAID], AT_THE_PAID_LIMIT)


def nudge(bench: Bench, name: str, takes: int, **settings: str) -> tuple[list[float], int]:
    """Let everyone be nudged; return when each message came in, and how many were refused."""
    opener, *named = [
        crowd.FIRST_RESIDENT + one
        for one in range((PEOPLE_WHEN_QUICK if bench.quick else PEOPLE) + 1)
    ]
    url = bench.sqlite(name)
    asyncio.run(_seed(url, [opener, *named]))
    with Child("benchmarks.town", str(takes)) as town:
        town.ask("people", ids=[crowd.ORGANISER, opener, *named])
        members = [crowd.ORGANISER, opener]
        town.ask("group", title=crowd.title(0), members=members, chat=crowd.chat_id(0))
        with Server.product(bench.folder, town.said["url"], url, **settings):
            asyncio.run(_open(town.said["url"], opener))
            return _watch(town, set(named))


def rate(times: Sequence[float]) -> float:
    """Return how many came a second."""
    return (len(times) - 1) / (times[-1] - times[0])


def _watch(town: Child, named: set[int]) -> tuple[list[float], int]:
    """Wait until everyone named got their message."""
    deadline = time.monotonic() + PATIENCE
    while True:
        seen: Any = town.ask("sent")
        times = sorted(at for at, chat in seen["passed"] if chat in named)
        if len(times) >= len(named):
            return times, int(seen["refused"])
        if time.monotonic() > deadline:
            raise RuntimeError(f"only {len(times)} of {len(named)} nudges came")
        time.sleep(LOOK_AGAIN)


async def _open(url: str, opener: int) -> None:
    async with People(url) as people:
        await people[opener].start(f"o_{crowd.buy_id(0)}")


async def _seed(url: str, named: Sequence[int]) -> None:
    storage = await open_storage(url, SystemClock(), Scribe())
    now = SystemClock().now()
    try:
        home = await storage.chats.settle_in(crowd.chat_id(0), crowd.title(0), "en")
        await write(storage, [person(crowd.ORGANISER, _daytime())])
        buy = open_buy(0, home, 0, named=len(named), unanswered=len(named))
        await write(storage, [*buy])
        records: list[Save] = []
        for one in named:
            who = PersonId(one)
            records += person(one, _daytime()), Membership(home, who)
            records.append(
                Invitation(
                    f"token{one}", BuyId(crowd.buy_id(0)), PersonId(crowd.ORGANISER), now, who
                )
            )
        await write(storage, records)
    finally:
        await storage.close()


def _daytime() -> str:
    """Return a zone in which it is about noon: nobody is nudged at night."""
    ahead = NOON - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+}"  # their signs are the other way round
