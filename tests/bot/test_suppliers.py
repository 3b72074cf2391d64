"""Telling suppliers, over real SMTP and real HTTP."""

from __future__ import annotations

import asyncio
import email
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiohttp import web
from aiosmtpd.smtp import SMTP

from bot.delivery import Again, Delivery, Hidden, Sent, Undeliverable
from bot.supplier.addresses import is_public
from bot.supplier.mail import Mail
from bot.supplier.webhook import SupplierWebhook
from domain.goods import Supplier
from handlers.notices.say import Dispatch
from handlers.screen import File
from tests.handlers.chatting import FixedClock

SECRET = "a-secret-of-the-owner"
HOST = "127.0.0.1"


def request(**to: str) -> Dispatch:
    """A shipping request."""
    return Dispatch(
        Supplier(**to),
        key="supplier_request:7:u1",
        subject="Shipping requests: Öl\nBcc: everybody@example.org",
        text="2 × Olive oil, Müllerstraße 5",
        file=File("K7Q4PN.xlsx", b"workbook", picture=False),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        body={"code": "K7Q4PN", "requests": [{"name": "Müller"}]},
    )


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


@pytest.fixture
async def postbox() -> AsyncIterator[tuple[Postbox, str]]:
    """A mail server on this machine, and its URL."""
    box, loop = Postbox(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, loop=loop), HOST, 0)
    yield box, f"smtp://{HOST}:{server.sockets[0].getsockname()[1]}"
    server.close()
    await server.wait_closed()


async def test_an_e_mail_says_it_all_and_brings_the_list(postbox: tuple[Postbox, str]) -> None:
    """Else the supplier has to ask what to ship, or gets a header that somebody typed."""
    box, url = postbox
    sent = await Mail(url, "bot@flat.example").send(request(email="orders@oil.example"))
    assert sent == Sent(0)
    (mail,) = box.mails
    assert mail["To"] == "orders@oil.example"
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Shipping requests: Öl Bcc: everybody@example.org"
    body = mail.get_body()
    assert body is not None
    assert "Müllerstraße 5" in body.get_content()
    assert [part.get_filename() for part in mail.iter_attachments()] == ["K7Q4PN.xlsx"]


@pytest.mark.parametrize(
    ("answer", "fate"), [("451 try later", Again), ("550 no such user", Undeliverable)]
)
async def test_what_a_mail_server_refuses_for_now_is_tried_again(
    postbox: tuple[Postbox, str], answer: str, fate: type[Delivery]
) -> None:
    """Else a greylisted request is lost, or a dead address is tried for ever."""
    box, url = postbox
    box.answer = answer
    assert isinstance(await Mail(url, "a@b.example").send(request(email="c@d.example")), fate)


async def test_what_came_after_the_mail_was_taken_does_not_matter(
    postbox: tuple[Postbox, str],
) -> None:
    """Else a mail server that is rude at the end makes the supplier ship twice."""
    box, url = postbox
    box.goodbye = "451 not now"
    assert await Mail(url, "a@b.example").send(request(email="c@d.example")) == Sent(0)
    assert len(box.mails) == 1


async def test_a_mail_of_which_nobody_knows_whether_it_was_taken_is_told(
    postbox: tuple[Postbox, str],
) -> None:
    """Else it is sent again and shipped twice, or given up in silence."""
    box, url = postbox
    box.hangs_up = True
    assert isinstance(await Mail(url, "a@b.example").send(request(email="c@d.example")), Hidden)
    assert len(box.mails) == 1


async def test_a_mail_says_which_request_it_is(postbox: tuple[Postbox, str]) -> None:
    """Else nobody can tell that two copies of it are one."""
    box, url = postbox
    mail = Mail(url, "Flat 12 <bot@flat.example>")
    for _ in range(2):
        assert await mail.send(request(email="orders@oil.example")) == Sent(0)
    first, second = box.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@flat.example>")


