"""A tap by webhook: its answer is carried by the response, once its effects are written."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from domain.commands.people import ChooseZone
from domain.errors import UnknownBuy
from domain.ids import PersonId
from domain.ports import DeskUnavailable
from handlers.answering import note, show
from handlers.context import Context
from handlers.errors import Refusals
from handlers.screen import Screen
from tests.bot.calling import call, started
from tests.bot.house import House, until

ANNA = PersonId(501)
ANSWER = "answerCallbackQuery"

Handler = Callable[[CallbackQuery, Context], Awaitable[None]]


def answering(handle: Handler) -> Router:
    """Return handlers that answer a tap by `handle`, and any text with a button to tap."""
    router = Router()
    router.callback_query.middleware(Refusals())

    @router.callback_query()
    async def tapped(callback: CallbackQuery, context: Context) -> None:
        await handle(callback, context)

    @router.message()
    async def say(message: Message) -> None:
        button = InlineKeyboardButton(text="+1", callback_data="more")
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer("Olive oil", reply_markup=keyboard)

    return router


def tap(number: int) -> dict[str, Any]:
    """A tap of Anna's as Telegram would send it."""
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {"id": ANNA, "is_bot": False, "first_name": "Anna"},
            "chat_instance": "1",
            "data": "more",
            "message": {
                "message_id": 3,
                "date": 1_700_000_000,
                "chat": {"id": ANNA, "type": "private", "first_name": "Anna"},
                "text": "Olive oil",
            },
        },
    }


def carried(number: int, text: str, **more: Any) -> tuple[int, dict[str, Any]]:
    """The response that carries an answer."""
    return 200, {"method": ANSWER, "callback_query_id": str(number), "text": text, **more}


async def test_the_person_sees_what_the_response_carries(house: House) -> None:
    """Without it a tap would seem to do nothing, for all the orders it makes."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        await context.desk.submit(ChooseZone(context.cause, context.actor, "Europe/Rome"))
        await note(callback, "You have 2 “bottles” · 84.00 €")

    await started(house, answering(handle))
    anna = house.people["anna"]
    await anna.send("bot", "hello")
    alert = await anna.tap(await anna.sees("bot", "Olive oil"), "+1")
    assert (alert.answered, alert.text) == (True, "You have 2 “bottles” · 84.00 €")
    assert [one["code"] for one in house.calls(ANSWER)] == [200]


async def test_the_response_is_all_the_answer_there_is(house: House) -> None:
    """Without it each tap would cost a call of Telegram as well, half of what it takes."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        await note(callback, "You have 2")

    url = await started(house, answering(handle))
    assert await call(url, tap(7)) == carried(7, "You have 2")
    assert not house.calls(ANSWER)


async def test_a_tap_repeated_while_the_first_still_runs(house: House) -> None:
    """Without it who gave up the first response, a time-out over, would be left without answer."""
    gate, begun, times = asyncio.Event(), asyncio.Event(), []

    async def handle(callback: CallbackQuery, context: Context) -> None:
        times.append(callback.id)
        begun.set()
        await gate.wait()
        await note(callback, "You have 2")

    url = await started(house, answering(handle))
    first = asyncio.create_task(call(url, tap(7)))
    await begun.wait()
    second = asyncio.create_task(call(url, tap(7)))
    gate.set()
    assert await first == carried(7, "You have 2")
    again = await second
    assert again in (carried(7, "You have 2"), (200, None))
    assert times == ["7"]


async def test_an_answer_after_the_response_is_called(house: House) -> None:
    """Without it what is answered once the response has gone would never reach anybody."""
    done = asyncio.Event()

    async def handle(callback: CallbackQuery, context: Context) -> None:
        assert callback.bot is not None
        await callback.bot.send_chat_action(ANNA, "typing")
        await done.wait()
        await note(callback, "You have 2")

    url = await started(house, answering(handle))
    assert await call(url, tap(7)) == (200, None)
    assert not house.calls(ANSWER)
    done.set()

    async def called() -> list[dict[str, Any]]:
        return house.calls(ANSWER)

    assert [one["parameters"]["text"] for one in await until(called)] == ["You have 2"]


async def test_who_has_hung_up_is_answered_by_a_call(house: House) -> None:
    """Without it an answer would be lost with the connection that was to carry it."""
    gate, begun = asyncio.Event(), asyncio.Event()

    async def handle(callback: CallbackQuery, context: Context) -> None:
        begun.set()
        await gate.wait()
        await note(callback, "You have 2")

    url = await started(house, answering(handle))
    calling = asyncio.create_task(call(url, tap(7)))
    await begun.wait()
    calling.cancel()
    await asyncio.wait([calling])
    await call(url, {"update_id": 8})  # by now the first connection is known to be closed
    gate.set()

    async def called() -> list[dict[str, Any]]:
        return house.calls(ANSWER)

    assert [one["parameters"]["text"] for one in await until(called)] == ["You have 2"]


async def test_only_the_first_answer_is_carried(house: House) -> None:
    """Without it the answer that counts, the first, could be overwritten by one after it."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        await note(callback, "first")
        await note(callback, "second")

    url = await started(house, answering(handle))
    assert await call(url, tap(7)) == carried(7, "first")


async def test_a_refusal_is_an_alert_in_the_response(house: House) -> None:
    """Without it whoever is too late would believe that they are in."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        raise UnknownBuy

    url = await started(house, answering(handle))
    status, said = await call(url, tap(7))
    assert (status, said["method"], said["show_alert"]) == (200, ANSWER, True)
    assert said["text"]


async def test_a_bug_apologises_in_the_response(house: House) -> None:
    """Without it whoever meets a bug would tap again and again."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        raise ZeroDivisionError

    url = await started(house, answering(handle))
    status, said = await call(url, tap(7))
    assert (status, said["method"], said["show_alert"]) == (200, ANSWER, True)


async def test_a_failed_commit_carries_nothing(house: House) -> None:
    """Without it somebody could be told that they ordered what was never written."""
    away = [DeskUnavailable("locked")]

    async def handle(callback: CallbackQuery, context: Context) -> None:
        if away:
            raise away.pop()
        await note(callback, "You have 2")

    url = await started(house, answering(handle))
    assert await call(url, tap(7)) == (503, None)
    assert await call(url, tap(7)) == carried(7, "You have 2")


async def test_what_cannot_be_read_is_done_with(house: House) -> None:
    """Without it one tap of a kind that is not known yet would come again for ever."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        await note(callback)

    url = await started(house, answering(handle))
    unreadable = tap(7) | {"callback_query": {"id": "7", "message": {"date": 1}}}
    assert await call(url, unreadable) == (200, None)


async def test_a_screen_is_shown_by_a_call_beside_the_answer(house: House) -> None:
    """Without it a tap in private would be answered, but the screen would stay as it was."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        await show(callback, Screen(Markup("Two bottles")), "You have 2")

    await started(house, answering(handle))
    anna = house.people["anna"]
    await anna.send("bot", "hello")
    message = await anna.sees("bot", "Olive oil")
    assert (await anna.tap(message, "+1")).text == "You have 2"
    assert (await anna.sees("bot", "Two bottles")).id == message.id


async def test_by_polling_a_tap_is_answered_by_a_call(house: House) -> None:
    """Without it nobody would be answered by a bot that asks for its updates."""

    async def handle(callback: CallbackQuery, context: Context) -> None:
        await note(callback, "You have 2")

    await house.bot(answering(handle))
    anna = house.people["anna"]
    await anna.send("bot", "hello")
    alert = await anna.tap(await anna.sees("bot", "Olive oil"), "+1")
    assert alert.text == "You have 2"
