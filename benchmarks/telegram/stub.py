"""The Bot API as far as a benchmark needs it: yes to everything, messages numbered."""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiohttp import web

from benchmarks import crowd

QUERY = re.compile(rb"callback_query_id\D+(\d+)")
CHAT = re.compile(rb"chat_id\D*?(-?\d+)")
ME = {"id": crowd.BOT_ID, "is_bot": True, "first_name": "Group Buy", "username": crowd.BOT_NAME}


class Stub:
    """Serves at `url`; `tapped` is called with the id of each query that is answered by a call."""

    def __init__(self, tapped: Callable[[int], None]) -> None:
        self.calls: Counter[str] = Counter()
        self._tapped = tapped
        self._numbers = itertools.count(crowd.CARD + 1)

    async def start(self) -> str:
        """Serve on a free port and return the URL."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = await request.read()
        self.calls[method] += 1
        if method == "answerCallbackQuery" and (query := QUERY.search(body)):
            self._tapped(int(query[1]))
        return web.json_response({"ok": True, "result": self._result(method, body)})

    def _result(self, method: str, body: bytes) -> Any:
        if method == "getMe":
            return ME
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        if method.startswith("send") and (chat := CHAT.search(body)):
            kind = "supergroup" if chat[1].startswith(b"-") else "private"
            return {
                "message_id": next(self._numbers),
                "date": int(time.time()),
                "chat": {"id": int(chat[1]), "type": kind},
            }
        return True
