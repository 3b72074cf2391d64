"""A short answer with buttons that reads the same in the group and in private.

In a group it travels as the values of a notice (JSON) and is put into words when sent; in private
it is put into words at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.screen import Button, Screen
from locales.translator import Translator

ROWS = "rows"
"""Where the buttons stand among a GROUP_REPLY's values; no message has a brace of that name."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message's key, its values, and rows of buttons.

    Values are numbers, text, `money(...)` or `moment(...)`; `count` picks the plural.
    """

    message: str
    values: dict[str, Any] = field(default_factory=dict)
    rows: tuple[tuple[dict[str, Any], ...], ...] = ()

    @property
    def packed(self) -> dict[str, Any]:
        """The values with the buttons among them, for `ReplyInGroup`."""
        return self.values | ({ROWS: [list(row) for row in self.rows]} if self.rows else {})


def money(amount: int, currency: str) -> dict[str, Any]:
    """Return a value that is minor units of a currency."""
    return {"money": [amount, currency]}


def moment(at: datetime) -> dict[str, Any]:
    """Return a value that is a time."""
    return {"at": at.isoformat()}


def press(key: str, data: str, **values: Any) -> dict[str, Any]:
    """Return a button that says `data` back."""
    return {"key": key, "values": values, "data": data}


def titled(text: str, data: str) -> dict[str, Any]:
    """Return a button labelled with a name that somebody gave."""
    return {"text": text, "data": data}


def link(key: str, url: str, **values: Any) -> dict[str, Any]:
    """Return a button that opens a link."""
    return {"key": key, "values": values, "url": url}


def reply_screen(t: Translator, message: str, values: Mapping[str, Any], now: datetime) -> Screen:
    """Put a reply into words: `values` as `Reply.packed` gives them."""
    spoken = {name: _say(t, value, now) for name, value in values.items() if name != ROWS}
    rows = tuple(tuple(_button(t, button, now) for button in row) for row in values.get(ROWS, ()))
    return Screen(t(message, **spoken), rows)


def _button(t: Translator, button: Mapping[str, Any], now: datetime) -> Button:
    values = {name: _say(t, value, now) for name, value in button.get("values", {}).items()}
    text = button.get("text") or t.plain(button["key"], **values)
    return Button(text, data=button.get("data"), url=button.get("url"))


def _say(t: Translator, value: Any, now: datetime) -> Any:
    match value:
        case {"money": [amount, currency]}:
            return t.money(amount, currency)
        case {"at": at}:
            return t.when_live(datetime.fromisoformat(at), now)
        case _:
            return value
