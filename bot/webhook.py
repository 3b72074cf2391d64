"""Telegram calling: updates by HTTP, answered once their effects are written."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery
from aiohttp import web

from bot.intake import Intake
from domain.ports import DeskUnavailable

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

MARK = 8
"""Characters of a secret's digest that tell it from the one before."""

LOOK_AGAIN = 1.0
"""Seconds between looks at how many updates still wait after a start."""


class Webhook:
    """One address that takes updates from whoever knows the secret."""

    def __init__(self, intake: Intake, url: str, secret: str) -> None:
        self._intake = intake
        self._url = url
        self._secret = secret

    def add_routes(self, app: web.Application) -> None:
        """Put the address into an application."""
        app.router.add_post(urlsplit(self._url).path or "/", self._update)

    async def register(self, bot: Bot, allowed_updates: Sequence[str]) -> None:
        """Tell Telegram where to call, unless it knows; what waits there is kept.

        To tell it anew breaks off the calls that it has under way, to other replicas too. The
        address has a mark of the secret, which Telegram does not show, so that a new one is told.
        """
        mark = hashlib.sha256(self._secret.encode()).hexdigest()[:MARK]
        url = f"{self._url}{'&' if '?' in self._url else '?'}secret={mark}"
        known = await bot.get_webhook_info()
        if known.url == url and set(known.allowed_updates or ()) == set(allowed_updates):
            return
        await bot.set_webhook(
            url,
            secret_token=self._secret,
            allowed_updates=list(allowed_updates),
            drop_pending_updates=False,
        )

    async def watch(self, bot: Bot) -> None:
        """Tell the intake once nothing waits any more."""
        while not self._intake.catching_up.settled:
            try:
                waiting = (await bot.get_webhook_info()).pending_update_count
            except AiogramError as error:
                log.warning("not known what waits", extra={"error": type(error).__name__})
            else:
                if not waiting:
                    self._intake.catching_up.done()
                    return
            await asyncio.sleep(LOOK_AGAIN)

    async def _update(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
            taken = self._intake.take(update, patient=False)
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            return web.Response(status=400)
        try:
            answer = await asyncio.shield(taken)
        except (DeskUnavailable, asyncio.CancelledError):
            return web.Response(status=503)
        if answer is None:
            return web.Response()
        if request.transport is None:
            await _call(answer)
        return web.Response(body=_carried(answer), content_type="application/json")


def _carried(answer: AnswerCallbackQuery) -> bytes:
    """Return a call as a webhook's response asks for it (Bot API, "Making requests")."""
    given = answer.model_dump(exclude_none=True)
    return json.dumps({"method": answer.__api_method__, **given}).encode()


async def _call(answer: AnswerCallbackQuery) -> None:
    """Answer by a call: whoever would have read the response has hung up."""
    try:
        await answer
    except AiogramError as error:
        log.info("a tap was not answered", extra={"error": type(error).__name__})
