# waiting for what a person sees is what these are for
"""Drives people of a sandbox over HTTP: what they do, and waiting for what they see.

async with People(url) as people:
    anna = people["anna"]
    card = await anna.sees(group, "Olive oil")
    alert = await anna.tap(card, "+1")
"""

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

import aiohttp

from sandbox.errors import NotFound, NotPaid, PersonError
from sandbox.purse import Paying
from sandbox.seen import Alert, ChatSeen, MessageSeen, NotSeen, Opened, Wanted, fitting
from sandbox.world import Json

PATIENCE = 20.0
"""Seconds that `sees` and the like wait unless told otherwise."""


class People:
    """A connection to a sandbox; `people["anna"]` is a `Person`."""

    def __init__(self, url: str) -> None:
        """Connect to the sandbox at `url` when entered."""
        self.url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "People":
        """Open the connection."""
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        if self._session:
            await self._session.close()
            self._session = None

    def __getitem__(self, key: str | int) -> "Person":
        """A person by first name or username (any case), or id."""
        return Person(self, str(key))

    async def call(self, verb: str, path: str, /, **body: Any) -> Any:
        """One request; raises NotFound, NotPaid or PersonError as the sandbox refuses."""
        if self._session is None:
            raise RuntimeError("use `async with People(url)`")
        given = {key: value for key, value in body.items() if value is not None}
        options: Json = {"params": given} if verb == "GET" else {"json": given}
        async with self._session.request(verb, self.url + path, **options) as response:
            answer = await response.json()
            if response.status == NOT_FOUND:
                raise NotFound(answer["error"])
            if response.status == UNPAID:
                raise NotPaid(answer["code"], answer["error"])
            if response.status >= REFUSED:
                raise PersonError(answer["error"])
            return answer

    async def skip(self, seconds: float) -> None:
        """Let time pass for the whole sandbox."""
        await self.call("POST", "/control/clock", advance=seconds)

    async def download(self, path: str) -> bytes:
        """The content of a picture or document that a message shows; raises NotFound."""
        if self._session is None:
            raise RuntimeError("use `async with People(url)`")
        async with self._session.get(self.url + path) as response:
            if not response.ok:
                raise NotFound(path)
            return await response.read()


NOT_FOUND, UNPAID, REFUSED = 404, 402, 400


