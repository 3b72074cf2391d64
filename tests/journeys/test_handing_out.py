"""Handing out: where it goes, shipping requests, stages, the pick-up code (GP-5)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image

from sandbox.seen import MessageSeen
from tests.databases import only_sqlite
from tests.journeys.figures import book
from tests.journeys.paying import look, tap
from tests.journeys.steps import OIL, close, follow, has, more, press, reads, start
from tests.journeys.town import Town

GARAGE = "Anna's garage"
SATURDAY, SUNDAY = f"{GARAGE}, Sat 10-12", f"{GARAGE}, Sun 16-18"

pytestmark = only_sqlite


async def closed(town: Town, *terms: str) -> None:
    """Boris takes 2 and Carla 1, with those terms, and the buy is closed."""
    await start(town, "; ".join([f"/buy {OIL}", "42 EUR", "3: 38", *terms, "until Fri 18:00"]))
    await more(town, "boris", 2)
    await more(town, "carla")
    await close(town)
    for who in ("boris", "carla"):
        asked = await town[who].sees("bot", reads(OIL, "settled"))
        assert reads("Where should it go? Tap Where to.")(asked)


async def goes_to(town: Town, who: str, wanted: str, *answers: str) -> MessageSeen:
    """Tap Where to, see `answers`, choose one of them or type an address; see the statement."""
    await press(town, who, "statement-where")
    asked = await town[who].sees("bot", reads("where does yours go?"))
    assert all(has(one)(asked) for one in answers)
    if wanted in answers:
        alert = await town[who].tap(asked, wanted)
        assert alert.text == "Noted. You can change it until it is packed."
    else:
        await town[who].send("bot", wanted)
    return await town[who].sees("bot", reads(f"Goes to: {wanted}"))


async def requests(town: Town, parts: int) -> list[dict[str, Any]]:
    """Anna gets the shipping requests and opens them: each row by the names of its columns."""
    said = reads(f"Shipping requests for {parts} parts of {OIL}")
    message = await town["anna"].sees("bot", said)
    assert message.document
    content = await town.people.download(message.document["url"])
    [rows] = book(content).values()
    return rows


async def part_of(town: Town, whom: str) -> MessageSeen:
    """Anna opens somebody's part, by the list of those who get something."""
    await press(town, "anna", "goods-tick")
    await press(town, "anna", "board-find")
    await town["anna"].send("bot", whom)
    found = await town["anna"].sees("bot", reads(f"1 found for “{whom}”"))
    await town["anna"].tap(found, whom)
    return await town["anna"].sees("bot", has("Take goods back"))


async def mark(town: Town, button: str, alert: str) -> MessageSeen:
    """Anna taps a button of the part that is open, hears `alert`, and sees the part."""
    shown = await town["anna"].sees("bot", has(town.label(button)))
    assert (await town["anna"].tap(shown, town.label(button))).text == alert
    return await town["anna"].sees("bot", lambda one: one.id == shown.id)


