"""What becomes of a notice when its time has come: it is said, put off, or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.goods import Supplier
from handlers.screen import File, Screen


class How(StrEnum):
    """In which way a screen reaches its chat."""

    POST = "post"
    """A new message."""
    CARD = "card"
    """The buy's card (or draft card): edited where it stands, posted where there is none."""
    CARD_AGAIN = "card_again"
    """A new card below; the old one becomes `Say.retired`."""
    REPLY_TO_CARD = "reply_to_card"
    """A new message that answers the buy's card."""
    REPLY = "reply"
    """A new message that answers the message `Say.reply_to`."""


@dataclass(frozen=True, slots=True)
class Say:
    """Say `screen` to the notice's person or home."""

    screen: Screen
    how: How = How.POST
    reply_to: int | None = None
    topic: int | None = None
    """The forum topic that it answers in; a buy is spoken of in the topic it was started in."""
    silent: bool = False
    """Without a sound: group posts at night."""
    retired: Screen | None = None
    """What the old card becomes when a new one is posted below."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: ask again at `until` (UTC)."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """Not true or not wanted any more; `reason` is for the log and the board."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Tell a supplier: by e-mail `subject`, `text` and `file`, or `body` as JSON to their URL."""

    supplier: Supplier
    key: str
    """The same for every try of the same request, and no other's: 32 hexadecimal digits."""
    subject: str
    text: str
    file: File
    media_type: str
    body: dict[str, Any]


Verdict = Say | Later | Drop | Dispatch
