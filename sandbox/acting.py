"""What every deed of a person needs: who they are, and how to name a chat or a message."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sandbox.seen import ChatSeen, MessageSeen
from sandbox.world import Json

if TYPE_CHECKING:
    from sandbox.client import People


class Acting:
    """A person over HTTP.

    Chats are given as `Chat` objects, ids, titles, or "bot" for the bot's own chat.
    """

    def __init__(self, people: "People", key: str) -> None:
        """Use `people[key]`."""
        self.people = people
        self.key = key
        self._versions: list[int] = []
        """Of what they saw since they began to look for something."""

    async def _call(self, verb: str, path: str, /, **body: Any) -> Any:
        return await self.people.call(verb, f"/people/{self.key}{path}", **body)

    async def _in(self, chat: Any, verb: str, path: str, /, **body: Any) -> Any:
        return await self._call(verb, f"/chats/{quote(str(self._id(chat)), safe='')}{path}", **body)

    async def _at(self, message: MessageSeen, path: str, /, **body: Any) -> Any:
        where = f"/chats/{message.chat}/messages/{message.id}{path}"
        return await self._call("POST", where, **body)

    def _id(self, chat: Any) -> int | str:
        """The id or title behind a chat given in any form."""
        return chat if isinstance(chat, int | str) else int(chat.id)

    async def me(self) -> Json:
        """Who they are: id, names, language, zone, stars, started, blocked, unread."""
        found: Json = await self._call("GET", "")
        return found

    async def chats(self) -> list[ChatSeen]:
        """Their chat list, latest first."""
        return [ChatSeen.read(one) for one in await self._call("GET", "/chats")]
