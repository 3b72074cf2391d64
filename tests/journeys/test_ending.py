"""The deadline, what it leads to, and the money after it (UX-5, UX-6, UX-7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.journeys.steps import card, close, has, in_languages, more, press, reads, start, turn
from tests.journeys.town import HOME, Town

FRIDAY = datetime(2026, 3, 6, 18, 0, 1, tzinfo=UTC)
NEEDS_FIVE = "/buy Olive oil 5 l; 42 EUR; 10: 38; min 5 units; until Fri 18:00"


async def test_a_missed_minimum_calls_it_off(town: Town) -> None:
    """UX-5: without it people would owe for a purchase that cannot be made."""
    await start(town, NEEDS_FIVE)
    await more(town, "boris", 2)
    await town.skip_to(FRIDAY)
    await town["boris"].sees("bot", reads("called off", "Nothing is owed"))
    await town["carla"].sees(HOME, reads("called off", "2 of 5"))


async def test_a_missed_minimum_extends_once(town: Town) -> None:
    """UX-5: without it one order short would end a buy that the weekend would have made."""
    await start(town, f"{NEEDS_FIVE}; extend by 2 days")
    await more(town, "boris", 2)
    await town.skip_to(FRIDAY)
    await town["carla"].sees(HOME, reads("more time", "2 of 5"))
    await card(town, "carla", "Sun 18:00")
    await town.skip(days=2)
    await town["carla"].sees(HOME, reads("called off"))


async def test_an_extension_can_make_it(town: Town) -> None:
    """UX-5: without it an extended buy would not be one that can be ordered in."""
    await start(town, f"{NEEDS_FIVE}; extend by 2 days")
    await more(town, "boris", 2)
    await town.skip_to(FRIDAY)
    await card(town, "carla", "Sun 18:00")
    await more(town, "carla", 3)
    await town.skip(days=2)
    await town["carla"].sees("bot", reads("settled", "126.00"))


async def test_nobody_ordered(town: Town) -> None:
    """UX-5: without it a buy without orders would be settled over nothing."""
    await start(town)
    await town.skip_to(FRIDAY)
    await town["anna"].sees(HOME, reads("Olive oil 5 l", "called off"))


@in_languages("en", "ar")
async def test_closing_soon_goes_to_those_who_have_not_ordered(town: Town) -> None:
    """UX-6: without it those who forgot would find out on Saturday; those who ordered, twice."""
    shown = await start(town)
    await town["anna"].send(HOME, "/invite @boris @carla", reply_to=shown)
    await more(town, "boris")
    first = await town["carla"].sees("bot", has(town.label("order-not-this-time")))
    await town.skip_to(FRIDAY - timedelta(hours=2, minutes=59))
    await town["carla"].sees("bot", has(town.label("order-not-this-time")), after=first)
    await town.at_rest()
    label = town.label("order-not-this-time")
    assert not [one for one in await town["boris"].messages() if has(label)(one)]


async def owing(town: Town) -> None:
    """Boris and Carla owe Anna for one each; Carla pays at once."""
    await start(town)
    await more(town, "boris")
    await more(town, "carla")
    await close(town)
    await press(town, "carla", "statement-i-paid")
    claim = await town["anna"].sees("bot", reads("Carla says", "is paid"))
    await town["anna"].tap(claim, "Mark paid")
    await town["carla"].sees("bot", "All paid")


async def test_unpaid_is_recalled_after_a_day_three_and_seven(town: Town) -> None:
    """UX-6: without it the organiser would run after the money; with more of it people mute."""
    await owing(town)
    for days in (1, 3, 7):
        await town.skip_to(datetime(2026, 3, 2 + days, 10, 1, tzinfo=UTC))
        await town["boris"].sees("bot", reads("still to be paid"))
        await town.at_rest()
        told = [one for one in await town["boris"].messages() if "still to be paid" in one.text]
        assert len(told) == (1, 3, 7).index(days) + 1
    await town.skip(days=20)
    await town.at_rest()
    told = [one for one in await town["boris"].messages() if "still to be paid" in one.text]
    assert len(told) == 3
    assert not [one for one in await town["carla"].messages() if "still to be paid" in one.text]


async def test_reminders_can_be_stopped(town: Town) -> None:
    """UX-6: without it somebody who pays next week by agreement would be reminded all the same."""
    await owing(town)
    summary = await town["anna"].sees("bot", has("Collect"))
    board = await turn(town, "anna", summary, "notice-collect", "common-back")
    stands = await turn(town, "anna", board, "common-back", "board-stop-reminders")
    await turn(town, "anna", stands, "board-stop-reminders", "board-start-reminders")
    await town.skip(days=9)
    await town.at_rest()
    assert not [one for one in await town["boris"].messages() if "still to be paid" in one.text]


async def test_paid_in_parts_and_not_received(town: Town) -> None:
    """UX-7: without it half a payment would count for all or nothing."""
    await start(town)
    await more(town, "boris", 2)
    await close(town)
    await press(town, "boris", "statement-i-paid")
    claim = await town["anna"].sees("bot", "Boris says")
    await town["anna"].tap(claim, "Not seen yet")
    await town["boris"].sees("bot", "has not seen your payment")
    summary = await town["anna"].sees("bot", has("Collect"))
    await town["anna"].tap(summary, "Collect")
    board = await town["anna"].sees("bot", reads("Boris", "owes 84.00"))
    await town["anna"].tap(board, "Boris")
    await press(town, "anna", "board-part-paid")
    await town["anna"].sees("bot", "How much did Boris pay?")
    await town["anna"].send("bot", "50")
    await town["boris"].sees("bot", reads("has 50.00", "34.00"))


async def test_the_suppliers_order_is_ready_to_forward(town: Town) -> None:
    """UX-15: without it the organiser would add up the orders by hand."""
    await start(town)
    await more(town, "boris", 2)
    await close(town)
    await press(town, "anna", "board-totals")
    ready = await town["anna"].sees("bot", reads("ready to forward", "2 × Olive oil 5 l"))
    copied = await town["anna"].tap(ready, "Copy")
    assert "2 × Olive oil 5 l" in copied.text
