"""What stands before several replicas, as a TLS proxy would: each call goes to the next in turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import aiohttp
from aiohttp import web

HOP_BY_HOP = ("Host", "Content-Length", "Transfer-Encoding", "Connection")
"""Headers that are between two neighbours, and not passed on."""


class Balancer:
    """Round robin; a call whose replica is gone goes to the next, 502 if there is none.

    A call may so reach two replicas: one that died over it, and the next. Updates act once.
    """

    def __init__(self, replicas: Sequence[str]) -> None:
        """`replicas` are their addresses, such as http://127.0.0.1:8001."""
        self._count = len(replicas)
        self._turn = cycle(replicas)
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Take calls at `url`, a free port of this machine."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), auto_decompress=False
        )
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        # Whoever hangs up is hung up on: a replica must know that its response reached nobody.
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Take no more."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: one for name, one in request.headers.items() if name not in HOP_BY_HOP}
        for _ in range(self._count):
            try:
                return await self._call(next(self._turn), request, headers, body)
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)

    async def _call(
        self, replica: str, request: web.Request, headers: dict[str, str], body: bytes
    ) -> web.Response:
        if self._session is None:
            raise aiohttp.ClientConnectionError("not started")
        address = replica + request.path_qs
        async with self._session.request(
            request.method, address, headers=headers, data=body
        ) as answer:
            kept = {name: one for name, one in answer.headers.items() if name not in HOP_BY_HOP}
            return web.Response(status=answer.status, headers=kept, body=await answer.read())
