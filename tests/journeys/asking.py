"""Steps of those who ask with conditions, and of the organiser who corrects what was settled."""

from __future__ import annotations

from sandbox.seen import MessageSeen
from tests.journeys.paying import look
from tests.journeys.steps import bare, has, reads
from tests.journeys.town import Town


async def ask(town: Town, who: str, title: str, typed: str) -> MessageSeen:
    """Open one's own order of a buy with one item, type a wish behind Other, and see it then."""
    shown = await look(town, who, title)
    await town[who].tap(shown, town.label("order-other"))
    return await answer(town, who, typed, "order-share")


async def answer(town: Town, who: str, typed: str, then: str) -> MessageSeen:
    """Type what the bot asked for; see its answer, which has a button `then` (a key)."""
    said = await town[who].send("bot", typed)
    return await town[who].sees("bot", has(town.label(then)), after=said)


async def fill(town: Town, who: str, label: str, typed: str, then: str) -> MessageSeen:
    """Tap a button by how it begins, type what is asked for, and see a button `then` (a key)."""
    shown = await town[who].sees("bot", lambda one: any(label in bare(x) for x in buttons(one)))
    tapped = await town[who].tap(shown, next(x for x in buttons(shown) if label in bare(x)))
    assert tapped.answered
    return await answer(town, who, typed, then)


def buttons(message: MessageSeen) -> list[str]:
    """The labels of all buttons of a message."""
    return [label for row in message.labels for label in row]


async def statement(town: Town, who: str, title: str, *words: str) -> MessageSeen:
    """Open one's own statement of a buy, which has all these words, and see it."""
    shown = await look(town, who, title)
    assert reads(*words)(shown), shown.text
    return shown
