"""What whoever met a bug is told: that it was noted, with a reference to ask by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery, Message, Update

from bot.courier import Address
from bot.seen import seen_in
from handlers.in_group import topic_of
from handlers.screen import Screen
from locales.translator import Translator, language_for

Send = Callable[[Address, Screen], Awaitable[object]]


class Apology:
    """Says it where the bug was met. Language comes from Telegram: the database may be the bug."""

    def __init__(self, send: Send, default_language: str) -> None:
        """`send` speaks unasked, so that a group's pace is kept."""
        self._send = send
        self._default = default_language

    async def __call__(self, update: Update, reference: str) -> None:
        """Apologise to whoever acted in `update`."""
        seen = seen_in(update)
        code = seen.user.language_code if seen and seen.user else None
        t = Translator(language_for(code, default=self._default))
        match update.event:
            case CallbackQuery() as query:
                text = t.plain("apology-bug", reference=reference)
                await query.answer(text, show_alert=True)
            case Message() as message:
                where = Address(message.chat.id, topic_of(message), message.message_id)
                await self._send(where, Screen(t("apology-bug", reference=reference)))
            case _:
                pass
