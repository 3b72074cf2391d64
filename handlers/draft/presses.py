"""What the buttons of a draft say back."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from domain.draft import Draft, Field
from handlers.base36 import Int36


class Press(StrEnum):
    """What a tap on a draft asks for."""

    START = "go"
    CHANGE = "ch"
    ASK = "q"
    """Ask for `field` now."""
    SET = "s"
    """`field` becomes `value`, one of the offered choices."""
    OPTION = "o"
    """The first question is answered by its option number `value`."""
    PICK = "u"
    """Open Telegram's user picker."""
    BACK = "b"
    SKIP = "k"
    PREVIEW = "p"
    CANCEL = "x"


class OnDraft(CallbackData, prefix="d"):
    """A tap on a draft."""

    draft: Int36
    press: Press
    field: Field | None = None
    value: str = ""


class OnLineAgain(CallbackData, prefix="da"):
    """An anonymous administrator shows who acts; the line stands in the message answered."""


def on(draft: Draft, press: Press, field: Field | None = None, value: str = "") -> str:
    """Return the callback data of a tap."""
    return OnDraft(draft=draft.id, press=press, field=field, value=value).pack()
