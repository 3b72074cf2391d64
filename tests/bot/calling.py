"""Calling a bot's webhook as Telegram does."""

from __future__ import annotations

import socket
from typing import Any

import aiohttp
from aiogram import Router

from bot.webhook import SECRET_HEADER
from tests.bot.house import House

SECRET = "a-secret-of-the-webhook"


async def started(house: House, router: Router) -> str:
    """Start a bot behind a webhook; return its url."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    url = f"http://{address}/hook"
    await house.bot(router, webhook_url=url, webhook_secret=SECRET, listen=address)
    return url


async def call(url: str, update: Any, secret: str = SECRET) -> tuple[int, Any]:
    """Send an update; return the status, and the call in the response if there is one."""
    async with (
        aiohttp.ClientSession(headers={SECRET_HEADER: secret}) as session,
        session.post(url, json=update) as response,
    ):
        carries = response.content_type == "application/json"
        return response.status, await response.json() if carries else None
