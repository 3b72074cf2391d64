"""The card in a group in which 300 people order within a minute.

The sandbox plays Telegram, in its own process, with Telegram's limits enforced; three groups of
300 have a buy of their own at the same time, each the figure's round. A buy is started as people
do, and within a minute all of a group tap +1 once, at moments drawn by chance. Measured are the
most messages and edits in that group in any minute, against the 20 that Telegram allows (one more
would be refused), and the seconds from the last answered tap to the edit after which the card
counts everyone, against the 5 that it may take.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks import crowd
from benchmarks.bench import Bench
from benchmarks.child import Child
from benchmarks.figure import Aim, Figure
from benchmarks.servers.process import Server
from sandbox.client import People
from sandbox.seen import MessageSeen

GROUPS, MEMBERS, MEMBERS_WHEN_QUICK = 3, 300, 20
MINUTE, WHEN_QUICK = 60.0, 6.0
TAKES = 30
ALLOWED = 20
"""Messages a minute that Telegram takes in one group, edits included (Bots FAQ)."""

SOON = 5.0
WITHIN = Aim(at_most=1)
NONE = Aim(at_most=0)

BUY = "/buy Olive oil 5 l; 42 EUR; 10: 38, 100: 35; until Fri 18:00"
START, MORE = "Start", "+1"
PATIENCE = 30.0


def in_busy_groups(bench: Bench) -> Iterator[Figure]:
    """Measure how often the cards are edited, and how soon they are up to date."""
    members = MEMBERS_WHEN_QUICK if bench.quick else MEMBERS
    span = WHEN_QUICK if bench.quick else MINUTE
    url = bench.sqlite("card")
    with Child("benchmarks.town", str(TAKES)) as town:
        ids = [
            [crowd.FIRST_RESIDENT + group * members + one for one in range(members)]
            for group in range(GROUPS)
        ]
        town.ask("people", ids=[one for group in ids for one in group])
        chats = [town.ask("group", title=crowd.title(n), members=one) for n, one in enumerate(ids)]
        with Server.product(bench.folder, town.said["url"], url):
            late = asyncio.run(_order(town.said["url"], dict(zip(chats, ids, strict=True)), span))
        seen: Any = town.ask("sent")
    most = [busiest([at for at, chat in seen["passed"] if chat == one]) for one in chats]
    people = f"the card when {members} people order within {span:.0f} s"
    yield Figure(
        f"{people}: most edits in a minute against those allowed", "edits", most, [ALLOWED], WITHIN
    )
    passed = [len(seen["passed"])]
    yield Figure(f"{people}: refused (429) of those sent", "edits", [seen["refused"]], passed, NONE)
    yield Figure(f"{people}: last state shown after the last order", "s", late, [SOON], WITHIN)


def busiest(times: Sequence[float]) -> float:
    """Return how many of the times lie in the fullest minute."""
    ordered = sorted(times)
    return max(sum(at <= one < at + MINUTE for one in ordered) for at in ordered)


async def _order(url: str, groups: dict[int, list[int]], span: float) -> list[float]:
    """Start a buy in each group and let all order; return how late each card was, in seconds."""
    async with People(url) as people:
        cards = [await _start(people, chat, members[0]) for chat, members in groups.items()]
        return await asyncio.gather(
            *(
                _all_order(people, card, members, span)
                for card, members in zip(cards, groups.values(), strict=True)
            )
        )


async def _start(people: People, chat: int, who: int) -> MessageSeen:
    anna = people[who]
    written = await anna.send(chat, BUY)
    draft = await anna.sees(chat, lambda one: shows(one, START), PATIENCE, written)
    await anna.tap(draft, START)
    return await anna.sees(chat, lambda one: shows(one, MORE), PATIENCE, written)


async def _all_order(
    people: People, card: MessageSeen, members: Sequence[int], span: float
) -> float:
    async def order(who: int) -> float:
        await asyncio.sleep(random.uniform(0, span))  # noqa: S311 - people's whims
        answer = await people[who].tap(card, MORE, PATIENCE)
        if not answer.answered:
            raise RuntimeError("a tap was not answered")
        return time.monotonic()

    count = re.compile(rf"(?<!\d){len(members)}(?!\d)")
    last = max(await asyncio.gather(*map(order, members)))
    await people[members[0]].sees(card.chat, lambda one: bool(count.search(one.text)), PATIENCE)
    return time.monotonic() - last


def shows(message: MessageSeen, label: str) -> bool:
    """Tell whether a message has that button."""
    return any(label in row for row in message.labels)
