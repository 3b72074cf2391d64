"""Baseline: a bot in which one handler answers the tap and does nothing else.

It is aiogram as its documentation shows it, parsing all of every update. No bot that is written
with aiogram answers more taps than this.
"""

from __future__ import annotations

from aiogram import Dispatcher, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import CallbackQuery

from benchmarks.servers.serving import run

router = Router()


class Tap(CallbackData, prefix="t"):
    """What the card's buttons say back."""

    buy: str
    item: int
    step: str


@router.callback_query(Tap.filter())
async def tapped(callback: CallbackQuery) -> AnswerCallbackQuery:
    """Answer."""
    return callback.answer("You have 2 now · 38.00 € each")


if __name__ == "__main__":
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    run(dispatcher)
