"""One person of the play: does what people do, and it is written into the diary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from locales.translator import Translator
from play.diary import Diary, Kind
from play.world import World
from sandbox.client import Person
from sandbox.seen import MessageSeen

BOT = "bot"
"""Where somebody acts unless the group is named."""


class Player:
    """Somebody of the world; buttons are named by the keys of the catalogue.

    `settled` is awaited after each deed: the bot has come to rest then.
    """

    def __init__(
        self,
        name: str,
        person: Person,
        world: World,
        diary: Diary,
        settled: Callable[[], Awaitable[None]],
    ) -> None:
        self.name = name
        self._person = person
        self._world = world
        self._diary = diary
        self._settled = settled
        self._t = Translator(world.language)

    async def says(self, text: str, chat: str = BOT) -> None:
        """Say something."""
        await self._person.send(chat, text)
        await self._settled()

    async def taps(self, key: str, chat: str = BOT, label: str = "") -> None:
        """Tap the button of that key (or that very label) on the latest message that has it."""
        label = label or self._t.plain(key)
        message = await self._with_button(label, chat)
        answer = await self._person.tap(message, label)
        if not answer.answered:
            raise TimeoutError(f"{self.name} tapped {label!r} and heard nothing")
        self._note(chat, Kind.DONE, "taps", label=label)
        if answer.text:
            self._note(chat, Kind.HEARD, "hears", text=answer.text)
        await self._settled()

    async def opens(self, key: str, chat: str = BOT) -> None:
        """Open the link button of that key, which leads into the chat with the bot."""
        label = self._t.plain(key)
        message = await self._with_button(label, chat)
        self._note(chat, Kind.DONE, "opens", label=label)
        await self._person.open(message.url(label))
        await self._settled()

    async def picks(self, key: str, people: Sequence[str]) -> None:
        """Pick people with Telegram's own picker."""
        self._note(BOT, Kind.DONE, "picks", names=self._t.names(list(people)))
        await self._person.press(self._t.plain(key), users=people)
        await self._settled()

    async def looks(self, chat: str = BOT) -> None:
        """Note what changed in a chat."""
        where = self.name if chat == BOT else chat
        self._diary.look(where, await self._person.messages(chat))

    async def _with_button(self, label: str, chat: str) -> MessageSeen:
        return await self._person.sees(chat, lambda one: any(label in row for row in one.labels))

    def _note(self, chat: str, kind: Kind, word: str, **values: Any) -> None:
        where = self.name if chat == BOT else chat
        self._diary.note(where, kind, self._world.word(word, name=self.name, **values))
