"""Tidying up goes on by itself for as long as the bot runs."""

from __future__ import annotations

from domain.commands.base import Cause
from domain.commands.people import GuessedCode
from domain.ids import PersonId
from tests.bot.house import House, until

ANNA = PersonId(501)


async def test_what_has_served_goes_by_itself(house: House) -> None:
    """Without it the database of a busy group would grow until the disk is full."""
    await house.bot()
    await house.met("anna")
    began = house.clock.now()
    await house.storage.desk.submit(GuessedCode(Cause("guess", began), ANNA))
    assert await house.storage.reader.recent_guesses(ANNA, began) == 1
    await house.people.skip(3 * 86_400)

    async def forgotten() -> bool:
        return await house.storage.reader.recent_guesses(ANNA, began) == 0

    await until(forgotten)
