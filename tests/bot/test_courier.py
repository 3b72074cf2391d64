"""What becomes of a message: the courier's reading of Telegram's answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.courier import Address, Courier
from bot.delivery import (
    Again,
    Hidden,
    Migrated,
    Refusal,
    Sent,
    SlowDown,
    Undeliverable,
)
from bot.pace import Pace
from handlers.screen import Button, File, PickPeople, Screen
from sandbox import Limits
from storage.chats import Place
from tests.bot.house import House

HELLO = Screen(Markup("<b>Hello</b>"), ((Button("Go", data="go"), Button("Copy", copy="K7")),))
ANNA, YUKI = 501, 507

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082"
)


@pytest.fixture
async def courier(house: House) -> AsyncIterator[Courier]:
    """A courier without pace."""
    made = Courier(house.settings, Pace(house.settings))
    await made.start()
    yield made
    await made.stop()


async def test_a_message_arrives(house: House, courier: Courier) -> None:
    """Without it nothing the bot says unasked would be read, or it would be plain text."""
    delivery = await courier.send(Address(ANNA), HELLO)
    seen = await house.people["anna"].sees("bot", "Hello")
    assert delivery == Sent(seen.id)
    assert seen.html == "<b>Hello</b>"
    assert seen.labels == [["Go", "Copy"]]


@pytest.mark.parametrize(("name", "picture"), [("ladder.png", True), ("order.csv", False)])
async def test_files_arrive(house: House, courier: Courier, name: str, picture: bool) -> None:
    """Without it tier pictures and exports would not reach anybody."""
    screen = Screen(Markup("With a file"), file=File(name, PNG, picture))
    assert isinstance(await courier.send(Address(ANNA), screen), Sent)
    seen = await house.people["anna"].sees("bot", "With a file")
    assert bool(seen.photo) is picture
    assert bool(seen.document) is not picture


async def test_a_keyboard_that_picks_people(house: House, courier: Courier) -> None:
    """Without it an organiser could not name people whom the bot mentions unasked."""
    pick = PickPeople("Choose", 1, "Not now")
    assert isinstance(await courier.send(Address(ANNA), Screen(Markup("Who?"), pick=pick)), Sent)
    await house.people["anna"].sees("bot", "Who?")
    assert (await house.people["anna"].chat("bot")).keyboard
    gone = Screen(Markup("Thanks"), remove_keyboard=True)
    assert isinstance(await courier.send(Address(ANNA), gone), Sent)
    assert not (await house.people["anna"].chat("bot")).keyboard


async def test_an_edit_that_changes_nothing_is_fine(house: House, courier: Courier) -> None:
    """Without it a card that is up to date would count as a failure and be posted again."""
    sent = await courier.send(Address(ANNA), HELLO)
    assert isinstance(sent, Sent)
    place = Place(ANNA, sent.message_id)
    assert await courier.edit(place, HELLO) == sent
    assert await courier.edit(place, Screen(Markup("Bye"))) == sent
    assert (await house.people["anna"].last()).text == "Bye"


async def test_an_edit_of_what_is_gone(house: House, courier: Courier) -> None:
    """Without it a deleted card would never come back."""
    sent = await courier.send(Address(house.flat.id), HELLO)
    assert isinstance(sent, Sent)
    anna = house.people["anna"]
    await anna.delete(await anna.sees(house.flat, "Hello"))
    edited = await courier.edit(Place(house.flat.id, sent.message_id), Screen(Markup("Bye")))
    assert isinstance(edited, Undeliverable)
    assert edited.refusal is Refusal.NO_MESSAGE


async def test_an_answer_to_what_is_gone_is_a_message(house: House, courier: Courier) -> None:
    """Without it a tier would not be announced because somebody deleted the card."""
    assert isinstance(await courier.send(Address(house.flat.id, reply_to=9_999), HELLO), Sent)


async def test_who_cannot_be_written_to(house: House, courier: Courier) -> None:
    """Without it the bot would write again and again, and tell the organiser nothing."""
    await house.people["boris"].block()
    house.sandbox.deactivate(house.sandbox.core.world.person("carla"))
    await house.people["anna"].place(house.flat, "bot", status="kicked")
    wanted = {
        502: Refusal.BLOCKED,
        503: Refusal.GONE,
        house.flat.id: Refusal.KICKED,
        999_999: Refusal.NO_CHAT,
    }
    for chat, refusal in wanted.items():
        delivery = await courier.send(Address(chat), HELLO)
        assert isinstance(delivery, Undeliverable)
        assert delivery.refusal is refusal


async def test_who_never_started(house: House, courier: Courier) -> None:
    """Without it their notices would be lost instead of waiting for their first Start."""
    await house.people["yuki"].send(house.flat, "/status@group_buy_bot")
    delivery = await courier.send(Address(YUKI), HELLO)
    assert isinstance(delivery, Undeliverable)
    assert delivery.refusal is Refusal.NEVER_STARTED


async def test_a_group_that_moved(house: House, courier: Courier) -> None:
    """Without it a group would fall silent the day it becomes a supergroup."""
    moved = await house.people["anna"].migrate(house.flat)
    assert await courier.send(Address(house.flat.id), HELLO) == Migrated(moved.id)


async def test_too_many(house: House, courier: Courier) -> None:
    """Without it the bot would go on in spite of a 429 and be cut off for longer."""
    house.sandbox.fault("sendMessage", code=429, description="Too Many Requests", retry_after=7)
    assert await courier.send(Address(ANNA), HELLO) == SlowDown(7)


@pytest.mark.parametrize("code", [500, 502, 503])
async def test_telegram_broken(house: House, courier: Courier, code: int) -> None:
    """Without it a notice would be given up for a minute's trouble at Telegram."""
    house.sandbox.fault("sendMessage", code=code, description="Trouble")
    assert isinstance(await courier.send(Address(ANNA), HELLO), Again)


@pytest.mark.parametrize("effect", ["drop_before", "drop_after"])
async def test_an_answer_that_never_came(house: House, courier: Courier, effect: str) -> None:
    """Without it a message that did arrive would be sent a second time."""
    house.sandbox.fault("sendMessage", effect=effect)
    assert isinstance(await courier.send(Address(ANNA), HELLO), Hidden)


async def test_telegram_away(house: House, courier: Courier) -> None:
    """Without it what was certainly not sent would be given up."""
    await house.sandbox.stop()
    assert isinstance(await courier.send(Address(ANNA), HELLO), Again)


async def test_the_pace_keeps_to_the_letter_of_the_limits(house: House) -> None:
    """Without it a busy evening would end in 429s, and Telegram's patience with the bot."""
    house.sandbox.limits = Limits.strict()
    paced = {
        "messages_per_second": 30,
        "group_messages_per_minute": 30,
        "chat_messages_per_second": 1,
    }
    settings = house.settings.model_copy(update=paced)
    courier = Courier(settings, Pace(settings))
    await courier.start()
    to = [ANNA, ANNA, 502, 502, 503, 504, 505, 506, house.flat.id, house.flat.id, house.flat.id]
    try:
        sent = await asyncio.gather(*(courier.send(Address(chat), HELLO) for chat in to))
    finally:
        await courier.stop()
    assert all(isinstance(one, Sent) for one in sent), sent
