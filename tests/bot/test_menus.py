"""Command menus: there for every language, and set only where they differ."""

from __future__ import annotations

from aiogram import Bot

from bot.menus import set_menus
from bot.starting import listening_bot
from handlers.commands_menu import menus
from tests.bot.house import House


async def test_menus_are_there_and_set_once(house: House) -> None:
    """Without it people would find no commands, or each restart would use up Telegram's limits."""
    bot: Bot = listening_bot(house.settings)
    try:
        await set_menus(bot, menus("en"))
        first = len(house.calls("setMyCommands"))
        await set_menus(bot, menus("en"))
    finally:
        await bot.session.close()
    assert first == len(list(menus("en")))
    assert len(house.calls("setMyCommands")) == first
    assert "buy" in await house.people["anna"].menu()
    assert "order" in await house.people["boris"].menu(house.flat)


async def test_a_failing_menu_spares_the_others(house: House) -> None:
    """Without it one refused description would keep the bot from starting."""
    house.sandbox.fault("setMyCommands", code=400, description="Bad Request: no")
    bot: Bot = listening_bot(house.settings)
    try:
        await set_menus(bot, menus("en"))
    finally:
        await bot.session.close()
    codes = [call["code"] for call in house.calls("setMyCommands")]
    assert codes.count(400) == 1
    assert codes.count(200) == len(codes) - 1