async def test_what_the_owner_has_to_put_right_is_tried_again(postbox: tuple[Postbox, str]) -> None:
    """Else a wrong sender is told to the organiser as if their supplier's address were wrong."""
    box, url = postbox
    box.sender = "550 who are you"
    assert isinstance(await Mail(url, "a@b.example").send(request(email="c@d.example")), Again)


async def test_a_password_is_not_said_in_the_clear(postbox: tuple[Postbox, str]) -> None:
    """Else whoever stands between takes STARTTLS away and reads it."""
    box, url = postbox
    guarded = Mail(url.replace("//", "//bot:secret@"), "a@b.example")
    refused = await guarded.send(request(email="c@d.example"))
    assert isinstance(refused, Again)
    assert "SMTPNotSupportedError" in refused.reason
    assert box.mails == []


async def test_an_address_that_the_server_cannot_write_is_told(
    postbox: tuple[Postbox, str],
) -> None:
    """Else it is tried for a day, or taken for a mail in doubt."""
    _, url = postbox
    refused = await Mail(url, "a@b.example").send(request(email="заказ@пример.рф"))
    assert isinstance(refused, Undeliverable)


async def test_a_mail_server_that_is_away_is_tried_again() -> None:
    """Else a restart of the mail server loses the request."""
    away = Mail("smtp://127.0.0.1:9", "a@b.example")
    assert isinstance(await away.send(request(email="c@d.example")), Again)


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


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    """A supplier on this machine."""
    made = Shop()
    app = web.Application()
    app.router.add_post("/orders", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    made.url = f"http://{HOST}:{runner.addresses[0][1]}/orders"
    yield made
    await runner.cleanup()


def caller(*allowed: str) -> SupplierWebhook:
    """A caller that may reach these hosts besides public ones."""
    return SupplierWebhook(SECRET, allowed, FixedClock())


async def test_a_call_is_signed_and_can_be_told_from_its_repetition(shop: Shop) -> None:
    """Else anybody can order in the group's name, or a repeated call ships twice."""
    assert await caller(HOST).send(request(url=shop.url)) == Sent(0)
    body, headers = shop.got[0]
    moment, signature = (part.partition("=")[2] for part in headers["X-Signature"].split(","))
    expected = hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    assert hmac.compare_digest(signature, expected.hexdigest())
    assert moment == str(int(FixedClock().now().timestamp()))
    assert headers["Idempotency-Key"] == "supplier_request:7:u1"
    assert json.loads(body) == {"code": "K7Q4PN", "requests": [{"name": "Müller"}]}


@pytest.mark.parametrize(
    ("status", "fate"),
    [(200, Sent), (301, Undeliverable), (404, Undeliverable), (429, Again), (503, Again)],
)
async def test_what_passes_is_tried_again(shop: Shop, status: int, fate: type[Delivery]) -> None:
    """Else a supplier's short failure loses an order, or a wrong address is called all day."""
    shop.status = status
    assert isinstance(await caller(HOST).send(request(url=shop.url)), fate)
    assert len(shop.got) == 1


WITHIN = (
    "127.0.0.1", "localhost", "10.0.0.1", "[::1]", "169.254.169.254", "2130706433", "127.1",
    "１２７.0.0.1", "①②⑦.0.0.1", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "[2002:a00:1::]",
    "224.0.0.1", "user:password@127.0.0.1", "", "[",
)  # fmt: skip


@pytest.mark.parametrize("host", WITHIN)
@pytest.mark.parametrize("scheme", ["http", "https", "ftp"])
async def test_nothing_inside_the_owners_network_is_called(scheme: str, host: str) -> None:
    """Else an organiser reads the owner's machines through the bot, however they write it."""
    refused = await caller().send(request(url=f"{scheme}://{host}/orders"))
    assert isinstance(refused, Undeliverable)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("192.168.1.4", False),
        ("100.64.0.1", False),
        ("fe80::1%eth0", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    """Else a private network of a less known kind is reached."""
    assert is_public(address) is public
