"""What became of one message that the courier was given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.people import Reach


@dataclass(frozen=True, slots=True)
class Sent:
    """It stands in the chat under `message_id`."""

    message_id: int


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Telegram refuses anything for now (429): nothing to anyone for `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Again:
    """It was not delivered, for a reason that passes: no connection, or Telegram answers 5xx."""

    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group goes on under another id; the message was not delivered."""

    chat_id: int


class Refusal(StrEnum):
    """Why a message can never be delivered as it is."""

    BLOCKED = "blocked"
    NEVER_STARTED = "never started"
    GONE = "gone"
    KICKED = "kicked"
    NO_CHAT = "chat not found"
    NO_MESSAGE = "message not found"
    """An edit whose message is gone, or too old to be edited."""
    REFUSED = "refused"

    @property
    def reach(self) -> Reach | None:
        """Return what this says of a person, where it says anything."""
        return REACH.get(self)


REACH = {
    Refusal.BLOCKED: Reach.BLOCKED,
    Refusal.NEVER_STARTED: Reach.NEVER_STARTED,
    Refusal.NO_CHAT: Reach.NEVER_STARTED,
    Refusal.GONE: Reach.GONE,
}


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """Telegram refused it for good; `detail` is Telegram's own sentence."""

    refusal: Refusal
    detail: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """The connection failed after sending: whether it was delivered cannot be known."""

    reason: str


Delivery = Sent | SlowDown | Again | Migrated | Undeliverable | Hidden