class Person(Paying):
    """One person, by what they can do and see.

    Chats are given as `Chat` objects, ids, titles, or "bot" for the bot's own chat.
    """

    async def change(self, **fields: str) -> None:
        """Change first_name, last_name, username, language_code or zone."""
        await self._call("POST", "", **fields)

    async def chat(self, chat: Any) -> ChatSeen:
        """One chat as it stands."""
        return ChatSeen.read(await self._in(chat, "GET", ""))

    async def messages(self, chat: Any = "bot") -> list[MessageSeen]:
        """The history of a chat, oldest first."""
        answer = await self._in(chat, "GET", "/messages")
        self._versions.append(answer["version"])
        return [MessageSeen.read(one) for one in answer["messages"]]

    async def last(self, chat: Any = "bot") -> MessageSeen:
        """The latest message of a chat; raises NotFound in an empty one."""
        found = await self.messages(chat)
        if not found:
            raise NotFound(f"no message in {chat!r}")
        return found[-1]

    async def start(self, payload: str | None = None) -> MessageSeen:
        """Press Start in the bot's chat."""
        return MessageSeen.read(await self._call("POST", "/start", payload=payload))

    async def send(
        self,
        chat: Any,
        text: str,
        reply_to: MessageSeen | None = None,
        topic: int | None = None,
    ) -> MessageSeen:
        """Say something."""
        answered = reply_to.id if reply_to else None
        return MessageSeen.read(
            await self._in(chat, "POST", "/messages", text=text, reply_to=answered, thread_id=topic)
        )

    async def edit(self, message: MessageSeen, text: str) -> MessageSeen:
        """Change one's own message."""
        return MessageSeen.read(await self._at(message, "/edit", text=text))

    async def delete(self, message: MessageSeen) -> None:
        """Delete a message."""
        await self._at(message, "/delete")

    async def react(self, message: MessageSeen, emoji: str) -> None:
        """React to a message, or take the reaction back."""
        await self._at(message, "/react", emoji=emoji)

    async def tap(
        self, message: MessageSeen, button: str | Sequence[int], timeout: float = PATIENCE
    ) -> Alert:
        """Tap an inline button by its label, a part of it, or [row, column].

        Waits up to `timeout` seconds for the bot; `Alert.answered` tells whether it did.
        """
        chosen = button if isinstance(button, str) else list(button)
        return Alert.read(await self._at(message, "/tap", button=chosen, timeout=timeout))

    async def open(self, url: str, group: Any = None) -> Opened:
        """Open a link and press what it then shows: Start, or `group` in the picker."""
        answer = await self._call("POST", "/open", url=url)
        if answer["kind"] == "start":
            answer["sent"] = await self._call("POST", "/start", payload=answer["payload"])
        if answer["kind"] == "startgroup" and group is not None:
            answer["sent"] = await self._in(group, "POST", "/startgroup", payload=answer["payload"])
        return Opened.read(answer)

    async def follow(self, alert: Alert, group: Any = None) -> Opened:
        """Open the link by which the bot answered a tap, as Telegram does at once; see `open`."""
        if alert.url is None:
            raise NotFound(f"the bot answered with no link: {alert}")
        return await self.open(alert.url, group)

    async def forward(self, message: MessageSeen, chat: Any) -> MessageSeen:
        """Forward a message to another chat."""
        return MessageSeen.read(await self._at(message, "/forward", to=self._id(chat)))

    async def press(
        self,
        label: str,
        chat: Any = "bot",
        users: Sequence[str | int] = (),
        pick: Any = None,
    ) -> MessageSeen:
        """Tap a key of the reply keyboard; pick `users`, or a chat, where it asks for them."""
        shared = self._id(pick) if pick is not None else None
        return MessageSeen.read(
            await self._in(chat, "POST", "/key", label=label, users=list(users), chat=shared)
        )

    async def menu(self, chat: Any = "bot") -> dict[str, str]:
        """The bot's menu in a chat: command -> description, in their language."""
        found = await self._in(chat, "GET", "/menu")
        return {one["command"]: one["description"] for one in found}

    async def block(self) -> None:
        """Block the bot."""
        await self._call("POST", "/block")

    async def unblock(self) -> None:
        """Unblock the bot."""
        await self._call("POST", "/unblock")

    async def place(self, chat: Any, person: str | int = "me", **wish: Any) -> ChatSeen:
        """Give someone ("me", "bot", a name or id) a `status` in a group.

        member, administrator (with `anonymous`, `title`), left, kicked.
        """
        whom = (await self.me())["id"] if person == "me" else person
        return ChatSeen.read(await self._in(chat, "POST", "/members", person=whom, **wish))

    async def migrate(self, chat: Any) -> ChatSeen:
        """Turn a group into a supergroup."""
        return ChatSeen.read(await self._in(chat, "POST", "/migrate"))

    async def topic(self, chat: Any, name: str) -> int:
        """Open a forum topic; returns its id."""
        answer = await self._in(chat, "POST", "/topics", name=name)
        return int(answer["id"])

    async def pin(self, message: MessageSeen) -> None:
        """Pin or unpin a message."""
        await self._at(message, "/pin")

    async def direct(self, person: str | int) -> ChatSeen:
        """Open one's own chat with another person."""
        return ChatSeen.read(await self._call("POST", "/direct", person=person))

    async def inline(self, chat: Any, text: str, timeout: float = PATIENCE) -> Json:
        """Type the bot's name and `text`: {"query", "answered", "results", "button"}."""
        found: Json = await self._in(chat, "POST", "/inline", text=text, timeout=timeout)
        return found

    async def choose(self, chat: Any, query: str, result: str) -> MessageSeen:
        """Send an inline result."""
        sent = await self._in(chat, "POST", "/choose", query=query, result=result)
        return MessageSeen.read(sent)

    async def sees(
        self,
        chat: Any,
        wanted: Wanted,
        timeout: float = PATIENCE,
        after: MessageSeen | None = None,
    ) -> MessageSeen:
        """Wait until a message in the chat fits, and return the latest that does.

        Edits count: a message fits as it is now.  With `after`, only messages that came
        after that one.  Raises NotSeen after `timeout` seconds.
        """
        fits = fitting(wanted)
        found: list[MessageSeen] = []

        async def look() -> MessageSeen | None:
            found[:] = await self.messages(chat)
            ids = [(one.chat, one.id) for one in found]
            begin = ids.index((after.chat, after.id)) + 1 if after else 0
            return next((one for one in reversed(found[begin:]) if fits(one)), None)

        seen: MessageSeen | None = await self.until(look, timeout)
        if seen:
            return seen
        shown = "\n".join(f"  {one.sender}: {one.words or one.service}" for one in found[-8:])
        raise NotSeen(f"{self.key} did not see {wanted!r} in {chat!r}; there is:\n{shown}")

    async def until(self, look: Callable[[], Any], timeout: float = PATIENCE) -> Any:
        """What `look` (async) returns once that is true, asked again at each change."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        version = -1
        while True:
            self._versions.clear()
            if result := await look():
                return result
            left = deadline - loop.time()
            if left <= 0:
                return None
            seen = min(self._versions, default=version)
            version = (await self._call("GET", "/wait", after=seen, timeout=left))["version"]
