"""Messages that their writers edit."""

from __future__ import annotations

from tests.journeys.steps import card, draft, has, start
from tests.journeys.town import HOME, Town


async def test_a_line_with_a_mistake_is_edited_and_then_started(town: Town) -> None:
    """UX-12: without it a typing mistake in the price costs a second line and a dead card."""
    anna = town["anna"]
    read = await draft(town, "/buy Olive oil 5 l; 24 EUR; until Fri 18:00")
    written = next(one for one in await anna.messages(HOME) if one.text.startswith("/buy"))
    await anna.edit(written, "/buy Olive oil 5 l; 42 EUR; until Fri 18:00")
    right = await anna.sees(HOME, lambda one: "42.00" in one.text and not one.own)
    assert right.id == read.id
    await anna.tap(right, town.label("draft-start"))
    shown = await card(town, "anna", has(town.label("card-my-order")))
    assert "42.00" in shown.text
    await anna.edit(written, "/buy Olive oil 5 l; 1 EUR; until Fri 18:00")
    await town.at_rest()
    assert "42.00" in (await card(town, "anna", "Olive oil")).text


async def test_an_edited_order_orders_neither_twice_nor_anew(town: Town) -> None:
    """UX-12: without it "/order 2" corrected to "/order 3" counts twice, or undoes later taps."""
    await start(town)
    ordered = await town["boris"].send(HOME, "/order 2")
    await card(town, "boris", "Boris 2")
    await town["boris"].edit(ordered, "/order 3")
    await town.at_rest()
    await card(town, "boris", "Boris 2")
