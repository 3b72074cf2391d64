"""Steps that many journeys begin with."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.seen import Alert, MessageSeen
from tests.journeys.town import HOME, Town

Predicate = Callable[[MessageSeen], bool]
OIL = "Olive oil 5 l"


def in_languages(*languages: str) -> pytest.MarkDecorator:
    """Run a journey once in each language."""
    return pytest.mark.parametrize("language", languages)


def has(*labels: str) -> Predicate:
    """A message with all these buttons."""

    def look(message: MessageSeen) -> bool:
        shown = [bare(label) for row in message.labels for label in row]
        return all(bare(label) in shown for label in labels)

    return look


def as_shown(message: MessageSeen, label: str) -> str:
    """The button of a message that reads like this, names set apart where they are."""
    shown = [one for row in message.labels for one in row]
    return next(one for one in shown if bare(one) == bare(label))


def bare(text: str) -> str:
    """A text without what only turns the direction of writing, and sets names apart in it.

    A space that breaks no line is a space.
    """
    shown = (char for char in text if unicodedata.category(char) != "Cf")
    return "".join(shown).replace("\u00a0", " ")


def reads(*parts: str) -> Predicate:
    """A message with all these words."""
    return lambda message: all(bare(part) in bare(message.text) for part in parts)


async def draft(town: Town, line: str = "", who: str = "anna") -> MessageSeen:
    """Write a line in the group, and see what was read: the draft card."""
    written = await town[who].send(HOME, line or town.label("reading-example-buy"))
    return await town[who].sees(HOME, has(town.label("draft-start")), after=written)


async def start(town: Town, line: str = "", who: str = "anna") -> MessageSeen:
    """Write a line, tap Start, and see the card."""
    read = await draft(town, line, who)
    answer = await town[who].tap(read, town.label("draft-start"))
    assert answer.answered
    return await card(town, who, has(town.label("card-my-order")))


async def card(town: Town, who: str, wanted: Any) -> MessageSeen:
    """See the group's card as it is wanted: a predicate, or words in it."""
    own = has(town.label("card-share"))
    fits = wanted if callable(wanted) else reads(wanted)
    return await town[who].sees(HOME, lambda one: own(one) and fits(one))


async def more(town: Town, who: str, times: int = 1) -> Alert:
    """Tap +1 on the card so many times; the last alert."""
    for _ in range(times - 1):
        await more(town, who)
    shown = await card(town, who, has(town.label("card-more")))
    answer = await town[who].tap(shown, town.label("card-more"))
    assert answer.answered
    return answer


async def own_order(town: Town, who: str) -> MessageSeen:
    """Open one's own order from the card, and see it in private."""
    shown = await card(town, who, has(town.label("card-my-order")))
    return await follow(town, who, shown.url(town.label("card-my-order")))


async def follow(town: Town, who: str, url: str) -> MessageSeen:
    """Open a link into the bot and see the answer."""
    opened = await town[who].open(url)
    assert opened.kind == "start"
    sent = MessageSeen.read(opened.sent)
    return await town[who].sees("bot", lambda one: not one.own, after=sent)


async def run(town: Town, who: str = "anna") -> MessageSeen:
    """Open "Run this buy" in private."""
    await own_order(town, who)
    return await press(town, who, "order-run", "board-invite")


async def press(town: Town, who: str, button: str, then: str = "") -> MessageSeen:
    """Tap a button in private (a key); see the latest message, or one that has a button `then`."""
    label = town.label(button)
    message = await town[who].sees("bot", has(label))
    answer = await town[who].tap(message, label)
    assert answer.answered
    if then:
        return await town[who].sees("bot", has(town.label(then)))
    return await town[who].last()


async def close(town: Town, who: str = "anna") -> None:
    """Close the buy from the group, with its preview."""
    asked = await town[who].send(HOME, "/close")
    preview = await town[who].sees(HOME, has(town.label("close-now")), after=asked)
    await town[who].tap(preview, town.label("close-now"))


async def turn(town: Town, who: str, message: MessageSeen, button: str, then: str) -> MessageSeen:
    """Tap a button (a key) of one message and see that message with a button `then` (a key)."""
    answer = await town[who].tap(message, town.label(button))
    assert answer.answered
    wanted = has(town.label(then))
    return await town[who].sees("bot", lambda one: one.id == message.id and wanted(one))
