"""An answer to the draft card in the group: the bot sees replies to its own messages there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message

from domain.draft import Draft
from handlers.context import Context
from handlers.draft.filling import fill_line
from handlers.filters import typed
from handlers.reading.setting import Setting

SEPARATOR = ";"


class InAnswerToDraft(Filter):
    """A text in a group that answers the card of one's own draft. Gives `draft`."""

    async def __call__(self, message: Message, context: Context) -> bool | dict[str, Any]:
        """Tell whether it is one."""
        replied = message.reply_to_message
        if message.chat.type == ChatType.PRIVATE or replied is None or not typed(message):
            return False
        if replied.from_user is None or not replied.from_user.is_bot:
            return False
        number = await context.chats.buy_at(message.chat.id, replied.message_id)
        draft = await context.reader.draft(number) if number is not None else None
        if draft is None or draft.owner != context.actor:
            return False
        return {"draft": draft}


def corrected(draft: Draft, text: str, setting: Setting) -> Draft:
    """Return a complete draft with what an answer to it states; chatter changes nothing.

    Only a whole line, with its semicolons, names the things on offer anew.
    """
    read = fill_line(draft, text, setting)
    if SEPARATOR in text:
        return read
    return replace(read, title=draft.title, items=draft.items, questions=draft.questions)
