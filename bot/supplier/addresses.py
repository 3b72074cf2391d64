"""Only public addresses are called: an organiser's URL must not reach into the owner's network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


class NotPublic(OSError):
    """The host stands in a private network, or is this machine."""


def is_public(address: str) -> bool:
    """Tell whether an IP address can be reached by everybody."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global


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
