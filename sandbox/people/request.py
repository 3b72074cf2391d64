"""A request to the people API: who acts, in which chat, with what."""

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import NotFound
from sandbox.people import talking
from sandbox.people.view import chats_of, message_view, title
from sandbox.world import Chat, Json, Message, Person


class Request:
    """A request as a deed needs it: who acts, in which chat, with what."""

    def __init__(self, core: Core, request: web.Request, body: Json) -> None:
        """Find the person; raises NotFound."""
        self.core = core
        self.body = body
        self.http = request
        self.person: Person = core.world.person(request.match_info["person"])

    def chat(self, value: int | str | None = None) -> Chat:
        """The chat in the address, or the one given: "bot", an id or a title; raises NotFound."""
        chosen = self.http.match_info["chat"] if value is None else value
        if isinstance(chosen, str) and chosen != "bot" and not chosen.lstrip("-").isdecimal():
            return self._called(chosen)
        return talking.chat_for(self.core, self.person, chosen)

    def _called(self, name: str) -> Chat:
        for chat in chats_of(self.core, self.person):
            if title(self.core, self.person, chat) == name:
                return chat
        raise NotFound(f"no chat called {name!r}")

    def message(self) -> Message:
        """The message in the address; raises NotFound."""
        return self.core.world.message(self.chat().id, int(self.http.match_info["message"]))

    def show(self, stored: Message) -> Json:
        """A message as the acting person sees it."""
        return message_view(self.core, self.person, self.core.world.chat(stored.chat_id), stored)
