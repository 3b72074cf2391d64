"""Buttons that are old, foreign or forged, orders that come too late, names that are hostile."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sandbox.people.tapping import find_button
from sandbox.seen import MessageSeen
from tests.journeys.steps import OIL, card, close, draft, follow, has, more, own_order, reads, start
from tests.journeys.town import HOME, Town

FRIDAY = datetime(2026, 3, 6, 18, tzinfo=UTC)
NOBODYS_BUY, NO_BUY = "can't find that buy", "This button no longer works"


def say_back(town: Town, message: MessageSeen, data: str, label: str = "+1") -> None:
    """Give a message one button that says `data` back, as an old or forged one would."""
    stored = town.sandbox.core.world.message(message.chat, message.id)
    stored.reply_markup = {"inline_keyboard": [[{"text": label, "callback_data": data}]]}


def said_back(town: Town, message: MessageSeen, label: str = "+1") -> str:
    """What a button says back."""
    stored = town.sandbox.core.world.message(message.chat, message.id)
    data: str = find_button(stored, label)["callback_data"]
    return data


async def test_a_forged_button_is_refused(town: Town) -> None:
    """Without it whoever can make up callback data could order in anyone's buy, or stop the bot."""
    shown = await start(town)
    own = said_back(town, shown)
    buy = own.split(":")[1]
    for data, refusal in (
        ("t:zzz:1:m", NOBODYS_BUY),
        ("l:1:1:0:::0", NOBODYS_BUY),
        ("o:1:xx:0:0", NOBODYS_BUY),
        (f"t:{buy}:999:m", "not on offer"),
        (f"t:{buy}:1:q", NO_BUY),
        (f"t:{buy}:-1:m", NO_BUY),
        (f"t:{'9' * 40}:1:m", NO_BUY),
        ("t::::", NO_BUY),
        ("h:1", NO_BUY),
        ("d:1:go::", "Begin a new one with /buy"),
        ("x" * 64, NO_BUY),
        ("\u202e'; drop table", NO_BUY),
    ):
        say_back(town, shown, data)
        refused = await town["boris"].tap(shown, "+1")
        assert (refused.answered, refused.alert) == (True, True), data
        assert refused.text.count(refusal) == 1, (data, refused.text)
    say_back(town, shown, own)
    await town["anna"].send(HOME, "/status")
    fresh = await town["anna"].sees(HOME, has("My order"), after=shown)
    assert "Boris" not in fresh.text
    assert "0 of 10" in fresh.text


async def test_buttons_of_another_person(town: Town) -> None:
    """Without it anyone could start, close or drop what is not theirs."""
    read = await draft(town)
    for button in ("Start", "Cancel"):
        refused = await town["boris"].tap(read, button)
        assert (refused.alert, "Anna is writing this one" in refused.text) == (True, True)
    refused_link = await follow(town, "boris", read.url("Change"))
    assert "Anna is writing this one" in refused_link.text
    await town["anna"].tap(read, "Start")
    shown = await card(town, "anna", has("My order"))
    await town["anna"].send(HOME, "/close", reply_to=shown)
    preview = await town["anna"].sees(HOME, has("Close now"))
    refused = await town["boris"].tap(preview, "Close now")
    assert (refused.alert, refused.text) == (True, "That is for Anna to do, who runs this buy.")
    await more(town, "boris")


async def test_a_button_of_a_closed_buy(town: Town) -> None:
    """Without it an order would be added to a bill that is out already."""
    shown = await start(town)
    own = said_back(town, shown)
    await more(town, "boris")
    order = await own_order(town, "carla")
    await close(town)
    await town["boris"].sees("bot", "settled")
    say_back(town, shown, own)
    refused = await town["boris"].tap(shown, "+1")
    assert (refused.alert, refused.text) == (
        True,
        f"{OIL} is closed. Orders cannot change any more.",
    )
    refused = await town["carla"].tap(order, "2")
    assert "is closed" in refused.text
    await town.at_rest()
    statement = await town["boris"].sees("bot", "settled")
    assert "1 × 42.00" in statement.text
    assert not [one for one in await town["carla"].messages() if "settled" in one.text]


async def test_orders_as_the_buy_closes_are_decided_once(town: Town) -> None:
    """Without it somebody would be told "you have 1" and find nothing on the bill."""
    shown = await start(town)
    await more(town, "boris")
    await town.skip_to(FRIDAY - timedelta(seconds=1))
    shown = await card(town, "boris", has("+1"))
    taps = [town[name].tap(shown, "+1") for name in ("boris", "carla", "dewi", "mei", "omar")]
    waiting = asyncio.gather(*taps)
    await town.skip(seconds=2)
    answers = dict(zip(("boris", "carla", "dewi", "mei", "omar"), await waiting, strict=True))
    await town["boris"].sees("bot", "settled")
    await town.at_rest()
    assert all(answer.answered for answer in answers.values())
    for name, answer in answers.items():
        counted = answer.text.startswith("You have")
        assert counted or "is closed" in answer.text
        statements = [one for one in await town[name].messages() if "settled" in one.text]
        assert len(statements) == (counted or name == "boris")
    units = 2 if answers["boris"].text.startswith("You have") else 1
    assert f"{units} × 42.00" in (await town["boris"].sees("bot", "settled")).text


