"""Taps as Telegram sends them, as ready-made HTTP requests of which only the numbers are left."""

from __future__ import annotations

import json
from typing import Any

from benchmarks import crowd
from benchmarks.crowd import Crowd
from handlers.base36 import encode

LINK = f"https://t.me/{crowd.BOT_NAME}?start="
WRITTEN = 1_770_000_000
"""When the card was posted, in Unix seconds."""

TEXT = """\
🛒 Olive oil 5 l · by Neighbour 999999
38.00 € each instead of 42.00 € · 1,000 in
Next: 35.00 € from 100,000 units (99,000 to go)
In: Neighbour 17 (1), Neighbour 4 (2), Neighbour 256 (1), Neighbour 93 (1), Neighbour 8 (3), \
Neighbour 77 (1), Neighbour 31 (2), Neighbour 640 (1), Neighbour 5 (1), Neighbour 12 (1) \
and 990 more
Until Friday 18:00 · code OIL4711"""


class Requests:
    """Makes the requests for one server."""

    def __init__(self, crowd_: Crowd, host: str, path: str) -> None:
        """`host` is host:port, `path` where the webhook is."""
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {crowd.SECRET}\r\nContent-Length: %d\r\n\r\n"
        ).encode()
        self._messages = [
            json.dumps(_message(buy)).replace("%", "%%") for buy in range(crowd_.buys)
        ]
        self._bodies = {
            (buy, step): _tap(message, crowd.buy_id(buy), step).encode()
            for buy, message in enumerate(self._messages)
            for step in "ml"
        }

    def tap(self, update: int, person: int, buy: int, delta: int) -> bytes:
        """Return the request for a tap on +1 or −1; the query's id is the update's."""
        body = self._bodies[buy, "m" if delta > 0 else "l"] % (
            update,
            update,
            person,
            crowd.first_name(person).encode(),
            crowd.username(person).encode(),
        )
        return self._head % len(body) + body


def _tap(message: str, buy: int, step: str) -> str:
    return (
        '{"update_id":%d,"callback_query":{"id":"%d","from":{"id":%d,"is_bot":false,'
        '"first_name":"%s","username":"%s","language_code":"en"},"message":'
        f'{message},"chat_instance":"-4382341873491237","data":"{data(buy, step)}"}}}}'
    )


def data(buy: int, step: str) -> str:
    """Return the callback data of the card's buttons, as `handlers.callbacks.Tap` packs it."""
    return f"t:{encode(buy)}:{crowd.ITEM}:{step}"


def _message(buy: int) -> dict[str, Any]:
    number = crowd.buy_id(buy)
    own, share = f"{LINK}o_{number}", f"{LINK}s_{number}"
    return {
        "message_id": crowd.CARD,
        "from": {
            "id": crowd.BOT_ID,
            "is_bot": True,
            "first_name": "Group Buy",
            "username": crowd.BOT_NAME,
        },
        "chat": {"id": crowd.chat_id(buy), "title": crowd.title(buy), "type": "supergroup"},
        "date": WRITTEN,
        "edit_date": WRITTEN + 60,
        "text": TEXT,
        "entities": [
            {"offset": 3, "length": 12, "type": "bold"},
            {"offset": 39, "length": 7, "type": "bold"},
            {"offset": 60, "length": 7, "type": "strikethrough"},
            {"offset": len(TEXT) - 7, "length": 7, "type": "code"},
        ],
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "−1", "callback_data": data(number, "l")},
                    {"text": "+1", "callback_data": data(number, "m")},
                    {"text": "My order", "url": own},
                ],
                [
                    {"text": "Share", "url": share},
                    {"text": "Tell me about buys here", "callback_data": "h:1y2p0ij32e8e7"},
                ],
            ]
        },
    }