async def test_a_place_and_time_are_chosen_and_the_code_hands_out(town: Town) -> None:
    """GP-5: without it goods would go to whoever asks, or wait while nobody knows of them."""
    await closed(town, f"pick up: {GARAGE}, Sat 10-12, Sun 16-18")
    await goes_to(town, "boris", SATURDAY, SATURDAY, SUNDAY)
    await town.at_rest()
    assert not [one for one in await town["anna"].messages() if one.document]
    await town.skip(hours=25)
    reminded = await town["carla"].sees("bot", "Anna needs to know")
    await town["carla"].tap(reminded, SUNDAY)
    rows = await requests(town, 2)
    asked = [(row["Name"], row["Item"], row["Units"], row["Where to"]) for row in rows]
    assert asked == [("Boris", OIL, 2, SATURDAY), ("Carla", OIL, 1, SUNDAY)]

    await press(town, "anna", "board-goods", "goods-tick")
    await part_of(town, "Boris")
    await mark(town, "board-stage-packed", "Boris: packed")
    await town["boris"].sees("bot", reads("It is packed.", f"Goes to: {SATURDAY}"))
    await mark(town, "board-stage-ready", "Boris: ready to pick up")
    ready = await town["boris"].sees("bot", "It is ready to be picked up.")
    assert not has(town.label("statement-where-change"))(await look(town, "boris", OIL))

    await town.skip(hours=25)
    waits = reads(f"{OIL} still waits for you to pick it up.")
    reminder = await town["boris"].sees("bot", waits, after=ready)
    await town["boris"].tap(reminder, town.label("statement-show-code"))
    link = await scanned(town, "boris")
    await refused(town, link)
    part = await follow(town, "anna", link)
    assert reads("Boris", f"2 × {OIL}", "ready to pick up", SATURDAY)(part)

    await mark(town, "board-stage-handed_out", "Boris: handed out")
    assert reads("It was handed out.")(await look(town, "boris", OIL))
    await mark(town, "board-undo-stage", "Boris: ready to pick up")
    slip = reads("marked a step too far, by mistake", "It is ready to be picked up.")
    await town["boris"].sees("bot", slip)
    out = await mark(town, "board-stage-handed_out", "Boris: handed out")
    assert not has(town.label("board-stage-handed_out"))(out)
    over = await look(town, "boris", OIL)
    assert reads("It was handed out.")(over)
    assert not has(town.label("statement-show-code"))(over)
    await town.skip(days=3)
    await town.at_rest()
    told = await town["boris"].messages()
    assert not any(waits(one) for one in told if one.date > over.date)


async def refused(town: Town, link: str) -> None:
    """Whose code it is sees that, and a stranger that it is somebody's; neither can hand out."""
    own = await follow(town, "boris", link)
    assert reads(f"This is your own pick-up code for {OIL}")(own)
    assert own.labels == []
    told = await follow(town, "dewi", link)
    assert reads("somebody’s pick-up code", "for whoever hands out")(told)
    assert told.labels == []


async def scanned(town: Town, who: str) -> str:
    """The link that a camera reads from somebody's pick-up code."""
    picture = await town[who].sees("bot", lambda one: one.photo is not None)
    assert reads(f"Show this when you pick up {OIL}.")(picture)
    assert picture.photo
    png = await town.people.download(picture.photo)
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(png)))
    return str(code.text)


async def test_addresses_are_asked_for_and_tracking_is_told(town: Town) -> None:
    """GP-5: without it the organiser would collect addresses by hand, and be asked all day."""
    await closed(town, "ships to addresses")
    await goes_to(town, "boris", "Elm St 5, Bonn")
    first = await goes_to(town, "carla", "=1+1 Oak Rd 7")
    rows = await requests(town, 2)
    asked = [(row["Name"], row["Units"], str(row["Where to"]).lstrip("'")) for row in rows]
    assert asked == [("Boris", 2, "Elm St 5, Bonn"), ("Carla", 1, "=1+1 Oak Rd 7")]
    assert not has(town.label("statement-show-code"))(first)

    await press(town, "anna", "board-goods", "goods-tick")
    await part_of(town, "Carla")
    await press(town, "anna", "board-stage-shipped")
    await town["anna"].sees("bot", reads("tracking number, or link, for Carla"))
    await town["anna"].send("bot", "https://post.example/77")
    part = await town["anna"].sees("bot", reads("Carla", "Tracking: https://post.example/77"))
    assert reads("Goods: shipped")(part)
    await town["carla"].sees("bot", reads("News of", "on its way: https://post.example/77"))
    await mark(town, "board-undo-stage", "Carla: requested")
    assert reads("It is asked for, and packed next.")(await look(town, "carla", OIL))
    await press(town, "anna", "board-stage-shipped")
    await tap(town, "anna", "goods-no-tracking")
    await town["carla"].sees("bot", reads("It is on its way."))
