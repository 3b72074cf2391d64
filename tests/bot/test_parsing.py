"""Reading updates: of the message that is tapped on no more than handlers use."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InaccessibleMessage, Message
from pydantic import ValidationError

from bot.parsing import parsed

BOT = Bot("42:TEST")
FLAT = {"id": -1001, "type": "supergroup", "title": "Flat 12"}
LINE: dict[str, Any] = {
    "message_id": 2,
    "date": 1_700_000_000,
    "chat": FLAT,
    "from": {"id": 501, "is_bot": False, "first_name": "Anna"},
    "text": "/buy Olive oil; 42 EUR",
}
CARD: dict[str, Any] = {
    "message_id": 3,
    "date": 1_700_000_000,
    "chat": FLAT,
    "from": {"id": 42, "is_bot": True, "first_name": "Group Buy"},
    "text": "Olive oil",
    "message_thread_id": 9,
    "is_topic_message": True,
    "reply_to_message": LINE,
    "reply_markup": {"inline_keyboard": [[{"text": "+1", "callback_data": "more"}]]},
}


def tap(message: Any) -> dict[str, Any]:
    """A tap on something."""
    return {
        "update_id": 1,
        "callback_query": {
            "id": "7",
            "from": {"id": 501, "is_bot": False, "first_name": "Anna"},
            "chat_instance": "1",
            "data": "more",
            "message": message,
        },
    }


def test_what_handlers_read_of_the_message_is_there() -> None:
    """Without it answers would miss their topic, or a `/buy` line be lost to its confirmation."""
    query = parsed(tap(CARD), BOT).callback_query
    assert query is not None
    message = query.message
    assert isinstance(message, Message)
    assert (message.message_id, message.chat.id, message.text) == (3, -1001, "Olive oil")
    assert (message.is_topic_message, message.message_thread_id) == (True, 9)
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == LINE["text"]
    assert message.reply_to_message.from_user is not None
    assert message.reply_markup is None
    assert message.bot is query.bot is BOT


def test_the_update_as_it_came_is_left_alone() -> None:
    """Without it a try after the database was away would read what the first left of an update."""
    raw = tap(CARD)
    assert parsed(raw, BOT) == parsed(raw, BOT)
    assert raw == tap(CARD)


@pytest.mark.parametrize(
    "message", [None, {"message_id": 3, "date": 0, "chat": FLAT}], ids=["none", "too old"]
)
def test_a_message_out_of_reach_stays_so(message: Any) -> None:
    """Without it a tap on an old card would be a bug, or edit what cannot be edited."""
    query = parsed(tap(message), BOT).callback_query
    assert query is not None
    assert not isinstance(query.message, Message)
    assert (query.message is None) or isinstance(query.message, InaccessibleMessage)


@pytest.mark.parametrize(
    "message", [{"date": 1}, {"date": "soon", "message_id": 3, "chat": FLAT}, {**CARD, "chat": 5}]
)
def test_nonsense_is_told_as_such(message: Any) -> None:
    """Without it an odd update would be reported as a bug of ours, with an apology to nobody."""
    with pytest.raises(ValidationError):
        parsed(tap(message), BOT)
