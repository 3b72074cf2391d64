"""The courier: gives what the bot says unasked to Telegram, within Telegram's limits.

python-telegram-bot's limiter paces calls in all and per group; its bucket lets a burst through,
so it is given short periods (one message per 0.04 s rather than 25 per second). It never retries:
the outbox does. What it does not pace, one message a second to one person, is paced here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Message
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    TelegramError,
)
from telegram.ext import AIORateLimiter, ExtBot

from bot import courier_screens as screens
from bot.courier_request import LEAVING, AiohttpRequest, NotTaken, TooMany
from bot.delivery import (
    Again,
    Delivery,
    Hidden,
    Migrated,
    Refusal,
    Sent,
    SlowDown,
    Undeliverable,
)
from bot.pace import Pace
from bot.settings import Settings
from handlers.ports import Place
from handlers.screen import Screen

FORBIDDEN = (
    ("blocked by the user", Refusal.BLOCKED),
    ("can't initiate conversation", Refusal.NEVER_STARTED),
    ("can't send messages to bots", Refusal.REFUSED),
    ("deactivated", Refusal.GONE),
    ("kicked", Refusal.KICKED),
    ("not a member", Refusal.KICKED),
)
"""Telegram has no codes for these, only sentences."""

BAD = (
    ("chat not found", Refusal.NO_CHAT),
    ("peer_id_invalid", Refusal.NO_CHAT),
    ("message to edit not found", Refusal.NO_MESSAGE),
    ("message can't be edited", Refusal.NO_MESSAGE),
    ("message to be replied not found", Refusal.NO_MESSAGE),
    ("message thread not found", Refusal.NO_MESSAGE),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a chat, a topic of it, perhaps as an answer, perhaps without sound."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    silent: bool = False


class Courier:
    """Speaks through python-telegram-bot. Nothing raises: each call tells what became of it."""

    def __init__(self, settings: Settings) -> None:
        api = settings.bot_api_url
        self._bot: ExtBot[Any] = ExtBot(
            settings.bot_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
            rate_limiter=_limiter(settings),
        )
        self._pace = Pace(settings.chat_messages_per_second)

    async def start(self) -> None:
        """Open the connections. Raises nothing; the token is checked by whoever listens."""
        await self._bot.request.initialize()

    async def stop(self) -> None:
        """Close the connections."""
        await self._bot.request.shutdown()

    async def send(
        self, to: Address, screen: Screen, leaving: Callable[[], Awaitable[None]] | None = None
    ) -> Delivery:
        """Send a new message; `leaving` is awaited when its turn has come, right before it goes.

        Raises nothing of Telegram's; a database that is away in `leaving` is `Again`.
        """
        await self._pace.wait(to.chat_id)
        LEAVING.set(leaving)
        where = _where(to)
        try:
            if screen.file is None:
                sent = await self._bot.send_message(
                    **where, **screens.text(screen), reply_markup=screens.keyboard(screen)
                )
            else:
                send = self._bot.send_photo if screen.file.picture else self._bot.send_document
                sent = await send(
                    **where,
                    **screens.caption(screen),
                    **screens.upload(screen),
                    reply_markup=screens.keyboard(screen),
                )
        except TelegramError as error:
            return classify(error)
        finally:
            LEAVING.set(None)
        return Sent(sent.message_id)

    async def edit(self, place: Place, screen: Screen) -> Delivery:
        """Change the text and buttons of a message without a file; unchanged is fine."""
        await self._pace.wait(place.chat_id)
        where: dict[str, Any] = {"chat_id": place.chat_id, "message_id": place.message_id}
        keyboard = screens.inline_keyboard(screen)
        try:
            edited = await self._bot.edit_message_text(
                **where, **screens.text(screen), reply_markup=keyboard
            )
        except TelegramError as error:
            if "message is not modified" in error.message.lower():
                return Sent(place.message_id)
            return classify(error)
        return Sent(edited.message_id if isinstance(edited, Message) else place.message_id)


def classify(error: TelegramError) -> Delivery:
    """Tell what an error means for the message that was sent."""
    sentence = error.message.lower()
    match error:
        case TooMany():
            return SlowDown(error.seconds)
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return Undeliverable(_refusal(sentence, FORBIDDEN), error.message)
        case BadRequest():
            return Undeliverable(_refusal(sentence, BAD), error.message)
        case NotTaken() | InvalidToken() | Conflict():
            return Again(error.message)
        case _:
            return Hidden(error.message)


def _refusal(sentence: str, known: tuple[tuple[str, Refusal], ...]) -> Refusal:
    return next((refusal for part, refusal in known if part in sentence), Refusal.REFUSED)


def _where(to: Address) -> dict[str, Any]:
    where: dict[str, Any] = {"chat_id": to.chat_id, "disable_notification": to.silent or None}
    if to.thread_id is not None:
        where["message_thread_id"] = to.thread_id
    if to.reply_to is not None:
        where |= {"reply_to_message_id": to.reply_to, "allow_sending_without_reply": True}
    return where


def _limiter(settings: Settings) -> AIORateLimiter | None:
    overall, group = settings.messages_per_second, settings.group_messages_per_minute
    if not overall and not group:
        return None
    return AIORateLimiter(
        overall_max_rate=1 if overall else 0,
        overall_time_period=1 / overall if overall else 0,
        group_max_rate=1 if group else 0,
        group_time_period=60 / group if group else 0,
        max_retries=0,
    )
