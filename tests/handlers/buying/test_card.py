"""The card, as the group reads it."""

from dataclasses import replace

import pytest

from domain.buy import CallOffReason, Item, Minimum, State
from domain.ids import ItemNo, PersonId
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Tier, UnitPrice
from domain.views import CardParticipant
from handlers.card.screen import card_screen, retired_card
from handlers.screen import Screen
from handlers.wording.progress import bar
from locales.translator import Translator
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.scenery import (
    BORIS,
    CARLA,
    DEWI,
    EN,
    LINKS,
    NOW,
    OIL,
    close,
    flat,
    labels,
    oil,
    order,
    text,
)

TWO = ItemNo(2)


async def card(memory: Memory, t: Translator = EN) -> Screen:
    """The card as it is now."""
    view = await memory.card(OIL)
    assert view is not None
    return card_screen(view, t, NOW, LINKS)


async def test_the_card_of_the_owners_example() -> None:
    """Else the group does not see what is bought, how far it is, and what comes next."""
    memory = flat()
    for person, quantity in ((BORIS, 2), (CARLA, 1), (DEWI, 5)):
        await order(memory, person, quantity)
    screen = await card(memory)
    assert text(screen) == (
        "Olive oil 5 l · Anna\n"
        "42.00 EUR → from 10: 38.00 → from 20: 35.00\n"
        "▰▰▰▰▰▰▰▰▱▱ 8 of 10\n"
        "2 more and everyone saves 4.00 each\n"
        "In: Dewi 5, Carla 1, Boris 2\n"
        "Until Fri 18:00 · code K7Q4PN"
    )
    assert labels(screen) == [["−1", "+1", "My order"], ["Share", "Tell me about buys here"]]


async def test_the_second_tier_is_said_as_a_price() -> None:
    """Else "saves 7.00" is taken for what is still to come."""
    memory = flat()
    await order(memory, BORIS, 12)
    lines = text(await card(memory)).split("\n")
    assert lines[2:4] == ["▰▰▰▰▰▰▱▱▱▱ 12 of 20", "8 more and it is 35.00 for all"]


async def test_at_the_top_nothing_more_is_promised() -> None:
    """Else people are asked to find buyers for nothing."""
    memory = flat()
    await order(memory, BORIS, 25)
    assert "The best price is reached" in text(await card(memory))


async def test_everything_that_limits_a_buy_is_on_it() -> None:
    """Else people order what is not there, or wait for what does not come."""
    people = Ladder(Metric.PARTICIPANTS, (Tier(3, PercentOff(500)), Tier(6, PercentOff(1250))))
    own = Ladder(Metric.UNITS, (Tier(10, AmountOff(85)),))
    items = (Item(ItemNo(1), "Oil", 4200, unit="5 l"), Item(TWO, "Vinegar", 850, "", 9, None, own))
    minimum = Minimum(Metric.AMOUNT, 50_000)
    memory = flat(
        oil(title="Spring order", items=items, ladder=people, minimum=minimum, max_people=8)
    )
    await order(memory, BORIS, 2)
    await order(memory, BORIS, 3, TWO)
    screen = await card(memory)
    assert text(screen) == (
        "Spring order · Anna\n"
        "Oil: 42.00 EUR / 5 l\n"
        "Vinegar: 8.50 EUR → from 10: 7.65 · 3 of 10 · 6 left\n"
        "from 3 people: 5% off → from 6 people: 12.5% off\n"
        "▰▰▰▱▱▱▱▱▱▱ 1 of 3 people\n"
        "2 more people and it is 5% off for all\n"
        "To go ahead: 109.50 of 500.00 EUR\n"
        "Room for 7 more people\n"
        "In: Boris 5\n"
        "Until Fri 18:00 · code K7Q4PN"
    )
    assert labels(screen)[0] == ["My order"]


async def test_two_hundred_people_fit() -> None:
    """Else the card of a large buy is refused by Telegram, or unreadable."""
    memory = flat()
    hostile = "<b>&amp;" + "\u202eW" * 2000
    latest = tuple(CardParticipant(PersonId(n), hostile, 9_999) for n in range(10))
    view = await memory.card(OIL)
    assert view is not None
    totals = replace(view.totals, participants=200, people=200, units={ItemNo(1): 999_999})
    screen = card_screen(replace(view, latest=latest, totals=totals), EN, NOW, LINKS)
    assert "and 190 more" in text(screen)
    assert len(text(screen)) < 1000
    assert "<b>&amp;W" not in screen.text


