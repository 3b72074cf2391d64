"""Only public addresses are called: an organiser's URL must not reach into the owner's network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class NotPublic(OSError):
    """The host stands in a private network, or is this machine."""


def is_public(address: str) -> bool:
    """Tell whether an IP address can be reached by everybody, and is one machine's."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = _within(found) or found
    return found.is_global and not found.is_multicast


def _within(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one leads to (RFC 4291, 3056 and 6052)."""
    if found in TRANSLATED:
        return ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
    return found.ipv4_mapped or found.sixtofour


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses alone, and those the owner allowed to any.

    What is checked here is what is connected to: a name cannot mean another address afterwards.
    """

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of `host`; raises `NotPublic`, or `OSError` for an unknown one."""
        found = await self._names.resolve(host, port, family)
        if host not in self._allowed and not all(is_public(one["host"]) for one in found):
            raise NotPublic(host)
        return found

    async def close(self) -> None:
        """Nothing is open."""
        await self._names.close()
