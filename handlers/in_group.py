"""Saying something in a group: through the outbox, in answer to what was asked, in its topic."""

from __future__ import annotations

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, MaybeInaccessibleMessageUnion, Message

from domain.commands.people import ReplyInGroup
from handlers.context import Context
from handlers.group_reply import Reply


def message_of(event: Message | CallbackQuery) -> MaybeInaccessibleMessageUnion | None:
    """Return the message, or the one tapped on."""
    return event.message if isinstance(event, CallbackQuery) else event


def in_group(event: Message | CallbackQuery) -> bool:
    """Tell whether the message, or the one tapped on, stands in a group."""
    message = message_of(event)
    return message is not None and message.chat.type != ChatType.PRIVATE


def topic_of(message: MaybeInaccessibleMessageUnion | None) -> int | None:
    """Return the forum topic a message stands in; the General topic has no number.

    In a group without topics Telegram numbers the threads of answers, which are no topics.
    """
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


async def reply_here(
    event: Message | CallbackQuery, context: Context, reply: Reply, part: str = "reply"
) -> None:
    """Answer in the group acted in; `part` tells this answer from others to the same update."""
    if context.home_id is None:
        return
    message = message_of(event)
    await context.desk.submit(
        ReplyInGroup(
            cause=context.cause.then(part),
            actor=context.actor,
            home=context.home_id,
            message=reply.message,
            values=reply.packed,
            reply_to=message.message_id if message else None,
            topic=topic_of(message),
        )
    )
