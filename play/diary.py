"""What stood in each chat and how it changed, noted whenever the play pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sandbox import Clock
from sandbox.seen import MessageSeen


class Kind(Enum):
    """What happened in a chat."""

    SAID = auto()
    """A message appeared."""
    EDITED = auto()
    """A message reads differently now."""
    GONE = auto()
    """A message was taken away."""
    DONE = auto()
    """A person did something that leaves no message: tapped, opened, picked."""
    HEARD = auto()
    """A person was told something for their eyes alone."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened at `at`: with a message (and how it `was`), or in words."""

    kind: Kind
    at: datetime
    message: MessageSeen | None = None
    was: MessageSeen | None = None
    text: str = ""


class Diary:
    """The entries of each chat, by the chat's name, in order. `bot` is the bot's name."""

    def __init__(self, clock: Clock, bot: str) -> None:
        self._clock = clock
        self._bot = bot
        self.chats: dict[str, list[Entry]] = {}
        self._stands: dict[str, dict[int, MessageSeen]] = {}

    def note(self, chat: str, kind: Kind, text: str) -> None:
        """Note what somebody did or heard."""
        self.chats.setdefault(chat, []).append(Entry(kind, self._clock.now(), text=text))

    def look(self, chat: str, messages: list[MessageSeen]) -> None:
        """Note what changed in a chat since the last look."""
        at = self._clock.now()
        entries = self.chats.setdefault(chat, [])
        before = self._stands.setdefault(chat, {})
        now = {one.id: one for one in messages if not one.service}
        fresh = [Entry(Kind.SAID, at, one) for key, one in now.items() if key not in before]
        entries += [one for one in fresh if not self._from_bot(one)]
        for number, was in before.items():
            if number not in now:
                entries.append(Entry(Kind.GONE, at, was))
            elif shown(now[number]) != shown(was):
                entries.append(Entry(Kind.EDITED, at, now[number], was))
        entries += [one for one in fresh if self._from_bot(one)]
        self._stands[chat] = now

    def _from_bot(self, entry: Entry) -> bool:
        return entry.message is not None and entry.message.sender == self._bot


def shown(message: MessageSeen) -> tuple[str, list[list[str]]]:
    """Return what of a message is to be read."""
    return message.html, message.labels
