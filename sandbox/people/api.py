"""The people API over HTTP: only what a person can do, and what a person sees."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox.core import Core
from sandbox.errors import NotFound, NotPaid, PersonError
from sandbox.people import around, in_chat, paying
from sandbox.people.request import Request
from sandbox.people.view import person_view

Deed = Callable[[Request], Awaitable[Any]]


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
        message, link = chat + "/messages/{message}", person + "/invoices/{slug}"
        for verb, path, deed in (
            ("GET", person, around.see_person),
            ("POST", person, around.change_person),
            ("GET", person + "/wait", around.wait),
            ("GET", person + "/chats", around.see_chats),
            ("POST", person + "/open", around.open_link),
            ("POST", person + "/start", around.start),
            ("POST", person + "/block", around.block),
            ("POST", person + "/unblock", around.unblock),
            ("POST", person + "/direct", around.direct),
            ("GET", person + "/receipts", paying.receipts),
            ("GET", person + "/receipts/{charge}", paying.see_receipt),
            ("GET", link, paying.look),
            ("POST", link + "/order", paying.fill_in),
            ("POST", link + "/pay", paying.pay),
            ("GET", chat, around.see_chat),
            ("GET", chat + "/messages", around.see_messages),
            ("POST", chat + "/messages", in_chat.send),
            ("POST", chat + "/read", in_chat.read),
            ("GET", chat + "/menu", around.see_menu),
            ("POST", chat + "/key", in_chat.press_key),
            ("POST", chat + "/inline", in_chat.ask_inline),
            ("POST", chat + "/choose", in_chat.choose),
            ("POST", chat + "/members", around.change_member),
            ("POST", chat + "/migrate", around.migrate),
            ("POST", chat + "/topics", around.open_topic),
            ("POST", chat + "/startgroup", around.startgroup),
            ("POST", message + "/tap", in_chat.tap),
            ("POST", message + "/edit", in_chat.edit),
            ("POST", message + "/react", in_chat.react),
            ("POST", message + "/delete", in_chat.delete),
            ("POST", message + "/pin", in_chat.pin),
            ("POST", message + "/forward", in_chat.forward),
            ("GET", message + "/invoice", paying.look),
            ("POST", message + "/order", paying.fill_in),
            ("POST", message + "/pay", paying.pay),
        ):
            app.router.add_route(verb, path, self.performing(deed))

    def performing(self, deed: Deed) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler that performs a deed and answers in JSON.

        Refused, it answers 404, 402 (not paid) or 409 with the reason.
        """

        async def handle(request: web.Request) -> web.Response:
            try:
                body = await request.json() if request.body_exists else dict(request.query)
                return web.json_response(await deed(Request(self._core, request, body)))
            except NotFound as error:
                return web.json_response({"error": str(error)}, status=404)
            except NotPaid as error:
                unpaid = {"error": str(error), "code": error.code}
                return web.json_response(unpaid, status=402)
            except PersonError as error:
                return web.json_response({"error": str(error)}, status=409)
            except (KeyError, ValueError, TypeError) as error:
                return web.json_response({"error": f"bad request: {error!r}"}, status=400)

        return handle

    async def people(self, _request: web.Request) -> web.Response:
        """Everyone there is to be."""
        everyone = [person_view(self._core, one) for one in self._core.world.people.values()]
        return web.json_response(everyone)

    async def media(self, request: web.Request) -> web.Response:
        """A picture or document that someone can see."""
        file = self._core.world.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        shown = "inline" if file.width else "attachment"
        name = quote(file.name, safe="")
        return web.Response(
            body=file.content,
            content_type=file.content_type,
            headers={
                "Content-Disposition": f"{shown}; filename*=UTF-8''{name}",
                "X-Content-Type-Options": "nosniff",
            },
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the person's (or anyone's) version number whenever it changes."""
        key = request.match_info.get("person")
        person_id = self._core.world.person(key).id if key else None
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        version = -1
        while True:
            fresh = await self._core.changes.wait(person_id, version, patience=15)
            line = f"data: {fresh}\n\n" if fresh > version else ": still here\n\n"
            version = max(version, fresh)
            try:
                await response.write(line.encode())
            except (ConnectionError, asyncio.CancelledError):
                return response
