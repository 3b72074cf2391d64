"""Suppliers on this machine: a mailbox behind a real mail server, and a shop behind real HTTP."""

from __future__ import annotations

import asyncio
import email
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiohttp import web
from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"
CERTIFICATE = Path(__file__).parent / "tls" / "shop.pem"


@dataclass
class Postbox:
    """Takes mail, or answers what a test says."""

    answer: str = "250 OK"
    goodbye: str = "221 Bye"
    sender: str = "250 OK"
    hangs_up: bool = False
    """Takes a message and is gone before it says so."""
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: object, _session: object, envelope: Any, address: str, _options: object
    ) -> str:
        """Take the sender, or not."""
        envelope.mail_from = address
        return self.sender

    async def handle_QUIT(  # noqa: N802
        self, _server: object, _session: object, _envelope: object
    ) -> str:
        """Say goodbye."""
        return self.goodbye

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: object, envelope: Any
    ) -> str:
        """Keep a message."""
        if self.answer.startswith("250"):
            kept = email.message_from_bytes(envelope.content, policy=default)
            assert isinstance(kept, EmailMessage)
            self.mails.append(kept)
        if self.hangs_up:
            server.transport.abort()
        return self.answer


@asynccontextmanager
async def a_postbox() -> AsyncIterator[tuple[Postbox, str]]:
    """Open a mail server on this machine; its box, and its URL."""
    box, loop = Postbox(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, loop=loop), HOST, 0)
    yield box, f"smtp://{HOST}:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()


@dataclass
class Shop:
    """A supplier's server: what it got, and what it answers."""

    url: str = ""
    status: int = 204
    got: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    async def take(self, called: web.Request) -> web.Response:
        """Keep a call."""
        self.got.append((await called.read(), dict(called.headers)))
        return web.Response(status=self.status, headers={"Location": self.url})


@asynccontextmanager
async def a_shop() -> AsyncIterator[Shop]:
    """Open a supplier's server on this machine; `CERTIFICATE` says that it is who it is."""
    made = Shop()
    app = web.Application()
    app.router.add_post("/orders", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(CERTIFICATE)
    site = web.TCPSite(runner, HOST, 0, ssl_context=tls)
    await site.start()
    made.url = f"https://{HOST}:{runner.addresses[0][1]}/orders"
    yield made
    await runner.cleanup()
