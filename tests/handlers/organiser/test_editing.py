"""Changing a live buy: its terms and items, by text and by button."""

from dataclasses import replace
from typing import Any

import pytest

from domain.buy import Item
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from handlers.organiser.presses import Verb, on
from tests.handlers.chatting import ANNA, BORIS, Talk, buttons, shown
from tests.handlers.organiser.buys import LINE, fresh, order, start


async def test_an_edit_good_for_buyers_applies_and_a_worse_one_is_explained(talk: Talk) -> None:
    """UX-14: those who ordered are safe, and the organiser learns why it is refused."""
    buy = await start(talk)
    await order(talk, buy.id, BORIS, 1)
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, n=1, arg="price"))
    refused = shown(await talk.write(ANNA, "45"))
    assert (await fresh(talk, buy)).terms.items[0].list_price == 4200
    assert "refusal" not in str(refused.text)
    message = shown(await talk.write(ANNA, "40"))
    assert (await fresh(talk, buy)).terms.items[0].list_price == 4000
    assert "40.00" in str(message.text)


async def test_items_are_added_and_taken_off_a_live_buy(talk: Talk) -> None:
    """GP-2: the group also buys further, different items with the same code."""
    buy = await start(talk, "/buy Oil; 42 EUR; until Fri 18:00")
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="items"))
    await talk.write(ANNA, "Eggs; 3 EUR")
    now = await fresh(talk, buy)
    assert [(item.name, item.list_price) for item in now.terms.live_items] == [
        ("Oil", 4200),
        ("Eggs", 300),
    ]
    sure = shown(await talk.tap(ANNA, on(Verb.REMOVE_ITEM, buy.id, n=2)))
    await talk.tap(ANNA, next(iter(buttons(sure.reply_markup).values())))
    assert [item.name for item in (await fresh(talk, buy)).terms.live_items] == ["Oil"]


async def test_terms_are_chosen_with_buttons_too(talk: Talk) -> None:
    """Nothing has to be typed that can be tapped."""
    buy = await start(talk)
    asked = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="admission")))
    await talk.tap(ANNA, buttons(asked.reply_markup)["Only people I name"])
    assert (await fresh(talk, buy)).terms.admission.value == "named"


TAKEN_AWAY = [
    ("max_people", "No limit", "max_people"),
    ("per_person_limit", "No limit", "per_person_limit"),
    ("minimum", "No minimum", "minimum"),
    ("if_missed", "Call it off", "extend_by"),
    ("ladder", "One price for all", "ladder"),
]


@pytest.mark.parametrize(("field", "label", "term"), TAKEN_AWAY)
async def test_a_term_is_taken_away_with_its_button(
    talk: Talk, field: str, label: str, term: str
) -> None:
    """A limit set by mistake must not stay for good because nothing says "none"."""
    line = f"{LINE}; max 9 people; limit 4; min 2 units; extend by 1 day"
    buy = await start(talk, line)
    assert getattr(buy.terms, term) is not None
    asked = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg=field)))
    await talk.tap(ANNA, buttons(asked.reply_markup)[label])
    nothing: dict[str, Any] = {term: None}
    assert (await fresh(talk, buy)).terms == replace(buy.terms, **nothing)


async def test_an_item_has_a_stock_and_a_ladder_of_its_own_and_loses_them_again(
    talk: Talk,
) -> None:
    """What is said of one item must not change the buy's ladder, nor the other items."""
    buy = await start(talk, "/buy Oil; 42 EUR; 10: 5%; until Fri 18:00")
    await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, arg="items"))
    await talk.write(ANNA, "Eggs; 3 EUR")
    buy = await fresh(talk, buy)
    eggs = buy.terms.items[1]

    async def now() -> tuple[Item, bool]:
        terms = (await fresh(talk, buy)).terms
        return terms.items[1], (terms.items[0], terms.ladder) == (
            buy.terms.items[0],
            buy.terms.ladder,
        )

    item = shown(await talk.tap(ANNA, on(Verb.EDIT_TERM, buy.id, n=2, arg="items")))
    of_eggs = buttons(item.reply_markup)
    await talk.tap(ANNA, of_eggs["Price ladder"])
    await talk.write(ANNA, "10: 2.50")
    ladder = Ladder(Metric.UNITS, (Tier(10, UnitPrice(250)),))
    assert await now() == (replace(eggs, ladder=ladder), True)
    asked = shown(await talk.tap(ANNA, of_eggs["Price ladder"]))
    await talk.tap(ANNA, buttons(asked.reply_markup)["One price for all"])
    assert await now() == (eggs, True)
    await talk.tap(ANNA, of_eggs["Stock"])
    await talk.write(ANNA, "30")
    assert await now() == (replace(eggs, stock=30), True)
    asked = shown(await talk.tap(ANNA, of_eggs["Stock"]))
    await talk.tap(ANNA, buttons(asked.reply_markup)["No limit"])
    assert await now() == (eggs, True)


async def test_several_items_are_added_at_once_and_none_without_a_price(talk: Talk) -> None:
    """Else all but the first are lost without a word."""
    buy = await start(talk)
    ask = on(Verb.EDIT_TERM, buy.id, arg="items")
    await talk.tap(ANNA, ask)
    assert "could not read" in str(shown(await talk.write(ANNA, "Vinegar")).text)
    await talk.write(ANNA, "Vinegar; 4 EUR\nSoap; 5")
    items = (await fresh(talk, buy)).terms.items
    assert [(item.name, item.list_price) for item in items[1:]] == [("Vinegar", 400), ("Soap", 500)]
