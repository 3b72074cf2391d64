"""The conditions of a buy, and changing them while it is open (GP-2, GP-4, BP-3, BP-6, UX-14)."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.journeys.steps import (
    OIL,
    card,
    close,
    has,
    in_languages,
    more,
    own_order,
    press,
    reads,
    run,
    start,
)
from tests.journeys.town import HOME, Town


async def edit(town: Town, term: str) -> None:
    """Open what can be corrected, and choose a term (its key)."""
    await run(town)
    await press(town, "anna", "board-edit", term)
    await press(town, "anna", term)


@in_languages("en", "ru")
async def test_a_further_item_is_added_and_ordered_with_the_same_code(town: Town) -> None:
    """GP-2: without it each further thing would need a buy and a code of its own."""
    await start(town)
    await more(town, "boris", 2)
    await edit(town, "edit-add-item")
    await town["anna"].send("bot", "Oranges; 12 EUR")
    await card(town, "anna", reads("Oranges"))
    await own_order(town, "carla")
    order = await town["carla"].last()
    [oranges] = [one for row in order.labels for one in row if "Oranges" in one]
    place = next((r, c + 1) for r, row in enumerate(order.labels) for c, one in enumerate(row)
                 if one == oranges)  # fmt: skip
    await town["carla"].tap(order, place)
    await card(town, "anna", town.says("card-name", name="Carla", units="1"))


async def test_an_item_taken_off_tells_those_who_ordered_it(town: Town) -> None:
    """UX-14: without it somebody would wait for a thing that is not bought any more."""
    await start(town, "/buy Olive oil; 42 EUR\nOranges; 12 EUR\n10: 5%\nuntil Fri 18:00")
    await own_order(town, "boris")
    order = await town["boris"].last()
    [row] = [number for number, row in enumerate(order.labels) if "Oranges" in row[0]]
    await town["boris"].tap(order, [row, 1])
    await card(town, "anna", "Boris 1")
    await run(town)
    await press(town, "anna", "board-edit", "edit-add-item")
    await town["anna"].tap(await town["anna"].last(), "Oranges")
    await press(town, "anna", "edit-remove-item", "edit-remove-now")
    await press(town, "anna", "edit-remove-now")
    await town["boris"].sees("bot", reads("Oranges", "cancelled"))
    await card(town, "anna", lambda one: "Boris" not in one.text and "Oranges:" not in one.text)


async def test_only_what_is_better_for_buyers_changes_once_they_ordered(town: Town) -> None:
    """UX-14: without it people would pay more than what they ordered at."""
    await start(town)
    await more(town, "boris")
    await edit(town, "wizard-field-deadline")
    await town["anna"].send("bot", "Wed 18:00")
    await town["anna"].sees("bot", "only change in their favour")
    await edit(town, "wizard-field-ladder")
    await town["anna"].send("bot", "5: 36; 10: 33")
    await card(town, "boris", reads("from 5: 36.00", "1 of 5"))


async def test_a_minimum_and_a_maximum_of_people(town: Town) -> None:
    """GP-4: without it a buy for a table of two would take a third, or go ahead with one."""
    line = "/buy Tickets; 20 EUR; 2 people: 15; min 2 people; max 2 people; until Fri 18:00"
    await start(town, line)
    await more(town, "boris")
    await card(town, "boris", "1 of 2 people")
    await more(town, "carla")
    await card(town, "carla", "Full")
    refused = await more(town, "dewi")
    assert "All 2 places are taken" in refused.text
    again = await more(town, "carla")
    assert "You have 2" in again.text


async def test_a_buy_opens_when_it_was_to_open(town: Town) -> None:
    """BP-3: without it orders would come in before the period that was named."""
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38; opens Tue 12:00; until Fri 18:00"
    shown = await start(town, line)
    assert "Opens Tue 12:00" in shown.text
    order = await own_order(town, "boris")
    assert not has("1", "2", "3")(order)
    await town.skip_to(datetime(2026, 3, 3, 12, 0, 1, tzinfo=UTC))
    await town["anna"].sees("bot", "takes orders now")
    await more(town, "boris")
    await card(town, "boris", "1 of 10")


async def test_the_last_answer_closes_unless_it_is_kept_open(town: Town) -> None:
    """BP-6: without it everyone would wait for a deadline although all have answered."""
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38; named people only; until Fri 18:00"
    shown = await start(town, line)
    await town["anna"].send(HOME, "/invite @boris @carla", reply_to=shown)
    await town["anna"].sees(HOME, reads("Boris", "Carla"))
    await more(town, "boris")
    await own_order(town, "carla")
    await press(town, "carla", "order-not-this-time")
    early = await town["boris"].sees(HOME, has("Keep open"))
    assert "Everyone named has answered" in early.text
    await town["anna"].tap(early, "Keep open")
    await town.skip(minutes=20)
    await town.at_rest()
    assert has("+1")(await card(town, "boris", OIL))


async def test_the_last_answer_closes_after_a_quarter_of_an_hour(town: Town) -> None:
    """BP-6: without it the favour would not be given when the last named has ordered."""
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38; named people only; until Fri 18:00"
    shown = await start(town, line)
    await town["anna"].send(HOME, "/invite @boris", reply_to=shown)
    await town["anna"].sees(HOME, reads("Boris", OIL))
    await more(town, "boris")
    await town["boris"].sees(HOME, has("Keep open"))
    await town.skip(minutes=15, seconds=1)
    await town["boris"].sees("bot", "settled")


async def test_the_organiser_sees_who_ordered_what_and_when(town: Town) -> None:
    """BP-7, BP-8: without it the organiser would keep the list on paper."""
    await start(town)
    await more(town, "boris", 2)
    await town.skip(hours=1)
    await more(town, "carla")
    await run(town)
    await press(town, "anna", "board-board")
    board = await town["anna"].sees("bot", reads("Boris", "Carla"))
    assert "Opened" in board.text
    assert "closes Fri 18:00" in board.text
    assert "1. Boris: 2, 84.00 · Mon 10:00" in board.text.replace("2 Mar", "Mon")
    assert "2. Carla: 1, 42.00" in board.text


async def test_called_off_by_hand_owes_nothing(town: Town) -> None:
    """UX-14: without it a buy that cannot be would leave people with an order."""
    await start(town)
    await more(town, "boris")
    await town["boris"].send(HOME, "/calloff")
    refused = await town["boris"].sees(HOME, "runs")
    assert "Anna" in refused.text
    await town["anna"].send(HOME, "/calloff")
    sure = await town["anna"].sees(HOME, has("Call it off"))
    await town["anna"].tap(sure, "Call it off")
    await town["boris"].sees("bot", reads("called off", "Nothing is owed"))
    await town["boris"].sees(HOME, reads("called off"))


@in_languages("en", "es")
async def test_closing_twice_and_ordering_after_it(town: Town) -> None:
    """UX-14: without it a late tap would change what people already pay."""
    shown = await start(town)
    await more(town, "boris")
    await close(town)
    await town["boris"].sees("bot", has(town.label("statement-i-paid")))
    before = await town["boris"].send(HOME, "/order 3", reply_to=shown)
    title = shown.text.split(" · ")[0]
    refused = town.says("refusal-buy-closed", title=title)
    await town["boris"].sees(HOME, reads(refused), after=before)
    await town["anna"].send(HOME, "/close", reply_to=shown)
    await town["anna"].sees(HOME, reads(refused), after=before)
    statement = await town["boris"].last()
    assert town.eur(4200) in statement.text
