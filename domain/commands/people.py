"""Commands about people, homes and what is being asked of someone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from domain.commands.base import Command
from domain.conversation import Conversation
from domain.ids import BuyId, HomeId, PersonId
from domain.people import Home, Reach, WhoMayStart


@dataclass(frozen=True, slots=True)
class Meet(Command[None]):
    """Take note of who someone is, as Telegram just told it, and where they were seen.

    `private` means that they wrote to the bot in private: from now on it may write to them, and
    what was held for them becomes due.
    """

    first_name: str
    last_name: str
    username: str | None
    telegram_language: str | None
    private: bool = False
    home: HomeId | None = None


@dataclass(frozen=True, slots=True)
class NoteReach(Command[None]):
    """The bot learnt whether it may write to `actor` (blocked, started again, deleted).

    `instead_of` is what was known when it tried to write: if that has changed since, the news
    is older than what is known now, and is passed over. None is news of this moment.
    """

    reach: Reach
    instead_of: Reach | None = None


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Command[None]):
    """Choose one's own language; None follows Telegram's."""

    language: str | None


@dataclass(frozen=True, slots=True)
class ChooseZone(Command[None]):
    """Choose one's own IANA zone."""

    zone: str | None


@dataclass(frozen=True, slots=True)
class MuteAll(Command[None]):
    """Mute or unmute nudges from all buys."""

    muted: bool


@dataclass(frozen=True, slots=True)
class NoteHome(Command[None]):
    """Take note of a home: its title, or that the bot was removed from it or came back.

    `home` replaces title and presence only; choices made for the home stay. `language` is used
    if the home is new.
    """

    home: Home


@dataclass(frozen=True, slots=True)
class ChangeHome(Command[None]):
    """Change a home's choices (administrators only; the handler has asked Telegram).

    None leaves a choice as it is.
    """

    home: HomeId
    by_administrator: bool
    language: str | None = None
    zone: str | None = None
    currency: str | None = None
    who_may_start: WhoMayStart | None = None


@dataclass(frozen=True, slots=True)
class NoteLeft(Command[None]):
    """`who` left or was removed from a home: nudges from its audience end."""

    home: HomeId
    who: PersonId


@dataclass(frozen=True, slots=True)
class TellMe(Command[None]):
    """Turn "tell me about buys here" on or off."""

    home: HomeId
    wanted: bool


@dataclass(frozen=True, slots=True)
class Expect(Command[None]):
    """Remember what the next text of `actor` in private is taken for."""

    conversation: Conversation


@dataclass(frozen=True, slots=True)
class GuessedCode(Command[None]):
    """`actor` tried a code or token that does not exist; guessing is slowed by these."""


@dataclass(frozen=True, slots=True)
class DeleteMe(Command[None]):
    """Erase one's own data; what the ledger must keep stays without a name (UX-11).

    Raises `StillOwing` while the person organises a live buy. Live orders are cancelled first.
    """


@dataclass(frozen=True, slots=True)
class ReplyInGroup(Command[None]):
    """Say something in a group, in answer to what `actor` asked there (NoticeKind.GROUP_REPLY).

    `message` is the key of a sentence and `values` fill it: text, numbers and lists of these,
    times as ISO 8601. `reply_to` is the message that asked, and `topic`
    the forum topic it stands in, if any; `buy` is the buy it is about, if any.
    """

    home: HomeId
    message: str
    values: dict[str, Any] = field(default_factory=dict)
    reply_to: int | None = None
    topic: int | None = None
    buy: BuyId | None = None
