"""One keep-alive connection to a webhook, as cheap as Python allows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

END = b"\r\n\r\n"
LENGTH = b"content-length:"
OK = b"HTTP/1.1 200"
ANSWER = b"answerCallbackQuery"


class Unacceptable(Exception):
    """The server did something that no figure may be made of."""


class Wire(asyncio.Protocol):
    """Sends one request at a time; `done` is told whether the response answers the tap."""

    def __init__(self, line: int, done: Callable[[Wire, bool], None]) -> None:
        """`line` is whose taps it carries."""
        self.line = line
        self.failed: BaseException | None = None
        self._done = done
        self._got = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def send(self, request: bytes) -> None:
        """Send a request."""
        if self._transport is None:
            raise Unacceptable("the connection is closed")
        self._transport.write(request)

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def data_received(self, data: bytes) -> None:
        """Take in a response, whole or in parts."""
        self._got += data
        end = self._got.find(END)
        if end < 0:
            return
        head = self._got[:end].lower()
        start = head.find(LENGTH)
        if start < 0:
            raise Unacceptable(head.decode())
        length = int(head[start + len(LENGTH) :].split(b"\r", 1)[0])
        if len(self._got) < end + len(END) + length:
            return
        response, self._got = self._got, b""
        if not response.startswith(OK):
            raise Unacceptable(response.decode())
        self._done(self, ANSWER in response[end:])

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Nothing can be sent any more."""
        self._transport = None
