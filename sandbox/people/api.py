"""The people API over HTTP: only what a person can do, and what a person sees."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import NotFound, PersonError
from sandbox.people import groups, talking, tapping
from sandbox.people.view import chat_view, chats_of, history, message_view, person_view
from sandbox.world import Chat, Json, Message, Person

Deed = Callable[["Request"], Awaitable[Any]]

WAIT_LIMIT = 50.0
"""Seconds that one wait may last at most."""


class Request:
    """A request as a deed needs it: who acts, in which chat, with what."""

    def __init__(self, core: Core, request: web.Request, body: Json) -> None:
        """Find the person; raises NotFound."""
        self.core = core
        self.body = body
        self.http = request
        self.person: Person = core.world.person(request.match_info["person"])

    def chat(self, value: int | str | None = None) -> Chat:
        """The chat in the address, or the one given; raises NotFound."""
        chosen = self.http.match_info["chat"] if value is None else value
        return talking.chat_for(self.core, self.person, chosen)

    def message(self) -> Message:
        """The message in the address; raises NotFound."""
        return self.core.world.message(self.chat().id, int(self.http.match_info["message"]))

    def show(self, stored: Message) -> Json:
        """A message as the acting person sees it."""
        return message_view(
            self.core, self.person, self.core.world.chat(stored.chat_id), stored
        )


class PeopleServer:
    """Answers everything under `/people`; `add_routes` lists the addresses."""

    def __init__(self, core: Core) -> None:
        """Serve the people of one world."""
        self._core = core

    def add_routes(self, app: web.Application) -> None:
        """Put the addresses into an application."""
        app.router.add_get("/people", self.people)
        app.router.add_get("/events", self.events)
        app.router.add_get("/people/{person}/events", self.events)
        app.router.add_get("/media/{file}", self.media)
        person, chat = "/people/{person}", "/people/{person}/chats/{chat}"
        message = chat + "/messages/{message}"
        for verb, path, deed in (
            ("GET", person, see_person), ("POST", person, change_person),
            ("GET", person + "/wait", wait), ("GET", person + "/chats", see_chats),
            ("POST", person + "/open", open_link), ("POST", person + "/start", start),
            ("POST", person + "/block", block), ("POST", person + "/unblock", unblock),
            ("POST", person + "/direct", direct),
            ("GET", chat, see_chat), ("GET", chat + "/messages", see_messages),
            ("POST", chat + "/messages", send), ("POST", chat + "/read", read),
            ("GET", chat + "/menu", see_menu), ("POST", chat + "/key", press_key),
            ("POST", chat + "/inline", ask_inline), ("POST", chat + "/choose", choose),
            ("POST", chat + "/members", change_member), ("POST", chat + "/migrate", migrate),
            ("POST", chat + "/topics", open_topic), ("POST", chat + "/startgroup", startgroup),
            ("POST", message + "/tap", tap), ("POST", message + "/edit", edit),
            ("POST", message + "/react", react), ("POST", message + "/delete", delete),
            ("POST", message + "/pin", pin),
        ):  # fmt: skip
            app.router.add_route(verb, path, self.performing(deed))

    def performing(self, deed: Deed) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler that performs a deed and answers in JSON: 404, 409 with a reason if refused."""

        async def handle(request: web.Request) -> web.Response:
            try:
                body = await request.json() if request.body_exists else dict(request.query)
                return web.json_response(await deed(Request(self._core, request, body)))
            except NotFound as error:
                return web.json_response({"error": str(error)}, status=404)
            except PersonError as error:
                return web.json_response({"error": str(error)}, status=409)
            except (KeyError, ValueError, TypeError) as error:
                return web.json_response({"error": f"bad request: {error!r}"}, status=400)

        return handle

    async def people(self, request: web.Request) -> web.Response:
        """Everyone there is to be."""
        everyone = [person_view(self._core, one) for one in self._core.world.people.values()]
        return web.json_response(everyone)

    async def media(self, request: web.Request) -> web.Response:
        """A picture or document that someone can see."""
        file = self._core.world.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        quoted = file.name.replace('"', "")
        return web.Response(
            body=file.content,
            content_type=file.content_type,
            headers={"Content-Disposition": f'inline; filename="{quoted}"'}
            if quoted.isascii()
            else {},
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the person's (or anyone's) version number whenever it changes."""
        key = request.match_info.get("person")
        person_id = self._core.world.person(key).id if key else None
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        version = -1
        while True:
            fresh = await self._core.changes.wait(person_id, version, timeout=15)
            line = f"data: {fresh}\n\n" if fresh > version else ": still here\n\n"
            version = max(version, fresh)
            try:
                await response.write(line.encode())
            except (ConnectionError, asyncio.CancelledError):
                return response


async def see_person(request: Request) -> Json:
    """The person, with the number of unread messages."""
    return person_view(request.core, request.person)


async def change_person(request: Request) -> Json:
    """Change one's own names, username, language or zone."""
    for name in ("first_name", "last_name", "username", "language_code", "zone"):
        if name in request.body:
            setattr(request.person, name, request.body[name])
    request.core.changes.touch(request.core.world.people)
    return person_view(request.core, request.person)


async def wait(request: Request) -> Json:
    """Answer as soon as anything the person sees changed after version `after`."""
    timeout = min(float(request.body.get("timeout", 25)), WAIT_LIMIT)
    after = int(request.body.get("after", 0))
    return {"version": await request.core.changes.wait(request.person.id, after, timeout)}


async def see_chats(request: Request) -> list[Json]:
    """The person's chat list, latest first."""
    mine = chats_of(request.core, request.person)
    return [chat_view(request.core, request.person, chat) for chat in mine]


