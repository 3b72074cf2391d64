"""Steps of those who pay, and of the one who keeps the books."""

from __future__ import annotations

from typing import Any

from sandbox.seen import MessageSeen, Receipt
from tests.journeys.steps import as_shown, card, follow, has, reads
from tests.journeys.town import HOME, Town

CENTS, STARS = "EUR", "XTR"


def bill(message: MessageSeen) -> bool:
    """Whether a message is an invoice."""
    return message.invoice is not None


def money(town: Town, amount: int, currency: str = CENTS) -> str:
    """Minor units as the journey's language writes them, with the currency."""
    return town.t.money(amount, currency)


def pay_label(town: Town, amount: int, currency: str = CENTS) -> str:
    """What the button is called that pays so much."""
    return town.label("statement-pay-now", amount=money(town, amount, currency))


async def look(town: Town, who: str, title: str) -> MessageSeen:
    """Open one's own part of a buy from its card, whatever became of the buy, and see it."""
    mine = (town.label("card-my-order"), town.label("card-my-statement"))
    shown = await town[who].sees(
        HOME, lambda one: reads(title)(one) and any(has(label)(one) for label in mine)
    )
    button = next(label for label in mine if has(label)(shown))
    return await follow(town, who, shown.url(button))


async def order(town: Town, who: str, title: str, units: int) -> MessageSeen:
    """Open one's own part of an open buy and order so many of its one item."""
    shown = await card(town, who, reads(title))
    opened = await follow(town, who, shown.url(town.label("card-my-order")))
    answer = await town[who].tap(opened, str(units))
    assert answer.answered
    return await town[who].last()


async def invoice(town: Town, who: str, amount: int, currency: str = CENTS) -> MessageSeen:
    """Tap Pay where it says so much, and see the invoice."""
    label = pay_label(town, amount, currency)
    screen = await town[who].sees("bot", lambda one: has(label)(one) and not bill(one))
    before = await town[who].last()
    answer = await town[who].tap(screen, label)
    assert answer.answered
    return await town[who].sees("bot", bill, after=before)


async def pay(town: Town, who: str, amount: int, currency: str = CENTS) -> Receipt:
    """Tap Pay where it says so much, and pay the invoice."""
    return await town[who].pay(await invoice(town, who, amount, currency))


async def board(town: Town, which: str, people: int, who: str = "anna") -> MessageSeen:
    """See on the board those who owe, are due money or goods (a key); there are so many."""
    label = town.label(which, number=str(people))
    shown = await town[who].sees("bot", has(label))
    answer = await town[who].tap(shown, label)
    assert answer.answered
    return await town[who].sees("bot", has(town.label("board-find")))


async def tick(town: Town, whom: str, key: str, who: str = "anna", **values: Any) -> MessageSeen:
    """Tick somebody off on the board that is open, and see it then."""
    label = town.label(key, name=whom, **values)
    shown = await town[who].sees("bot", has(label))
    answer = await town[who].tap(shown, as_shown(shown, label))
    assert answer.answered
    return await town[who].sees("bot", has(town.label("board-untick", name=whom)))


async def call_off(town: Town, title: str, who: str = "anna") -> None:
    """Call a buy off from the group, in answer to its card."""
    await town[who].send(HOME, "/calloff", reply_to=await card(town, who, reads(title)))
    label = town.label("close-call-off-now")
    sure = await town[who].sees(HOME, lambda one: reads(title)(one) and has(label)(one))
    answer = await town[who].tap(sure, label)
    assert answer.answered


async def tap(town: Town, who: str, button: str, **values: Any) -> None:
    """Tap a button in private whose name has values in it (a key)."""
    label = town.label(button, **values)
    shown = await town[who].sees("bot", has(label))
    answer = await town[who].tap(shown, as_shown(shown, label))
    assert answer.answered
