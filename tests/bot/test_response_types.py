"""What it takes to read an answer of Telegram's."""

from __future__ import annotations

import gc
import weakref

from aiogram.methods import Response
from aiogram.types import User

from bot.starting import listening_bot
from tests.bot.house import House


async def test_the_type_of_an_answer_is_made_once(house: House) -> None:
    """Without it each call would cost milliseconds of making again what pydantic let go."""
    bot = listening_bot(house.settings)
    await bot.get_me()
    await bot.session.close()
    made = weakref.ref(Response[User])
    gc.collect()
    assert made() is not None
