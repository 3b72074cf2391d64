"""Commands that only have something said in a group: whatever is said there is a notice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from domain.commands.base import Command
from domain.ids import BuyId, HomeId


@dataclass(frozen=True, slots=True)
class ShowCard(Command[None]):
    """`/status`: bring the card down again and retire the old one. Raises `UnknownBuy`.

    A buy without a home has no card: nothing happens.
    """

    buy: BuyId


@dataclass(frozen=True, slots=True)
class ReplyInGroup(Command[None]):
    """Answer in a group: `message` is the key of the text, `values` (JSON) fill it.

    `reply_to` is the message that is answered.
    """

    home: HomeId
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    reply_to: int | None = None
