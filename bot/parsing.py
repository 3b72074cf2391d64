"""From Telegram's JSON to an update, without what no handler reads."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.types import Message, Update

READ_WHEN_TAPPED = (
    "message_id",
    "date",
    "chat",
    "message_thread_id",
    "is_topic_message",
    "reply_to_message",
    "text",
)
"""What handlers read of the message under which somebody taps."""


def parsed(raw: dict[str, Any], bot: Bot) -> Update:
    """Return an update whose objects know their bot. Raises `ValidationError`.

    Most of a tap is the message that it happened under, which the bot wrote itself, and most of
    the time goes into trying that as either of two types; so it is cut short and read by itself.
    """
    context = {"bot": bot}
    tap = raw.get("callback_query")
    tapped = tap.get("message") if isinstance(tap, dict) else None
    if isinstance(tap, dict) and isinstance(tapped, dict) and tapped.get("date"):
        read = {name: tapped[name] for name in READ_WHEN_TAPPED if name in tapped}
        message = Message.model_validate(read, context=context)
        raw = {**raw, "callback_query": {**tap, "message": message}}
    return Update.model_validate(raw, context=context)
