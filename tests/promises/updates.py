"""Updates as Telegram sends them."""

from __future__ import annotations

from typing import Any

from tests.handlers.chatting import NOW
from tests.promises.street import BOT_ID, NAMES, TITLES

Raw = dict[str, Any]

DATE = int(NOW.timestamp())


def user(who: int) -> Raw:
    """Return somebody; whoever is none of the street is a stranger."""
    name = NAMES.get(who, "Stranger")  # type: ignore[call-overload]
    return {
        "id": who,
        "is_bot": who == BOT_ID,
        "first_name": name,
        "username": name.lower(),
        "language_code": "en",
    }


def chat(place: int) -> Raw:
    """Return a group, or somebody's private chat."""
    if place in TITLES:
        return {"id": place, "type": "supergroup", "title": TITLES[place]}
    return {"id": place, "type": "private", "first_name": "x"}


def message(number: int, who: int, place: int, **parts: Any) -> Raw:
    """Return a message; `place` is a group or, for a private chat, `who`."""
    return {
        "message_id": number,
        "date": DATE,
        "chat": chat(place),
        "from": user(who),
        **parts,
    }


def text(number: int, who: int, place: int, typed: str, **parts: Any) -> Raw:
    """Return the update of a text; a command has its entity."""
    if typed.startswith("/"):
        length = len(typed.split(maxsplit=1)[0])
        parts = {"entities": [{"type": "bot_command", "offset": 0, "length": length}], **parts}
    said = message(number, who, place, text=typed, **parts)
    return {"update_id": number, "message": said}


def tap(number: int, who: int, place: int | None, data: str, **under: Any) -> Raw:
    """Return the update of a tap on a message of the bot; without `place` it is not told where."""
    query: Raw = {"id": str(number), "from": user(who), "chat_instance": "1", "data": data}
    if place is None:
        query["inline_message_id"] = "AAA"
    else:
        query["message"] = message(7, BOT_ID, place, text="shown", **under)
        query["message"]["chat"] = chat(place)
    return {"update_id": number, "callback_query": query}
