"""Looking for somebody on the board."""

from __future__ import annotations

from aiogram.types import Message

from domain.conversation import Conversation, Expecting
from domain.errors import UnknownBuy
from handlers.answering import answer
from handlers.context import Context
from handlers.filters import typed
from handlers.organiser.acting import Act, buy_of, check_runs
from handlers.organiser.asking import ask
from handlers.organiser.board import found_screen
from handlers.organiser.picked import settle_down
from handlers.organiser.presses import Verb
from handlers.screen import Screen


async def ask_name(act: Act) -> Screen:
    """Ask whom to look for."""
    asked = Conversation(act.context.actor, Expecting.SEARCH, buy=act.buy.id)
    return await ask(act, asked, act.context.t("board-ask-name"), Verb.BOARD)


async def sought(message: Message, context: Context, conversation: Conversation) -> None:
    """Show who was found."""
    if conversation.buy is None:
        raise UnknownBuy
    buy = await buy_of(context, conversation.buy)
    await check_runs(context, buy)
    rows = await context.reader.board(buy.id)
    await settle_down(context)
    await answer(message, found_screen(buy, rows, context.t, context.now, typed(message)))
