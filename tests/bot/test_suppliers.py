"""Telling suppliers, over real SMTP and real HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import Again, Delivery, Hidden, Sent, Undeliverable
from bot.supplier.addresses import is_public
from bot.supplier.mail import Mail
from bot.supplier.webhook import SupplierWebhook
from domain.goods import Supplier
from handlers.notices.say import Dispatch
from handlers.screen import File
from tests.bot.supplying import CERTIFICATE, HOST, Postbox, Shop, a_postbox, a_shop
from tests.handlers.chatting import FixedClock

SECRET = "a-secret-of-the-owner"
GUIDE = Path(__file__).parents[2] / "docs" / "operations.md"


def request(**to: str) -> Dispatch:
    """A shipping request."""
    return Dispatch(
        Supplier(**to),
        key="5f0c1e",
        subject="Shipping requests: Öl\nBcc: everybody@example.org",
        text="2 × Olive oil, Müllerstraße 5",
        file=File("K7Q4PN.xlsx", b"workbook", picture=False),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        body={"code": "K7Q4PN", "requests": [{"name": "Müller"}]},
    )


@pytest.fixture
async def postbox() -> AsyncIterator[tuple[Postbox, str]]:
    """A mail server, and its URL."""
    async with a_postbox() as opened:
        yield opened


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


@pytest.fixture
async def shop(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shop]:
    """A supplier whose certificate this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with a_shop() as opened:
        yield opened


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
    assert headers["Idempotency-Key"] == "5f0c1e"
    assert json.loads(body) == {"code": "K7Q4PN", "requests": [{"name": "Müller"}]}


async def test_the_check_in_the_documentation_tells_true_from_forged(shop: Shop) -> None:
    """Else a supplier builds what the operator's guide shows, and it refuses, or takes, all."""
    (code,) = re.findall("```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    known: dict[str, Any] = {}
    exec(code, known)  # noqa: S102 - what the guide shows is what is tried
    known["time"] = type("Then", (), {"time": staticmethod(FixedClock().now().timestamp)})
    assert await caller(HOST).send(request(url=shop.url)) == Sent(0)
    body, headers = shop.got[0]
    genuine, header = known["is_genuine"], headers["X-Signature"]
    assert genuine(SECRET, header, body)
    assert not genuine(SECRET, header, body + b" ")
    assert not genuine("another secret of 16", header, body)
    known["time"].time = staticmethod(lambda: FixedClock().now().timestamp() + 301)
    assert not genuine(SECRET, header, body)


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


async def test_a_host_that_the_owner_allows_is_called_by_https_alone(shop: Shop) -> None:
    """Else a shop in the owner's own network cannot be reached, or is told secrets in the clear."""
    assert isinstance(await caller().send(request(url=shop.url)), Undeliverable)
    plain = shop.url.replace("https", "http")
    assert isinstance(await caller(HOST).send(request(url=plain)), Undeliverable)
    assert await caller(HOST).send(request(url=shop.url)) == Sent(0)
    by_name = shop.url.replace(HOST, "localhost")
    assert isinstance(await caller(HOST).send(request(url=by_name)), Undeliverable)
    assert await caller("localhost").send(request(url=by_name)) == Sent(0)


async def test_a_shop_that_nobody_vouches_for_is_not_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever stands between reads the addresses of thirty people."""
    monkeypatch.delenv("SSL_CERT_FILE")
    assert isinstance(await caller(HOST).send(request(url=shop.url)), Again)
    assert shop.got == []


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
