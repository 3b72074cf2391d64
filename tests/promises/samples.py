"""One update of every kind that comes in, and of kinds that were not asked for."""

from __future__ import annotations

from domain.ids import ANONYMOUS_ADMINISTRATOR
from handlers.base36 import encode
from tests.handlers.chatting import NOW
from tests.promises.street import BORIS, BOT_ID, CARLA, CODES, DEWI, FLAT, OIL, YARD
from tests.promises.updates import DATE, Raw, chat, message, tap, text, user

ORDER = f"{encode(OIL)}"


def said(number: int, who: int, place: int, **parts: object) -> Raw:
    """Return the update of a message that is no text."""
    return {"update_id": number, "message": message(number, who, place, **parts)}


def moved(kind: str, who: int, place: int, before: str, after: str) -> Raw:
    """Return the update of somebody who came, went, or was made something else."""
    about = user(BOT_ID if kind == "my_chat_member" else who)
    return {
        "update_id": 1,
        kind: {
            "chat": chat(place),
            "from": user(who),
            "date": DATE,
            "old_chat_member": {"user": about, "status": before},
            "new_chat_member": {"user": about, "status": after, "until_date": 0},
        },
    }


def samples() -> list[Raw]:
    """Return them all; their numbers are for whoever sends them to set."""
    anonymous = {"sender_chat": chat(FLAT)}
    card = {"reply_to_message": message(7, BOT_ID, FLAT, text="card")}
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38, 20: 35; until Fri 18:00"
    inline = {"id": "1", "from": user(CARLA), "query": "oil", "offset": ""}
    chosen = {"result_id": "1", "from": user(CARLA), "query": "oil"}
    return [
        text(1, CARLA, FLAT, line),
        text(1, CARLA, CARLA, line),
        text(1, CARLA, CARLA, f"/start {CODES[OIL]}"),
        text(1, CARLA, CARLA, f"{CODES[OIL]} 2"),
        text(1, CARLA, FLAT, "/order 2 Tin", **card),
        text(1, CARLA, FLAT, "/status"),
        text(1, CARLA, CARLA, "/my"),
        text(1, CARLA, FLAT, "hello", message_thread_id=5, is_topic_message=True),
        text(1, ANONYMOUS_ADMINISTRATOR, FLAT, "/close", **anonymous),
        text(1, ANONYMOUS_ADMINISTRATOR, FLAT, line, **anonymous),
        text(1, CARLA, FLAT, "/calloff"),
        text(1, BORIS, BORIS, "/privacy"),
        text(1, BORIS, BORIS, "/settings"),
        text(1, BORIS, BORIS, "/cancel"),
        tap(1, CARLA, FLAT, f"t:{ORDER}:1:m"),
        tap(1, BORIS, BORIS, f"l:{ORDER}:1:0:m::0"),
        tap(1, BORIS, BORIS, f"o:{ORDER}:s:0:0"),
        tap(1, BORIS, None, f"o:{ORDER}:s:0:0"),
        {"update_id": 1, "edited_message": message(1, CARLA, FLAT, text=line, edit_date=DATE)},
        {"update_id": 1, "channel_post": message(1, CARLA, FLAT, text="x")},
        {"update_id": 1, "inline_query": inline},
        {"update_id": 1, "chosen_inline_result": chosen},
        moved("my_chat_member", CARLA, FLAT, "member", "kicked"),
        moved("my_chat_member", CARLA, FLAT, "left", "administrator"),
        moved("my_chat_member", CARLA, CARLA, "kicked", "member"),
        moved("chat_member", BORIS, FLAT, "member", "left"),
        moved("chat_member", DEWI, FLAT, "left", "member"),
        said(1, CARLA, FLAT, new_chat_members=[user(DEWI), user(BOT_ID)]),
        said(1, CARLA, FLAT, left_chat_member=user(BORIS)),
        said(1, CARLA, FLAT, migrate_to_chat_id=-100_555),
        said(1, CARLA, YARD, new_chat_title="Yard & <co>"),
        said(1, CARLA, CARLA, users_shared={"request_id": 1, "users": [{"user_id": DEWI}]}),
        said(1, CARLA, CARLA, users_shared={"request_id": 2**31 - 1, "users": []}),
        said(
            1,
            CARLA,
            CARLA,
            photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
        ),
        said(1, CARLA, CARLA, dice={"emoji": "🎲", "value": 3}, caption="/start"),
        {"update_id": 1, "message_reaction": {"chat": chat(FLAT), "message_id": 1, "date": DATE}},
        {"update_id": 1, "poll": {"id": "1", "question": "?"}},
        {"update_id": 1, "pre_checkout_query": {"id": "1", "from": user(CARLA), "currency": "XTR"}},
        {"update_id": 1, "something_of_next_year": {"from": user(CARLA), "at": NOW.isoformat()}},
        {"update_id": 1},
    ]
