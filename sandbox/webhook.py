"""Delivery by webhook: in order within a chat, again until the bot says 2xx."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import aiohttp

from sandbox.updates import Waiting
from sandbox.world import Json

if TYPE_CHECKING:
    from sandbox.core import Core

REDIRECTED = 300

Answer = Callable[[Json], Awaitable[Any]]


class Webhook:
    """Where updates are sent, and the task that sends them.

    `retry_seconds` and `timeout_seconds` are the machine's: how long after a refusal an
    update comes again, and how long an answer is waited for.
    """

    def __init__(self, core: "Core") -> None:
        """Start with no webhook; `on_answer` performs a method given in a response."""
        self._core = core
        self.url = ""
        self.secret: str | None = None
        self.max_connections = 40
        self.allowed_updates: list[str] | None = None
        self.last_error: tuple[int, str] | None = None
        self.retry_seconds = 0.25
        self.timeout_seconds = 60.0
        self.on_answer: Answer | None = None
        self._task: asyncio.Task[None] | None = None
        self._sending: dict[int, asyncio.Task[None]] = {}

    def start(self, url: str, secret: str | None, max_connections: int) -> None:
        """Send updates to `url` from now on."""
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.last_error = None
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Send no more; what was not acknowledged stays in the queue."""
        self.url = ""
        tasks = [task for task in [self._task, *self._sending.values()] if task]
        self._task = None
        self._sending.clear()
        current = asyncio.current_task()
        for task in tasks:
            if task is not current:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=self.timeout_seconds)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                self._core.updates.arrived.clear()
                for waiting in self._core.updates.pending():
                    if len(self._sending) >= self.max_connections:
                        break
                    if waiting.lane not in self._sending:
                        task = asyncio.create_task(self._send(session, waiting))
                        self._sending[waiting.lane] = task
                await self._core.updates.arrived.wait()

    async def _send(self, session: aiohttp.ClientSession, waiting: Waiting) -> None:
        """Send one update; the lane is free again when it was answered."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with session.post(self.url, json=waiting.update, headers=headers) as response:
                body = await self._body(response)
                if not response.ok or response.status >= REDIRECTED:
                    raise aiohttp.ClientError(
                        f"Wrong response from the webhook: {response.status} {response.reason}"
                    )
            self._core.updates.acknowledge(waiting)
            if self.on_answer and "method" in body:
                await self.on_answer(body)
        except (aiohttp.ClientError, TimeoutError) as error:
            text = str(error) or "Read timeout expired"
            self.last_error = (int(self._core.clock.now().timestamp()), text)
            await asyncio.sleep(self.retry_seconds)
        finally:
            if self._sending.get(waiting.lane) is asyncio.current_task():
                del self._sending[waiting.lane]
            self._core.updates.arrived.set()

    async def _body(self, response: aiohttp.ClientResponse) -> Json:
        """The method and parameters in the response; empty when there is none."""
        if response.content_type == "application/json":
            with contextlib.suppress(ValueError):
                body = await response.json()
                return body if isinstance(body, dict) else {}
        if response.content_type.startswith("multipart/"):
            return await multipart_fields(response)
        await response.read()
        return {}


async def multipart_fields(response: aiohttp.ClientResponse) -> Json:
    """The fields of a multipart answer, text and files alike."""
    fields: Json = {}
    reader = aiohttp.MultipartReader.from_response(response)
    while (part := await reader.next()) is not None:
        if isinstance(part, aiohttp.BodyPartReader) and part.name:
            content = await part.read(decode=True)
            if part.filename:
                kind = part.headers.get("Content-Type", "application/octet-stream")
                fields[part.name] = (part.filename, kind, bytes(content))
            else:
                fields[part.name] = bytes(content).decode()
    return fields
