"""People and homes: who someone is, what they chose, and whether the bot can write to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import HomeId, PersonId


class Reach(StrEnum):
    """Whether the bot may write to someone first."""

    NEVER_STARTED = "never_started"
    OPEN = "open"
    BLOCKED = "blocked"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the bot has met. Names are as Telegram last told them, unescaped."""

    id: PersonId
    first_name: str
    last_name: str = ""
    username: str | None = None
    telegram_language: str | None = None
    language: str | None = None
    """The language chosen in /settings; None follows Telegram's."""
    zone: str | None = None
    """IANA zone chosen; None follows the home's, then the deployment's."""
    reach: Reach = Reach.NEVER_STARTED
    muted: bool = False
    """Mute all: no nudges from any buy."""
    erased: bool = False
    """The person asked for deletion: only what the ledger must keep remains, without a name."""

    @property
    def name(self) -> str:
        """First and last name as one line."""
        return f"{self.first_name} {self.last_name}".strip()


class WhoMayStart(StrEnum):
    """Who may start a group buy in a home."""

    ALL = "all"
    ADMINISTRATORS = "administrators"


@dataclass(frozen=True, slots=True)
class Home:
    """A group chat as the domain sees it: a place with a language and a zone."""

    id: HomeId
    title: str
    language: str | None = None
    zone: str | None = None
    currency: str | None = None
    who_may_start: WhoMayStart = WhoMayStart.ALL
    present: bool = True
    """False once the bot was removed from the chat."""


@dataclass(frozen=True, slots=True)
class Membership:
    """One person seen in one home; `tell_me` is "tell me about buys here"."""

    home: HomeId
    person: PersonId
    tell_me: bool = False
    gone_at: datetime | None = None
    gone_in: int | None = None
    """The number of the update that told of it."""