async def test_the_largest_card_fits_a_message() -> None:
    """Else a buy with everything in it has no card."""
    ladder = Ladder(Metric.UNITS, tuple(Tier(9_000 + n, PercentOff(n + 1)) for n in range(20)))
    items = tuple(
        Item(ItemNo(n), f"{n}" * 200, 10_000_000_000, "u" * 20, 1_000_000, None, ladder)
        for n in range(1, 31)
    )
    memory = flat(oil(title="T" * 200, items=items, ladder=None))
    screen = await card(memory)
    assert "and 20 more items" in text(screen)
    assert len(text(screen)) <= 4096


async def test_a_settled_card_says_the_result() -> None:
    """Else the group does not learn what it bought and saved."""
    memory = flat()
    await order(memory, BORIS, 12)
    await order(memory, CARLA, 8)
    await close(memory)
    screen = await card(memory)
    assert text(screen) == (
        "Olive oil 5 l · settled\n"
        "20 × Olive oil 5 l at 35.00 EUR\n"
        "2 people, 700.00 EUR in all, 140.00 saved together"
    )
    assert labels(screen) == [["My statement"]]


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (CallOffReason.ORGANISER, "Anna called it off. Nothing is owed."),
        (
            CallOffReason.ADMINISTRATOR,
            "An administrator of the group called it off. Nothing is owed.",
        ),
        (CallOffReason.MINIMUM_MISSED, "0 of 10 people came together in time. Nothing is owed."),
    ],
)
async def test_a_called_off_card_says_why(reason: CallOffReason, why: str) -> None:
    """Else people wonder whether they owe anything."""
    memory = flat(oil(minimum=Minimum(Metric.PARTICIPANTS, 10)))
    memory.change(OIL, state=State.CALLED_OFF, call_off_reason=reason)
    screen = await card(memory)
    assert text(screen) == f"Olive oil 5 l · called off\n{why}"
    assert screen.rows == ()


async def test_called_off_for_nobody_needs_no_minimum() -> None:
    """Else a buy that nobody joined and that had no minimum is explained with a gap."""
    memory = flat(oil())
    memory.change(OIL, state=State.CALLED_OFF, call_off_reason=CallOffReason.MINIMUM_MISSED)
    assert text(await card(memory)).endswith("Nobody ordered. Nothing is owed.")


async def test_before_it_opens_nothing_can_be_ordered() -> None:
    """Else taps on a scheduled buy are all refused."""
    memory = flat(oil(opens_at=NOW.replace(day=19)))
    memory.change(OIL, state=State.SCHEDULED)
    screen = await card(memory)
    assert "Opens Thu 12:00, until Fri 18:00" in text(screen)
    assert labels(screen)[0] == ["My order"]


async def test_an_old_card_has_no_buttons() -> None:
    """Else two cards are tapped and only one of them changes."""
    view = await flat().card(OIL)
    assert view is not None
    assert retired_card(view, EN).rows == ()


async def test_a_long_ladder_shows_where_the_group_is() -> None:
    """Else one line of twenty rungs hides the next one."""
    tiers = tuple(Tier(10 * n, UnitPrice(4200 - 100 * n)) for n in range(1, 9))
    memory = flat(oil(ladder=Ladder(Metric.UNITS, tiers)))
    await order(memory, BORIS, 35)
    assert text(await card(memory)).split("\n")[1] == (
        "42.00 EUR → … → from 30: 39.00 → from 40: 38.00 → from 50: 37.00 → … → from 80: 34.00"
    )


@pytest.mark.parametrize(
    ("value", "drawn"), [(0, "▱" * 10), (1, "▰" + "▱" * 9), (99, "▰" * 9 + "▱"), (100, "▰" * 10)]
)
def test_the_bar_is_full_only_when_it_is_reached(value: int, drawn: str) -> None:
    """Else a full bar stands beside "1 more"."""
    assert bar(value, 100) == drawn
