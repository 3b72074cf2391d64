"""Answers get through while Telegram is slow or away, and never twice."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNetworkError

from bot.starting import listening_bot
from tests.bot.house import House

ANNA = 501


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Bot]:
    """The bot that answers."""
    made = listening_bot(house.settings)
    yield made
    await made.session.close()


async def texts(house: House) -> list[str]:
    """What Anna reads in her chat with the bot."""
    return [one.text for one in await house.people["anna"].messages() if not one.own]


@pytest.mark.parametrize("code", [429, 500, 502, 503])
async def test_what_telegram_did_not_take_is_said_again(house: House, bot: Bot, code: int) -> None:
    """Without it somebody's question would stay unanswered for a second's trouble."""
    wait = 1 if code == 429 else None
    house.sandbox.fault("sendMessage", code=code, retry_after=wait, times=2 if code == 500 else 1)
    await bot.send_message(ANNA, "here")
    assert await texts(house) == ["here"]


async def test_what_telegram_may_have_taken_is_not_said_again(house: House, bot: Bot) -> None:
    """Without it a lost answer of Telegram's would show as the same message twice."""
    house.sandbox.fault("sendMessage", effect="drop_after")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "once")
    assert await texts(house) == ["once"]


async def test_an_edit_may_be_repeated_and_need_not_change_anything(house: House, bot: Bot) -> None:
    """Without it a button pressed twice would count as a bug."""
    sent = await bot.send_message(ANNA, "before")
    house.sandbox.fault("editMessageText", effect="drop_after")
    await bot.edit_message_text("after", chat_id=ANNA, message_id=sent.message_id)
    assert await texts(house) == ["after"]


async def test_a_tap_that_waited_too_long(bot: Bot) -> None:
    """Without it every tap from before a restart would be logged and apologised for as a bug."""
    assert await bot.answer_callback_query("123456789")


async def test_other_refusals_are_told(house: House, bot: Bot) -> None:
    """Without it a broken message would vanish without a trace."""
    with pytest.raises(TelegramBadRequest):
        await bot.send_message(ANNA, "<b>broken")
    await house.people["anna"].block()
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(ANNA, "hello")
