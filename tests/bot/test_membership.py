"""Who comes, goes and blocks is known before anything else is done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram import Router
from aiogram.types import Message

from domain.ids import ANONYMOUS_ADMINISTRATOR, HomeId, PersonId
from domain.people import Home, Reach
from handlers.context import Context
from sandbox.updates import Waiting
from tests.bot.house import House, until

ANNA, BORIS, YUKI = PersonId(501), PersonId(502), PersonId(507)


async def home(house: House) -> Home:
    """Flat 12 as the bot knows it."""
    where = HomeId(await until(lambda: house.storage.chats.home_of(house.flat.id)))
    found = await house.storage.reader.home(where)
    assert found is not None
    return found


async def test_a_home_speaks_the_language_of_who_added_the_bot(house: House) -> None:
    """Without it a group would be spoken to in a language nobody there reads."""
    group = house.sandbox.add_group("Compras", house.sandbox.core.world.person("carla"))
    await house.bot()
    where = HomeId(await until(lambda: house.storage.chats.home_of(group.id)))
    known = await house.storage.reader.home(where)
    assert known is not None
    assert (known.title, known.language) == ("Compras", "es")


async def test_the_bot_is_removed_and_comes_back(house: House) -> None:
    """Without it the bot would go on writing into a group that threw it out."""
    await house.bot()
    await home(house)
    for status, present in (("kicked", False), ("member", True)):
        await house.people["anna"].place(house.flat, "bot", status=status)

        async def noted(wanted: bool = present) -> bool:
            return (await home(house)).present is wanted

        await until(noted)


async def test_blocked_and_unblocked(house: House) -> None:
    """Without it the organiser would be told that somebody is reached who is not."""
    await house.bot()
    await house.met("boris")
    boris = house.people["boris"]
    for act, reach in ((boris.block, Reach.BLOCKED), (boris.unblock, Reach.OPEN)):
        await act()

        async def noted(wanted: Reach = reach) -> bool:
            person = await house.storage.reader.person(BORIS)
            return person is not None and person.reach is wanted

        await until(noted)


async def test_who_leaves_is_gone_and_who_returns_is_back(house: House) -> None:
    """Without it people who moved out would be nudged about the flat's next buy."""
    await house.bot()
    where = (await home(house)).id
    boris = house.people["boris"]
    await boris.send(house.flat, "/status@group_buy_bot")

    async def here() -> bool:
        found = await house.storage.reader.membership(where, BORIS)
        return found is not None and found.gone_at is None

    await until(here)
    await boris.place(house.flat, status="left")

    async def gone() -> bool:
        return not await here()

    await until(gone)
    await house.people["anna"].place(house.flat, "boris", status="member")
    await until(here)


async def test_who_left_stays_gone_when_updates_come_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it somebody who left just before a crash would be nudged for ever after it."""
    updates, taken = house.sandbox.core.updates, list[Waiting]()
    acknowledge = updates.acknowledge

    def taking(waiting: Waiting) -> None:
        taken.append(waiting)
        acknowledge(waiting)

    async def heard() -> bool:
        return not updates.queue

    monkeypatch.setattr(updates, "acknowledge", taking)
    first = await house.bot()
    where = (await home(house)).id
    anna, boris = house.people["anna"], house.people["boris"]
    for _ in range(2):
        await anna.place(house.flat, "boris", status="member")
        await boris.send(house.flat, "/status@group_buy_bot")
        await boris.place(house.flat, status="left")
    await until(heard)
    await first.stop()
    left = await house.storage.reader.membership(where, BORIS)
    assert left is not None
    assert left.gone_at is not None
    # A killed process has acknowledged nothing of what it did last.
    updates.queue = [replace(waiting, copies=1, delivered=False) for waiting in taken]
    await house.bot()
    await until(heard)
    assert await house.storage.reader.membership(where, BORIS) == left


async def test_a_group_becomes_a_supergroup(house: House) -> None:
    """Without it a running buy would lose its group overnight."""
    await house.bot()
    where = (await home(house)).id
    moved = await house.people["anna"].migrate(house.flat)

    async def followed() -> bool:
        return await house.storage.chats.chat_of(where) == moved.id

    await until(followed)
    assert await house.storage.chats.home_of(moved.id) == where


async def test_an_anonymous_administrator_is_no_person(house: House) -> None:
    """Without it all anonymous administrators of all groups would share one order."""
    router = Router()
    acting: list[PersonId] = []

    @router.message()
    async def see(message: Message, context: Context) -> None:
        if message.text and message.text.startswith("/status"):
            acting.append(context.actor)

    await house.bot(router)
    anna = house.people["anna"]
    await anna.place(house.flat, status="creator", anonymous=True)
    await anna.send(house.flat, "/status@group_buy_bot")

    async def acted() -> bool:
        return acting == [ANONYMOUS_ADMINISTRATOR]

    await until(acted)
    assert await house.storage.reader.person(ANONYMOUS_ADMINISTRATOR) is None


async def test_people_are_met_once_and_again_when_they_change(house: House) -> None:
    """Without it a changed name would stay wrong, or every tap would cost a write."""
    await house.bot()
    await house.met("anna")
    await house.people["anna"].change(first_name="Anna-Lena")
    await house.people["anna"].send("bot", "hello")

    async def renamed() -> bool:
        person = await house.storage.reader.person(ANNA)
        return person is not None and person.first_name == "Anna-Lena"

    await until(renamed)


async def test_languages_and_zones_are_found(house: House) -> None:
    """Without it Boris would be answered in the group's language, or in nobody's time."""
    router = Router()

    @router.message()
    async def tell(message: Message, context: Context) -> None:
        if context.home is None:
            await message.answer(f"{context.t.language} {context.t.zone} {context.default_zone}")

    await house.bot(router, default_zone="Europe/Berlin")
    await house.people["boris"].send("bot", "hello")
    await house.people["boris"].sees("bot", "ru Europe/Berlin")
    await house.people["mei"].send("bot", "hello")
    await house.people["mei"].sees("bot", "zh_Hans Europe/Berlin")
