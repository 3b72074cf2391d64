"""The one card in the group, and what unlocking a tier looks like (UX-2, UX-3)."""

from __future__ import annotations

import asyncio

from tests.journeys.steps import OIL, card, has, in_languages, more, reads, start
from tests.journeys.town import HOME, Town


@in_languages("en", "zh_Hans")
async def test_one_card_is_edited_in_place(town: Town) -> None:
    """UX-2: without it a busy buy would fill the group with messages."""
    shown = await start(town)
    for who in ("boris", "carla", "dewi"):
        await more(town, who, 2)
    now = await card(town, "anna", town.says("card-name", name="Dewi", units="2"))
    assert now.id == shown.id
    assert town.says("card-of-units", count=10, value="6") in now.text
    await town.at_rest()
    [_] = [one for one in await town["anna"].messages(HOME) if one.sender == "Group Buy"]


async def test_a_tap_says_what_one_has_and_the_price_now(town: Town) -> None:
    """UX-2: without it nobody would know whether their tap counted."""
    await start(town)
    answer = await more(town, "boris", 2)
    assert answer.text.replace("\u00a0", " ") == "You have 2. 42.00 EUR each now."
    shown = await card(town, "boris", "Boris 2")
    answer = await town["boris"].tap(shown, "−1")
    assert answer.text.replace("\u00a0", " ") == "You have 1. 42.00 EUR now."


async def test_the_time_is_shown_in_the_readers_own_zone(town: Town) -> None:
    """UX-2: without it somebody in Tokyo would be eight hours late."""
    shown = await start(town)
    [time] = [one for one in shown.entities if one["type"] == "date_time"]
    assert time["unix_time"] == 1772820000


async def test_status_brings_it_down_and_retires_the_old_one(town: Town) -> None:
    """UX-2: without it a card far up would have to be searched for."""
    old = await start(town)
    await town["boris"].send(HOME, "chatting")
    asked = await town["boris"].send(HOME, "/status")
    await town["boris"].sees(HOME, has("+1"), after=asked)
    retired = await town["boris"].sees(HOME, reads("further down"))
    assert retired.id == old.id
    assert retired.labels == []
    await more(town, "boris")
    await card(town, "boris", "Boris 1")


async def test_two_hundred_people_leave_it_readable(town: Town) -> None:
    """UX-2: without it a popular buy would have a card of five screens."""
    await start(town, "/buy Olive oil 5 l; 42 EUR; 500: 38; until Fri 18:00")
    shown = await card(town, "anna", OIL)
    many = [{"first_name": f"Guest{number:03}", "language_code": "en"} for number in range(200)]
    ids = (await town.people.call("POST", "/control/world", people=many))["people"]
    for one in ids:
        await town["anna"].place(HOME, one, status="member")
    taps = [town[str(one)].tap(shown, "+1") for one in ids]
    assert all(one.answered for one in await asyncio.gather(*taps))
    now = await card(town, "anna", "200 of 500")
    assert "and 190 more" in now.text
    assert len(now.text) < 500


@in_languages("en", "ru")
async def test_a_tier_is_announced_once_with_a_picture(town: Town) -> None:
    """UX-3: without it the group would not know that everyone pays less now; or hear it twice."""
    shown = await start(town)
    await town["boris"].send(HOME, "/order 10", reply_to=shown)
    tier = await town["carla"].sees(HOME, lambda one: one.photo is not None)
    assert town.eur(3800) in tier.text
    assert tier.photo
    assert (await town.people.download(tier.photo)).startswith(b"\x89PNG")
    assert tier.reply
    for quantity in ("9", "10", "12"):
        await town["boris"].send(HOME, f"/order {quantity}", reply_to=shown)
        await card(town, "boris", town.says("card-name", name="Boris", units=quantity))
    await town.at_rest()
    assert sum(one.photo is not None for one in await town["carla"].messages(HOME)) == 1


async def test_several_tiers_at_once_are_one_message(town: Town) -> None:
    """UX-3: without it one large order would ring twice."""
    shown = await start(town)
    await town["boris"].send(HOME, "/order 20", reply_to=shown)
    tier = await town["carla"].sees(HOME, lambda one: one.photo is not None)
    assert "35.00" in tier.text
    await town.at_rest()
    assert sum(one.photo is not None for one in await town["carla"].messages(HOME)) == 1


async def test_which_buy_is_meant_is_asked(town: Town) -> None:
    """UX-2: without it an order typed in the group could land in the wrong buy."""
    await start(town)
    await start(town, "/buy Oranges; 12 EUR; until Fri 18:00", who="carla")
    await card(town, "carla", "Oranges")
    await town["boris"].send(HOME, "/order 2")
    asked = await town["boris"].sees(HOME, has(OIL, "Oranges"))
    not_asked = await town["dewi"].tap(asked, "Oranges")
    assert not_asked.text
    answer = await town["boris"].tap(asked, "Oranges")
    assert "You have 2" in answer.text
    await town["boris"].sees(HOME, reads("Oranges", "Boris 2"))
    await town.at_rest()
    oil = await town["boris"].sees(HOME, reads(OIL, "0 of 10"))
    assert "Boris" not in oil.text
