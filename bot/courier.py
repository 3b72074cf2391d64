"""The courier: gives what the bot says unasked to Telegram, within Telegram's limits.

It never repeats a call: the outbox does, where that is safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
        departure = departure or Departure()
        where: dict[str, Any] = {"chat_id": to.chat_id, "rate_limit_args": departure}
        try:
            if screen.file is None:
                said = screens.text(screen)
                how = _how(to, screen) | screens.previews(screen)
                await self._bot.send_message(**where, **said, api_kwargs=how)
            else:
                send = self._bot.send_photo if screen.file.picture else self._bot.send_document
                said = screens.caption(screen) | screens.upload(screen)
                await send(**where, **said, api_kwargs=_how(to, screen))
        except TelegramError as error:
            return classify(error)
        except DeskUnavailable as error:
            return Again(str(error))
        return Sent(departure.message_id)

    async def edit(
        self, place: Place, screen: Screen, departure: Departure | None = None
    ) -> Delivery:
        """Change the text and buttons of a message without a file; unchanged is fine."""
        try:
            await self._bot.edit_message_text(
                chat_id=place.chat_id,
                message_id=place.message_id,
                **screens.text(screen),
                api_kwargs=screens.inline_keyboard(screen) | screens.previews(screen),
                rate_limit_args=departure,
            )
        except TelegramError as error:
            if "message is not modified" not in error.message.lower():
                return classify(error)
        return Sent(place.message_id)

    async def pay_back(self, payer: int, charge: str) -> Delivery:
        """Have a payment in Stars paid back; one that went back already is `Sent`, as number 0."""
        try:
            await self._bot.refund_star_payment(payer, charge)
        except TelegramError as error:
            if "charge_already_refunded" not in error.message.lower():
                return classify(error)
        return Sent(0)


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


def _how(to: Address, screen: Screen) -> dict[str, Any]:
    """Return the arguments that say where in a chat a message goes, and its keyboard.

    They are plain values: the library's objects are built and taken apart again for each message.
    """
    how: dict[str, Any] = screens.keyboard(screen)
    if to.silent:
        how["disable_notification"] = True
    if to.thread_id is not None:
        how["message_thread_id"] = to.thread_id
    if to.reply_to is not None:
        how["reply_parameters"] = {
            "message_id": to.reply_to,
            "allow_sending_without_reply": True,
        }
    return how
