"""What handlers need to know of chats and messages, kept by storage beside the outbox."""

from __future__ import annotations

from typing import Protocol

from domain.ids import BuyId, HomeId


class Place(Protocol):
    """Where a message stands: a chat, the message in it, and the forum topic if any."""

    @property
    def chat_id(self) -> int:
        """Return the chat's id."""
        ...

    @property
    def message_id(self) -> int:
        """Return the message's number in the chat."""
        ...

    @property
    def thread_id(self) -> int | None:
        """Return the forum topic, if the chat is a forum and it is not the general one."""
        ...


class Chats(Protocol):
    """Which chat is which home, and which message shows which buy."""

    async def home_of(self, chat_id: int) -> HomeId | None:
        """Return the home that a chat is, if the bot has seen the chat."""
        ...

    async def settle_in(self, chat_id: int, title: str, language: str | None) -> HomeId:
        """Return the chat's home; make one if the chat is new, and keep its title current."""
        ...

    async def chat_of(self, home: HomeId) -> int | None:
        """Return the chat of a home."""
        ...

    async def migrate(self, old_chat_id: int, new_chat_id: int) -> None:
        """The group became a supergroup: the home goes on under the new id. Twice is once."""
        ...

    async def card_place(self, buy: BuyId) -> Place | None:
        """Return where the buy's present card stands."""
        ...

    async def buy_at(self, chat_id: int, message_id: int) -> BuyId | None:
        """Return the buy (or draft) that a bot message is about, or that a `/buy` line made."""
        ...

    async def written_in(self, chat_id: int, message_id: int, draft: BuyId) -> BuyId:
        """Return the draft that a `/buy` line made; for a new line that is `draft`, kept."""
        ...

    async def use_thread(self, buy: BuyId, thread_id: int | None) -> None:
        """Remember the forum topic a buy (or its draft) was started in."""
        ...