async def see_chat(request: Request) -> Json:
    """One chat."""
    chat = talking.current(request.core, request.chat())
    return chat_view(request.core, request.person, chat)


async def see_messages(request: Request) -> Json:
    """The history, with the version it belongs to."""
    return {
        "version": request.core.changes.version(request.person.id),
        "messages": history(request.core, request.person, request.chat()),
    }


async def send(request: Request) -> Json:
    """Say `text`, perhaps as a reply (`reply_to`) or in a topic (`thread_id`)."""
    stored = talking.say(
        request.core,
        request.person,
        request.chat(),
        request.body["text"],
        reply_to=request.body.get("reply_to"),
        thread_id=request.body.get("thread_id"),
    )
    return request.show(stored)


async def read(request: Request) -> Json:
    """Have seen everything in the chat."""
    chat = talking.current(request.core, request.chat())
    latest = max(chat.messages, default=0)
    if chat.read.get(request.person.id, 0) != latest:
        chat.read[request.person.id] = latest
        request.core.changes.touch([request.person.id])
    return {}


async def edit(request: Request) -> Json:
    """Change one's own message to `text`."""
    chat, stored = request.chat(), request.message()
    return request.show(
        talking.edit(request.core, request.person, chat, stored.id, request.body["text"])
    )


async def delete(request: Request) -> Json:
    """Delete a message."""
    talking.delete(request.core, request.person, request.chat(), request.message().id)
    return {}


async def react(request: Request) -> Json:
    """Put the reaction `emoji`, or take it away."""
    stored = request.message()
    emoji = request.body.get("emoji", "")
    talking.react(request.core, request.person, request.chat(), stored.id, emoji)
    return request.show(stored)


async def pin(request: Request) -> Json:
    """Pin a message, or unpin it."""
    talking.pin(request.core, request.person, request.chat(), request.message().id)
    return {}


async def tap(request: Request) -> Json:
    """Tap the inline `button` (its label, or [row, column]) and wait for the answer."""
    return await tapping.tap(
        request.core,
        request.person,
        request.message(),
        request.body["button"],
        float(request.body.get("timeout", 10)),
    )


async def open_link(request: Request) -> Json:
    """What opening `url` shows; nothing is pressed yet."""
    return tapping.follow(request.core, request.person, request.body["url"])


async def start(request: Request) -> Json:
    """Press Start in the bot's chat, with the link's `payload` if any."""
    payload = request.body.get("payload", "")
    return request.show(talking.start(request.core, request.person, payload))


async def startgroup(request: Request) -> Json:
    """Add the bot to this chat by a ?startgroup= link."""
    return request.show(
        talking.start_in_group(
            request.core, request.person, request.chat(), request.body.get("payload", "")
        )
    )


async def block(request: Request) -> Json:
    """Block the bot."""
    talking.block(request.core, request.person)
    return person_view(request.core, request.person)


async def unblock(request: Request) -> Json:
    """Unblock the bot."""
    talking.unblock(request.core, request.person)
    return person_view(request.core, request.person)


async def direct(request: Request) -> Json:
    """Open one's own chat with another `person`."""
    other = request.core.world.person(request.body["person"])
    chat = talking.direct_chat(request.core, request.person, other)
    return chat_view(request.core, request.person, chat)


async def see_menu(request: Request) -> list[Json]:
    """The bot's commands that Telegram shows this person in this chat."""
    chat = talking.current(request.core, request.chat())
    if chat.type == "direct" or not chat.member(request.core.world.bot.id).present:
        return []
    person = request.person
    return request.core.profile.menu(chat, person.id, person.language_code)


async def press_key(request: Request) -> Json:
    """Tap the key `label` of the reply keyboard, with picked `users` or `chat`."""
    users = [request.core.world.person(one).id for one in request.body.get("users", [])]
    return request.show(
        talking.press_key(
            request.core,
            request.person,
            request.chat(),
            request.body["label"],
            users,
            request.body.get("chat"),
        )
    )


async def ask_inline(request: Request) -> Json:
    """Type the bot's name and `text` in the chat."""
    return await tapping.inline(
        request.core,
        request.person,
        request.chat(),
        request.body.get("text", ""),
        float(request.body.get("timeout", 10)),
    )


async def choose(request: Request) -> Json:
    """Send the inline `result` of `query`."""
    return request.show(
        tapping.choose(
            request.core,
            request.person,
            request.chat(),
            request.body["query"],
            request.body["result"],
        )
    )


async def change_member(request: Request) -> Json:
    """Give `person` ("bot" for the bot) the place `status` in the group.

    member: add, or demote; administrator: promote, `anonymous` and `title` if given;
    left: leave (oneself); kicked: remove.
    """
    chat = talking.current(request.core, request.chat())
    wanted = request.body.get("person", request.person.id)
    bot = request.core.world.bot
    whom = bot.id if wanted in ("bot", bot.id) else request.core.world.person(wanted).id
    groups.set_place(request.core, chat, request.person.id, whom, request.body)
    return chat_view(request.core, request.person, chat)


async def migrate(request: Request) -> Json:
    """Turn the group into a supergroup."""
    groups.require_admin(request.chat(), request.person.id)
    new = groups.migrate(request.core, request.chat(), request.person.id)
    return chat_view(request.core, request.person, new)


async def open_topic(request: Request) -> Json:
    """Open a forum topic called `name`."""
    chat = talking.current(request.core, request.chat())
    name = request.body["name"]
    return {"id": talking.open_topic(request.core, request.person, chat, name), "name": name}
