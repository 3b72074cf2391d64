"""What the bot knows of somebody can be seen and deleted (UX-11)."""

from __future__ import annotations

import json

from tests.journeys.steps import (
    card,
    close,
    has,
    in_languages,
    more,
    own_order,
    press,
    reads,
    start,
)
from tests.journeys.town import Town


@in_languages("en", "es")
async def test_one_sees_and_gets_what_is_known(town: Town) -> None:
    """UX-11: without it nobody could know what is kept about them."""
    await start(town)
    await more(town, "boris", 2)
    await town["boris"].send("bot", "/privacy")
    await town["boris"].sees("bot", has(town.label("privacy-see")))
    await press(town, "boris", "privacy-see")
    seen = await town["boris"].sees("bot", reads("Boris", town.says("my-yours", count=2)))
    assert town.says("settings-not-muted") in seen.text
    await press(town, "boris", "privacy-export")
    sent = await town["boris"].sees("bot", lambda one: one.document is not None)
    assert sent.document
    known = json.loads(await town.people.download(sent.document["url"]))
    assert "Boris" in json.dumps(known)
    assert "Carla" not in json.dumps(known)


@in_languages("en", "ru")
async def test_deleted_means_no_name_anywhere(town: Town) -> None:
    """UX-11: without it leaving would leave one's name behind."""
    await start(town)
    await more(town, "boris", 2)
    await more(town, "carla", 1)
    await close(town)
    await town["boris"].sees("bot", has(town.label("statement-i-paid")))
    await town["boris"].send("bot", "/privacy")
    await town["boris"].sees("bot", has(town.label("privacy-delete")))
    await press(town, "boris", "privacy-delete", "privacy-delete-now")
    await press(town, "boris", "privacy-delete-now")
    await town["boris"].sees("bot", reads(town.says("privacy-deleted")))
    await press(town, "anna", "notice-collect")
    board = await town["anna"].sees("bot", has("Carla"))
    assert "Boris" not in board.text
    assert town.eur(8400) in board.text


async def test_a_live_order_goes_with_its_person(town: Town) -> None:
    """UX-11: without it somebody who left would still be counted, and be owed for."""
    await start(town)
    await more(town, "boris", 2)
    await own_order(town, "boris")
    await town["boris"].send("bot", "/privacy")
    await press(town, "boris", "privacy-delete", "privacy-delete-now")
    await press(town, "boris", "privacy-delete-now")
    await card(town, "anna", lambda one: "0 of 10" in one.text and "Boris" not in one.text)


async def test_an_organiser_ends_their_buy_first(town: Town) -> None:
    """UX-11: without it a buy could be left with nobody to run it."""
    await start(town)
    await town["anna"].send("bot", "/privacy")
    await press(town, "anna", "privacy-delete", "privacy-delete-now")
    message = await town["anna"].sees("bot", has("Delete everything"))
    answer = await town["anna"].tap(message, town.label("privacy-delete-now"))
    assert "still open" in answer.text
