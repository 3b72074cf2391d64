"""How a handler answers whoever just acted: in private with a screen, to a tap with an alert.

Nothing here raises for what Telegram refuses: what was asked is done by then, and stays done.
"""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message

from handlers.keyboards import inline_keyboard, keyboard, upload
from handlers.screen import Screen

logger = logging.getLogger(__name__)

ALERT_LIMIT = 200
"""Characters of the answer to a tap (Bot API, answerCallbackQuery)."""


async def answer(message: Message, screen: Screen) -> None:
    """Answer a private message with a new one."""
    if message.bot is not None:
        await send(message.bot, message.chat.id, screen)


async def send(bot: Bot, chat_id: int, screen: Screen) -> None:
    """Send a screen to somebody's private chat, in answer to what they did."""
    try:
        if screen.file is None:
            await bot.send_message(
                chat_id,
                str(screen.text),
                parse_mode="HTML",
                reply_markup=keyboard(screen),
                link_preview_options=LinkPreviewOptions(is_disabled=not screen.previews),
            )
        elif screen.file.picture:
            await bot.send_photo(
                chat_id,
                upload(screen.file),
                caption=str(screen.text),
                parse_mode="HTML",
                reply_markup=keyboard(screen),
            )
        else:
            await bot.send_document(
                chat_id,
                upload(screen.file),
                caption=str(screen.text),
                parse_mode="HTML",
                reply_markup=keyboard(screen),
            )
    except TelegramAPIError as error:
        logger.warning("an answer was not delivered", extra={"error": type(error).__name__})


async def show(callback: CallbackQuery, screen: Screen, note: str = "") -> None:
    """Answer a tap in private: change the message it stands under into `screen`.

    `note` is said briefly on top. A message that cannot be changed (gone, too old, a picture)
    is left, and the screen sent anew.
    """
    await _say(callback, note, alert=False)
    if callback.bot is None:
        return
    message = callback.message
    if isinstance(message, Message) and message.text is not None and _fits(screen):
        try:
            await message.edit_text(
                str(screen.text),
                parse_mode="HTML",
                reply_markup=inline_keyboard(screen),
                link_preview_options=LinkPreviewOptions(is_disabled=not screen.previews),
            )
        except TelegramBadRequest as error:
            if "message is not modified" in error.message:
                return
        except TelegramAPIError as error:
            logger.warning("an answer was not delivered", extra={"error": type(error).__name__})
            return
        else:
            return
    await send(callback.bot, callback.from_user.id, screen)


async def note(callback: CallbackQuery, text: str = "") -> None:
    """Answer a tap with a line that goes away by itself; without text just stop the waiting."""
    await _say(callback, text, alert=False)


async def alert(callback: CallbackQuery, text: str) -> None:
    """Answer a tap with a sentence that stays until it is read."""
    await _say(callback, text, alert=True)


async def open_link(callback: CallbackQuery, url: str) -> None:
    """Answer a tap by opening a link into the bot (t.me/<bot>?start=...)."""
    await _say(callback, None, alert=False, url=url)


def _fits(screen: Screen) -> bool:
    return screen.file is None and screen.pick is None and not screen.remove_keyboard


async def _say(
    callback: CallbackQuery, text: str | None, *, alert: bool, url: str | None = None
) -> None:
    if text and len(text) > ALERT_LIMIT:
        text = text[: ALERT_LIMIT - 1] + "…"
    try:
        await callback.answer(text or None, show_alert=alert or None, url=url)
    except TelegramAPIError as error:
        # Mostly a tap that waited for a restart: "query is too old".
        logger.info("a tap was not answered", extra={"error": type(error).__name__})
