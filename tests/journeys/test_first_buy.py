"""The first buy: one line, or step by step; and what it settles to (GP-1, BP-1, BP-2, UX-1)."""

from __future__ import annotations

import pytest

from sandbox.errors import NotFound
from tests.journeys.steps import (
    OIL,
    card,
    close,
    draft,
    has,
    in_languages,
    more,
    own_order,
    reads,
    start,
)
from tests.journeys.town import HOME, Town

BOTH = in_languages("en", "ru")


@BOTH
async def test_one_line_is_a_buy_and_its_code_orders_in_it(town: Town) -> None:
    """GP-1, BP-1: without it nobody could ask for a buy and order in it with its code."""
    shown = await start(town)
    code = next(one for one in shown.html.split("<code>")[1].split("</code>"))
    await town["boris"].send("bot", f"/order {code}")
    order = await town["boris"].sees("bot", has("1", "2", "3"))
    await town["boris"].tap(order, "3")
    await card(town, "carla", town.says("card-name", name="Boris", units="3"))


async def test_an_order_counts_for_its_own_buy_alone(town: Town) -> None:
    """GP-1: without it an order would move the price of a buy it does not belong to."""
    await start(town)
    await town["carla"].send(HOME, "/buy Oranges; 12 EUR; 5: 10; until Sat 12:00")
    read = await town["carla"].sees(HOME, reads("I read", "Oranges"))
    await town["carla"].tap(read, "Start")
    oranges = await town["carla"].sees(HOME, reads("Oranges", "0 of 5"))
    await town["boris"].tap(oranges, "+1")
    await town["boris"].sees(HOME, reads("Oranges", "1 of 5", "Boris 1"))
    await town.at_rest()
    oil = await town["boris"].sees(HOME, reads(OIL, "0 of 10"))
    assert "Boris" not in oil.text


async def test_a_buy_settles_to_the_cent_and_says_what_was_saved(town: Town) -> None:
    """BP-2, UX-15: without it nobody would be given the favour, or know that they were."""
    await start(town, "/buy Olive oil; 10 EUR; 3: 9.50; until Fri 18:00; pay: IBAN DE12")
    await more(town, "boris", 2)
    await more(town, "carla")
    await card(town, "carla", "Carla 1, Boris 2")
    await close(town)
    statement = await town["boris"].sees("bot", "settled")
    assert "2 × 9.50 = 19.00 EUR" in statement.text.replace("\u00a0", " ")
    assert "You saved 1.00" in statement.text
    assert "Pay Anna: IBAN DE12, reference" in statement.text
    copied = await town["boris"].tap(statement, "Copy reference")
    assert copied.text in statement.text
    await town["boris"].tap(statement, "How this was worked out")
    await town["boris"].sees("bot", "add up to exactly")
    to_anna = await town["anna"].sees("bot", "3 × Olive oil")
    assert "28.50" in to_anna.text


async def test_the_wizard_goes_back_and_skips_and_survives_a_restart(quiet_town: Town) -> None:
    """UX-1: without it whoever knows no syntax could not start a buy, or would begin again."""
    town = quiet_town
    first = await town.open()
    anna = town["anna"]
    await anna.send("bot", "/buy")
    await anna.sees("bot", "What are you buying")
    await anna.send("bot", "Olive oil 5 l")
    await anna.sees("bot", "What does one cost")
    await anna.send("bot", "43 EUR")
    asked = await anna.sees("bot", "cheaper")
    await first.stop()
    await anna.tap(asked, "Back", timeout=0)
    await town.open()
    await anna.sees("bot", "What does one cost")
    await anna.send("bot", "42 EUR")
    asked = await anna.sees("bot", "cheaper")
    await anna.tap(asked, "Skip")
    await anna.sees("bot", "Until when")
    await anna.send("bot", "Fri 18:00")
    asked = await anna.sees("bot", "Whom do you want to name")
    await anna.tap(asked, "Skip")
    await anna.sees("bot", "42.00")


async def test_cancel_ends_the_wizard(town: Town) -> None:
    """UX-1: without it a wizard begun by mistake would take every further word for an answer."""
    anna = town["anna"]
    await anna.send("bot", "/buy")
    asked = await anna.sees("bot", "What are you buying")
    await anna.tap(asked, "Cancel")
    await town.at_rest()
    with pytest.raises(NotFound):
        await anna.tap(await anna.last(), "Cancel")
    before = await anna.send("bot", "Olive oil 5 l")
    answer = await anna.sees("bot", lambda one: not one.own, after=before)
    assert "What does one cost" not in answer.text


async def test_only_the_organiser_starts_a_draft(town: Town) -> None:
    """UX-1: without it a draft in the group could be started or dropped by anyone."""
    read = await draft(town)
    answer = await town["boris"].tap(read, "Start")
    assert "Anna" in answer.text
    assert "Start" in str((await town["boris"].last(HOME)).labels)


async def test_what_one_may_order_stands_in_private_too(town: Town) -> None:
    """UX-1: without it the order could only be changed where everyone looks on."""
    await start(town)
    order = await own_order(town, "boris")
    await town["boris"].tap(order, "2")
    changed = await town["boris"].sees("bot", reads("Yours", f"2 × {OIL}"))
    await town["boris"].tap(changed, "−1")
    await card(town, "anna", "Boris 1")