async def test_paying_twice_is_said_not_booked(town: Town) -> None:
    """Without it an old button would ask the organiser to confirm money that never came."""
    await start(town)
    await more(town, "boris")
    await close(town)
    statement = await town["boris"].sees("bot", has("I've paid"))
    old = said_back(town, statement, "I've paid")
    await town["boris"].tap(statement, "I've paid")
    claim = await town["anna"].sees("bot", has("Mark paid"))
    confirm = said_back(town, claim, "Mark paid")
    await town["anna"].tap(claim, "Mark paid")
    paid = await town["boris"].sees("bot", "All paid")
    say_back(town, statement, old, "I've paid")
    again = await town["boris"].tap(statement, "I've paid")
    assert (again.alert, again.text) == (True, "Nothing is owed.")
    say_back(town, claim, confirm, "Mark paid")
    again = await town["anna"].tap(claim, "Mark paid")
    assert again.answered
    await town.at_rest()
    assert await town["boris"].last() == paid


async def test_a_retired_card_points_to_the_new_one(town: Town) -> None:
    """Without it two cards would take orders, and one of them would show how it once was."""
    first = await start(town)
    button = said_back(town, first)
    await town["boris"].send(HOME, "/status")
    fresh = await card(town, "boris", lambda one: one.id != first.id)
    old = await town["boris"].sees(HOME, "the card is further down now")
    assert (old.id, old.labels) == (first.id, [])
    say_back(town, old, button)
    refused = await town["boris"].tap(old, "+1")
    assert (refused.alert, NO_BUY in refused.text) == (True, True)
    await town["boris"].tap(fresh, "+1")
    await card(town, "anna", "Boris 1")


HOSTILE = (
    "<b>Bo</b>",
    "& <script>",
    "\u202eevil\u202c",
    "𝕯" * 64,
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\u200b\u2060",
    "%s {name} {0}",
)


async def test_hostile_names_are_shown_as_they_are_and_cut(town: Town) -> None:
    """Without it a name could break the card for everyone, or turn its text around."""
    names = ("boris", "carla", "dewi", "mei", "omar", "anna")
    shown = await start(town)
    for who, name in zip(names, HOSTILE, strict=False):
        await town.people.call("POST", f"/people/{who}", first_name=name)
    people = [town.people[number] for number in (502, 503, 504, 505, 506, 501)]
    for one in people:
        tapped = await one.tap(shown, "+1")
        assert tapped.text.startswith("You have 1")
    yuki = town.people[507]
    await yuki.change(first_name=HOSTILE[-1])
    await yuki.tap(shown, "+1")
    fresh = await yuki.sees(HOME, lambda one: "7 of 10" in one.text)
    assert "<b>Bo</b> 1" in fresh.text
    assert "& <script> 1" in fresh.text
    assert "%s {name} {0} Tanaka 1" in fresh.text
    assert "𝕯" * 64 not in fresh.text
    assert not {"\u202e", "\u200b"} & set(fresh.text)
    assert "Somebody 1" in fresh.text


async def test_hostile_titles_items_and_guests(town: Town) -> None:
    """Without it what is bought could break the card, the statement or the supplier's order."""
    title = "<i>Oil</i> & \u202eco 🫒"
    anna, boris = town["anna"], town["boris"]
    await anna.send(HOME, f"/buy {title}; 42 EUR; until Fri 18:00; pay: IBAN <b>DE</b> & co")
    read = await anna.sees(HOME, has("Start"))
    await anna.tap(read, "Start")
    shown = await card(town, "anna", "<i>Oil</i> &")
    await boris.tap(shown, "+1")
    await boris.send("bot", "/my")
    await boris.sees("bot", "<i>Oil</i> &")
    await close(town)
    statement = await boris.sees("bot", reads("<i>Oil</i> &", "settled"))
    assert "IBAN <b>DE</b> & co" in statement.text


async def test_a_paste_of_4096_characters(town: Town) -> None:
    """Without it one long paste would stop the bot from saying anything to the group."""
    anna = town["anna"]
    await anna.send(HOME, f"/buy Olive oil {'🫒' * 2000}; 42 EUR; until Fri 18:00")
    refused = await anna.sees(HOME, "characters, and")
    assert not has("Start")(refused)
    await anna.send("bot", "x" * 4096)
    await anna.sees("bot", "I did not understand that")
    pasted = await anna.send("bot", "/order " + "9" * 4000)
    await anna.sees("bot", lambda one: not one.own, after=pasted)
