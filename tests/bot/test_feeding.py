"""One update through the handlers: whatever it holds, it is done with afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.feeding import Feeder

HELLO: dict[str, Any] = {
    "update_id": 1,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}},
}


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1},
        {"update_id": 1, "something_of_next_year": {"from": {"id": 5}}},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {"text": "no chat"}},
        {"update_id": 1, "callback_query": {"id": "1", "message": {"date": 1}}},
    ],
)
async def test_what_cannot_be_read_is_passed_over(raw: dict[str, Any]) -> None:
    """Without it an update of a kind that came later is delivered again and again, for ever."""
    await Feeder(Bot("42:TEST"), Dispatcher(), _nobody)(raw)


async def test_a_bug_is_apologised_for_once() -> None:
    """Without it whoever met a bug would hear nothing, and it would come back with each try."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def fail() -> None:
        raise ZeroDivisionError

    told: list[tuple[int, str]] = []

    async def apologise(update: Update, reference: str) -> None:
        told.append((update.update_id, reference))

    await Feeder(Bot("42:TEST"), dispatcher, apologise)(HELLO)
    assert [number for number, _ in told] == [1]


@pytest.mark.parametrize("part", [{"message_id": 2**63}, {"text": "\ud800"}, {"text": "\x00"}])
async def test_what_no_database_holds_is_no_bug(part: dict[str, Any]) -> None:
    """Without it whoever makes up an update is apologised to, and the log tells of bugs."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def fail() -> None:
        raise OverflowError

    forged = {**HELLO["message"], **part}
    await Feeder(Bot("42:TEST"), dispatcher, _nobody)({"update_id": 1, "message": forged})


async def _nobody(_update: Update, _reference: str) -> None:
    raise AssertionError("nobody acted")
