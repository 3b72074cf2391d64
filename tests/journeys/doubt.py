"""What may not have arrived, as the organiser deals with it."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.seen import MessageSeen
from tests.journeys.steps import has, press
from tests.journeys.town import Town


async def in_doubt(town: Town, who: str, count: int) -> MessageSeen:
    """See on a closed buy's pages that so many messages may not have arrived, and which."""
    await press(town, who, "notice-collect", "common-back")
    await press(town, who, "common-back")
    label = town.label("unsaid-open", number=str(count))
    page = await town[who].sees("bot", has(label))
    await town[who].tap(page, label)
    return await town[who].sees("bot", has(town.label("unsaid-say-again")))


async def say_again(town: Town, who: str, count: int) -> None:
    """Say again what may not have arrived."""
    page = await in_doubt(town, who, count)
    answer = await town[who].tap(page, town.label("unsaid-say-again"))
    assert answer.text == town.label("unsaid-saying")
    await town[who].sees("bot", town.says("unsaid-none"))
    await town.at_rest()


async def statements(town: Town, people: Sequence[str]) -> dict[int, int]:
    """Return how many statements each got, by number."""
    return {
        (await town[who].me())["id"]: sum(
            "settled" in one.text for one in await town[who].messages()
        )
        for who in people
    }
