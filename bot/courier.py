"""The courier: gives what the bot says unasked to Telegram, within Telegram's limits.

It never repeats a call: the outbox does, where that is safe.
"""

from __future__ import annotations

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
from telegram.ext import ExtBot

from bot import courier_screens as screens
from bot.courier_pace import Departure, Pacing
from bot.courier_request import AiohttpRequest, NotTaken, TooMany
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
from domain.ports import DeskUnavailable
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

    def __init__(self, settings: Settings, pace: Pace) -> None:
        """Whatever it says waits for its turn in `pace`."""
        api = settings.bot_api_url
        self._bot: ExtBot[Any] = ExtBot(
            settings.bot_token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
            rate_limiter=Pacing(pace),
        )
        self.pace = pace

    async def start(self) -> None:
        """Open the connections. Raises nothing; the token is checked by whoever listens."""
        await self._bot.request.initialize()

    async def stop(self) -> None:
        """Close the connections."""
        await self._bot.request.shutdown()

    async def send(
        self, to: Address, screen: Screen, departure: Departure | None = None
    ) -> Delivery:
        """Send a new message. Raises nothing of Telegram's.

        A database that is away when it is to be marked is `Again`.
        """
        where = _where(to)
        try:
            if screen.file is None:
                sent = await self._bot.send_message(
                    **where,
                    **screens.text(screen),
                    reply_markup=screens.keyboard(screen),
                    rate_limit_args=departure,
                )
            else:
                send = self._bot.send_photo if screen.file.picture else self._bot.send_document
                sent = await send(
                    **where,
                    **screens.caption(screen),
                    **screens.upload(screen),
                    reply_markup=screens.keyboard(screen),
                    rate_limit_args=departure,
                )
        except TelegramError as error:
            return classify(error)
        except DeskUnavailable as error:
            return Again(str(error))
        return Sent(sent.message_id)

    async def edit(
        self, place: Place, screen: Screen, departure: Departure | None = None
    ) -> Delivery:
        """Change the text and buttons of a message without a file; unchanged is fine."""
        where: dict[str, Any] = {"chat_id": place.chat_id, "message_id": place.message_id}
        keyboard = screens.inline_keyboard(screen)
        try:
            edited = await self._bot.edit_message_text(
                **where,
                **screens.text(screen),
                reply_markup=keyboard,
                rate_limit_args=departure,
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
