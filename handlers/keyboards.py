"""Screens as aiogram's keyboards and files."""

from __future__ import annotations

from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from handlers.screen import Button, File, PickPeople, Screen

PICK_AT_MOST = 10
"""People in one go (Bot API, KeyboardButtonRequestUsers.max_quantity)."""


def inline_keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the buttons under a message."""
    if not screen.rows:
        return None
    rows = [[_button(button) for button in row] for row in screen.rows]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def keyboard(
    screen: Screen,
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """Return whichever keyboard comes with a new message."""
    if screen.pick:
        return _picker(screen.pick)
    if screen.remove_keyboard:
        return ReplyKeyboardRemove(remove_keyboard=True)
    return inline_keyboard(screen)


def upload(file: File) -> BufferedInputFile:
    """Return a file as it is sent along."""
    return BufferedInputFile(file.data, filename=file.name)


def _button(button: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(text=button.copy) if button.copy is not None else None
    return InlineKeyboardButton(
        text=button.text, callback_data=button.data, url=button.url, copy_text=copied
    )


def _picker(pick: PickPeople) -> ReplyKeyboardMarkup:
    choose = KeyboardButtonRequestUsers(
        request_id=pick.request,
        user_is_bot=False,
        max_quantity=PICK_AT_MOST,
        request_name=True,
        request_username=True,
    )
    rows = [
        [KeyboardButton(text=pick.text, request_users=choose)],
        [KeyboardButton(text=pick.cancel)],
    ]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)
