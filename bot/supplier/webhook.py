"""Shipping requests as a signed POST to the address that an organiser named.

The body is JSON. `X-Signature` is `t=<unix seconds>,v1=<hex>` where the hex is HMAC-SHA256 over
`<t>.<body>` with the secret that the bot's owner gave the supplier; `Idempotency-Key` is the same
for every try of one request, so that one whose answer was not heard can be repeated.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
from collections.abc import Collection
from http import HTTPStatus

import aiohttp
from yarl import URL

from bot.delivery import Again, Delivery, Refusal, Sent, Undeliverable
from bot.supplier.addresses import NotPublic, PublicResolver, is_public
from domain.ports import Clock
from handlers.notices.say import Dispatch

TIMEOUT = aiohttp.ClientTimeout(total=15.0)
"""Seconds for one call."""

PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


class SupplierWebhook:
    """Calls suppliers by https; `allowed` hosts may stand in a private network."""

    def __init__(self, secret: str, allowed: Collection[str], clock: Clock) -> None:
        self._secret = secret.encode()
        self._allowed = frozenset(allowed)
        self._clock = clock
        self._tls = ssl.create_default_context()

    @property
    def ready(self) -> bool:
        """Whether there is a secret to sign with."""
        return bool(self._secret)

    async def send(self, dispatch: Dispatch) -> Delivery:
        """Send one request; raises nothing."""
        url = self._callable(dispatch.supplier.url)
        if url is None:
            return Undeliverable(Refusal.REFUSED, "the address is not a public https address")
        body = json.dumps(dispatch.body, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": dispatch.key,
            "X-Signature": self._signature(body),
        }
        connector = aiohttp.TCPConnector(resolver=PublicResolver(self._allowed))
        try:
            async with (
                aiohttp.ClientSession(connector=connector, timeout=TIMEOUT) as session,
                session.post(
                    url, data=body, headers=headers, ssl=self._tls, allow_redirects=False
                ) as response,
            ):
                return _meaning(response.status)
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, NotPublic):
                return Undeliverable(Refusal.REFUSED, "the address is not public")
            return Again(type(error).__name__)
        except aiohttp.InvalidURL:
            return Undeliverable(Refusal.REFUSED, "the address is none")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Again(type(error).__name__)

    def _callable(self, address: str) -> URL | None:
        """Return the address as it is connected to, if that may be; names are checked later.

        The host is judged as the client reads it: there are many ways to write 127.0.0.1.
        """
        try:
            url = URL(address)
        except ValueError:
            return None
        host = url.raw_host or ""
        try:
            public = host in self._allowed or is_public(host)
        except ValueError:
            public = bool(host)
        return url if url.scheme == "https" and public else None

    def _signature(self, body: bytes) -> str:
        moment = str(int(self._clock.now().timestamp()))
        signed = hmac.new(self._secret, f"{moment}.".encode() + body, hashlib.sha256)
        return f"t={moment},v1={signed.hexdigest()}"


def _meaning(status: int) -> Delivery:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Sent(0)
    words = f"the supplier answered {status}"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in PASSING:
        return Again(words)
    return Undeliverable(Refusal.REFUSED, words)
