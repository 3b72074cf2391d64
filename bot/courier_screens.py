"""Screens as python-telegram-bot's arguments."""

from __future__ import annotations

from typing import Any

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode

from handlers.screen import Button, PickPeople, Screen

PICK_AT_MOST = 10
"""People in one go (Bot API, KeyboardButtonRequestUsers.max_quantity)."""


def inline_keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the buttons under a message."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(one) for one in row] for row in screen.rows])


def keyboard(
    screen: Screen,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """Return whichever keyboard comes with a new message."""
    if screen.pick:
        return _picker(screen.pick)
    if screen.remove_keyboard:
        return ReplyKeyboardRemove()
    return inline_keyboard(screen)


def text(screen: Screen) -> dict[str, Any]:
    """Return the arguments that say the text of a message without a file."""
    return {
        "text": str(screen.text),
        "parse_mode": ParseMode.HTML,
        "link_preview_options": LinkPreviewOptions(is_disabled=not screen.previews),
    }


def caption(screen: Screen) -> dict[str, Any]:
    """Return the arguments that say the text under a file."""
    return {"caption": str(screen.text) or None, "parse_mode": ParseMode.HTML}


def upload(screen: Screen) -> dict[str, Any]:
    """Return the file of a screen, as the argument of its kind."""
    if screen.file is None:
        return {}
    kind = "photo" if screen.file.picture else "document"
    return {kind: InputFile(screen.file.data, filename=screen.file.name)}


def _button(button: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(button.copy) if button.copy is not None else None
    return InlineKeyboardButton(
        button.text, callback_data=button.data, url=button.url, copy_text=copied
    )


def _picker(pick: PickPeople) -> ReplyKeyboardMarkup:
    choose = KeyboardButtonRequestUsers(
        pick.request,
        user_is_bot=False,
        max_quantity=PICK_AT_MOST,
        request_name=True,
        request_username=True,
    )
    rows = [[KeyboardButton(pick.text, request_users=choose)], [KeyboardButton(pick.cancel)]]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
