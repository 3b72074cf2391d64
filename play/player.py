"""One person of the play: does what people do, and it is written into the diary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from locales.translator import Translator
from play.clock import StandingClock
from play.diary import Diary, Kind
from play.world import World
from sandbox.client import Person
from sandbox.seen import Alert, MessageSeen, Wanted


class Player:
    """Somebody of the world; buttons are named by the keys of the catalogue."""

    def __init__(
        self, name: str, person: Person, world: World, clock: StandingClock, diary: Diary
    ) -> None:
        self.name = name
        self._person = person
        self._world = world
        self._clock = clock
        self._diary = diary
        self._t = Translator(world.language)

    @property
    def home(self) -> str:
        """The group's name."""
        return self._world.group

    async def says(self, text: str, chat: str = "bot") -> None:
        """Say something."""
        await self._person.send(chat, text)

    async def sees(self, wanted: Wanted, chat: str = "bot") -> MessageSeen:
        """Wait for a message; the latest that fits."""
        return await self._person.sees(chat, wanted)

    async def sees_button(self, key: str, chat: str = "bot") -> MessageSeen:
        """Wait for a message with this button; the latest that has it."""
        label = self._t.plain(key)
        return await self._person.sees(chat, lambda one: any(label in row for row in one.labels))

    async def taps(self, key: str, chat: str = "bot", label: str = "") -> Alert:
        """Tap the button of that key (or that very label) on the latest message that has it."""
        label = label or self._t.plain(key)
        message = await self._person.sees(chat, lambda one: any(label in row for row in one.labels))
        self._note(chat, Kind.DONE, "taps", label=label)
        answer = await self._person.tap(message, label)
        if not answer.answered:
            raise TimeoutError(f"{self.name} tapped {label!r} and heard nothing")
        if answer.text:
            self._note(chat, Kind.HEARD, "hears", text=answer.text)
        return answer

    async def opens(self, key: str, chat: str) -> None:
        """Open the link button of that key, which leads into the chat with the bot."""
        label = self._t.plain(key)
        message = await self.sees_button(key, chat)
        self._note(chat, Kind.DONE, "opens", label=label)
        await self._person.open(message.url(label))

    async def follows(self, url: str, label: str, chat: str) -> None:
        """Open a link in a text."""
        self._note(chat, Kind.DONE, "opens", label=label)
        await self._person.open(url)

    async def picks(self, key: str, people: Sequence[str]) -> None:
        """Pick people with Telegram's own picker."""
        names = str(self._t.names(list(people)))
        await self._person.press(self._t.plain(key), users=people)
        self._note("bot", Kind.DONE, "picks", names=names)

    async def looks(self) -> None:
        """Note what changed in the chat with the bot."""
        self._diary.look(self.name, self._clock.now(), await self._person.messages())

    async def looks_at_home(self) -> None:
        """Note what changed in the group."""
        self._diary.look(self.home, self._clock.now(), await self._person.messages(self.home))

    def _note(self, chat: str, kind: Kind, word: str, **values: Any) -> None:
        where = self.name if chat == "bot" else self.home
        text = self._world.word(word, name=self.name, **values)
        self._diary.note(where, kind, self._clock.now(), text)
