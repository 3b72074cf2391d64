"""The Bot API over HTTP: reads a call, lets faults and limits act, answers."""

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.botapi import (
    about,
    answering,
    chats,
    editing,
    invoices,
    paying,
    receiving,
    sending,
)
from sandbox.botapi.call import METHODS, Call, Upload
from sandbox.botapi.schema import read_parameters, schema
from sandbox.core import Core
from sandbox.errors import ApiError, bad_request
from sandbox.faults import PAUSES, Fault
from sandbox.world import Json

MODULES = (about, answering, chats, editing, invoices, paying, receiving, sending)
"""Imported for the methods they register."""

PACED = ("sendMessage", "sendPhoto", "sendDocument", "sendInvoice", "editMessage")
"""Calls that count against the limits, by the beginning of their names."""


class BotServer:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, core: Core) -> None:
        """Serve one bot; a webhook's answer is performed as a call."""
        self._core = core
        self._names = {name.lower(): name for name in schema()["methods"]}
        core.webhook.on_answer = self.answer_in_response

    def add_routes(self, app: web.Application) -> None:
        """Put the two addresses into an application."""
        app.router.add_route("*", "/bot{token}/{method}", self.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call over HTTP."""
        if request.match_info["token"] != self._core.token:
            return reply(ApiError(401, "Unauthorized"))
        name = self._names.get(request.match_info["method"].lower())
        if name is None:
            await request.read()
            return reply(ApiError(404, "Not Found"))
        try:
            given, uploads = await read_request(request)
        except ApiError as error:
            return reply(error)
        except web.HTTPRequestEntityTooLarge:
            return reply(ApiError(413, "Request Entity Too Large"))
        fault = self._core.faults.strike(name, chat_id_in(given))
        if fault and fault.effect == "drop_before":
            return hang_up(request)
        result = await self.perform(name, given, uploads, fault)
        if fault and fault.effect == "drop_after":
            return hang_up(request)
        return reply(result)

    async def perform(
        self, name: str, given: Json, uploads: dict[str, Upload], fault: Fault | None = None
    ) -> Any:
        """Do what a call asks; returns its result or the ApiError that answers it."""
        result: Any
        try:
            if fault and fault.effect in PAUSES:
                await fault.pause()
            if fault and fault.effect == "fail":
                raise failure(fault)
            params = read_parameters(name, given)
            if name.startswith(PACED):
                chat_id = chat_id_in(params)
                self._core.limits.take(chat_id, chat_id is not None and chat_id < 0)
            result = await METHODS[name](Call(self._core, name, params, uploads))
            if fault and fault.effect == "double":
                await METHODS[name](Call(self._core, name, params, uploads))
        except ApiError as error:
            result = error
        if name != "getUpdates":
            code = result.code if isinstance(result, ApiError) else 200
            self._core.calls.append({"method": name, "parameters": given, "code": code})
        return result

    async def answer_in_response(self, body: Json) -> None:
        """Perform the method that a webhook's response asks for; its result is lost."""
        name = self._names.get(str(body.pop("method", "")).lower())
        uploads = {key: value for key, value in body.items() if isinstance(value, tuple)}
        given = {key: value for key, value in body.items() if key not in uploads}
        for key in uploads:
            given.setdefault(key, f"attach://{key}")
        if name:
            await self.perform(name, drop_loose_files(name, given), uploads)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file's content."""
        if request.match_info["token"] != self._core.token:
            return reply(ApiError(401, "Unauthorized"))
        file = self._core.world.files.get(request.match_info["path"].removeprefix("files/"))
        if file is None:
            return reply(ApiError(404, "Not Found"))
        return web.Response(body=file.content, content_type=file.content_type)


async def read_request(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters and files, from the query and from whatever kind of body there is."""
    given: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("object expected as parameters")
        given |= body
    elif request.body_exists:
        for key, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = await asyncio.to_thread(value.file.read)
                uploads[key] = (value.filename, value.content_type, content)
                given[key] = f"attach://{key}"
            elif isinstance(value, str):
                given[key] = value
    name = request.match_info["method"]
    return drop_loose_files(name, given), uploads


def drop_loose_files(name: str, given: Json) -> Json:
    """Files that are meant by `attach://` elsewhere are no parameters of their own."""
    fields: dict[str, str] = next(
        (one for key, one in schema()["methods"].items() if key.lower() == name.lower()), {}
    )
    names = {key.rstrip("!") for key in fields}
    return {
        key: value for key, value in given.items() if key in names or value != f"attach://{key}"
    }


def chat_id_in(given: Json) -> int | None:
    """The chat a call is about, if it names one by number."""
    try:
        return int(given["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def failure(fault: Fault) -> ApiError:
    """The answer that a "fail" rule asks for."""
    parameters = {"retry_after": fault.retry_after} if fault.retry_after else {}
    return ApiError(fault.code, fault.description, **parameters)


def reply(result: Any) -> web.Response:
    """A result or an error as Telegram sends it."""
    if isinstance(result, ApiError):
        return web.json_response(result.body(), status=result.code)
    body = json.dumps({"ok": True, "result": result}, ensure_ascii=False)
    return web.Response(text=body, content_type="application/json")


def hang_up(request: web.Request) -> web.Response:
    """Close the connection without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()
