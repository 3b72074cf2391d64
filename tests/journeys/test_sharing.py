"""The code reaches whoever needs it, and only for as long as it should (GP-3, GP-12, GP-9)."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import zxingcpp
from PIL import Image

from sandbox.seen import MessageSeen
from tests.journeys.steps import (
    OIL,
    card,
    close,
    follow,
    has,
    in_languages,
    more,
    own_order,
    press,
    reads,
    run,
    start,
)
from tests.journeys.town import HOME, MONDAY, Town

BOTH = in_languages("en", "es")


def code_on(message: MessageSeen) -> str:
    """The join code that a card or screen shows."""
    found = re.search(r"<code>(\w+)</code>", message.html)
    assert found
    return found[1]


async def share(town: Town, who: str = "anna") -> MessageSeen:
    """Open what there is to hand on, from the card."""
    shown = await card(town, who, has(town.label("card-share")))
    return await follow(town, who, shown.url(town.label("card-share")))


@BOTH
async def test_the_link_leads_a_newcomer_to_the_order(town: Town) -> None:
    """GP-3, GP-9: without it whoever gets the link would have to look for the buy."""
    shown = await start(town)
    shared = await share(town)
    copied = await town["anna"].tap(shared, town.label("share-copy"))
    assert copied.text == f"https://t.me/group_buy_bot?start={code_on(shown)}"
    opened = await town["yuki"].open(copied.text)
    assert opened.kind == "start"
    order = await town["yuki"].sees("bot", has("1", "2", "3"))
    await town["yuki"].tap(order, "2")
    await card(town, "anna", town.says("card-name", name="Yuki Tanaka", units="2"))


async def test_the_qr_code_scans_to_the_link(town: Town) -> None:
    """GP-3: without it a code held up to a phone could lead nowhere."""
    shown = await start(town)
    await share(town)
    await press(town, "anna", "share-as-qr")
    picture = await town["anna"].sees("bot", lambda one: one.photo is not None)
    assert picture.photo
    png = await town.people.download(picture.photo)
    [scanned] = zxingcpp.read_barcodes(Image.open(BytesIO(png)))
    assert scanned.text == f"https://t.me/group_buy_bot?start={code_on(shown)}"
    await town["yuki"].open(scanned.text)
    await town["yuki"].sees("bot", reads(OIL, "How many"))


@BOTH
async def test_a_message_to_forward_stands_by_itself(town: Town) -> None:
    """GP-3: without it the link would be passed on without saying what it is for."""
    shown = await start(town)
    await share(town)
    await press(town, "anna", "share-forward")
    message = await town["anna"].last()
    assert code_on(shown) in message.text + message.html
    assert town.eur(4200) in message.text
    assert message.labels == []


async def test_an_expired_code_is_refused_and_shows_the_result_to_those_in_it(town: Town) -> None:
    """GP-12: without it a late guest would order in a buy that is over, or see nothing at all."""
    shown = await start(town)
    await more(town, "boris")
    link = f"https://t.me/group_buy_bot?start={code_on(shown)}"
    await town.skip_to(MONDAY + timedelta(days=5))
    await town["boris"].sees("bot", "settled")
    refused = await follow(town, "yuki", link)
    assert "no longer valid" in refused.text
    assert "Anna" in refused.text
    mine = await follow(town, "boris", link)
    assert "settled" in mine.text


async def test_a_new_code_replaces_the_old_one(town: Town) -> None:
    """GP-12: without it a code that fell into wrong hands would stay good until the deadline."""
    old = code_on(await start(town))
    await run(town)
    await press(town, "anna", "board-invite", "invite-new-code")
    await press(town, "anna", "invite-new-code")
    new = code_on(await card(town, "anna", lambda one: old not in one.text))
    refused = await follow(town, "yuki", f"https://t.me/group_buy_bot?start={old}")
    assert "no longer valid" in refused.text
    order = await follow(town, "yuki", f"https://t.me/group_buy_bot?start={new}")
    assert "How many" in order.text


async def test_a_personal_link_serves_its_person_and_can_be_taken_back(town: Town) -> None:
    """GP-12: without it a personal link could be used by whoever finds it."""
    await start(town, "/buy Olive oil 5 l; 42 EUR; 10: 38; until Fri 18:00; named people only")
    await run(town)
    await press(town, "anna", "board-invite", "invite-hand-over")
    await press(town, "anna", "invite-hand-over")
    await town["anna"].sees("bot", "Whom is the link for?")
    await town["anna"].send("bot", "Yuki from work")
    made = await town["anna"].sees("bot", has(town.label("invite-copy-link")))
    link = (await town["anna"].tap(made, town.label("invite-copy-link"))).text
    first = await follow(town, "yuki", link)
    assert "How many" in first.text
    other = await follow(town, "dewi", link)
    assert "somebody else" in other.text
    await town["dewi"].tap(await card(town, "dewi", OIL), "+1")
    await town.at_rest()
    assert "Dewi" not in (await card(town, "anna", OIL)).text


async def test_guessing_codes_is_slowed_down(town: Town) -> None:
    """GP-12: without it somebody could try codes until one opens a stranger's buy."""
    await start(town)
    for guess in range(5):
        refused = await follow(town, "omar", f"https://t.me/group_buy_bot?start=AAAAA{guess + 2}")
        assert "No buy has the code" in refused.text
    refused = await follow(town, "omar", "https://t.me/group_buy_bot?start=AAAAAZ")
    assert "Try again in" in refused.text
    await town.skip(minutes=11)
    order = await own_order(town, "omar")
    assert "How many" in order.text


async def test_one_who_owes_lands_at_paying(town: Town) -> None:
    """GP-9: without it the link would open a form for a buy that waits for money."""
    shown = await start(town)
    await more(town, "boris")
    await close(town)
    await town["boris"].sees("bot", "settled")
    mine = await follow(town, "boris", f"https://t.me/group_buy_bot?start={code_on(shown)}")
    assert has("I've paid")(mine)
    assert HOME not in mine.text
