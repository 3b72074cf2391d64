"""Screens as python-telegram-bot's arguments.

Keyboards are what the Bot API takes, in plain values, for `api_kwargs`.
"""

from __future__ import annotations

from typing import Any

from telegram import InputFile
from telegram.constants import ParseMode

from handlers.screen import Button, PickPeople, Screen

PICK_AT_MOST = 10
"""People in one go (Bot API, KeyboardButtonRequestUsers.max_quantity)."""

Arguments = dict[str, Any]


def inline_keyboard(screen: Screen) -> Arguments:
    """Return the buttons under a message, if there are any."""
    if not screen.rows:
        return {}
    rows = [[_button(one) for one in row] for row in screen.rows]
    return {"reply_markup": {"inline_keyboard": rows}}


def keyboard(screen: Screen) -> Arguments:
    """Return whichever keyboard comes with a new message."""
    if screen.pick:
        return {"reply_markup": _picker(screen.pick)}
    if screen.remove_keyboard:
        return {"reply_markup": {"remove_keyboard": True}}
    return inline_keyboard(screen)


def text(screen: Screen) -> Arguments:
    """Return the arguments that say the text of a message without a file."""
    return {"text": str(screen.text), "parse_mode": ParseMode.HTML}


def previews(screen: Screen) -> Arguments:
    """Return whether links in the text are shown with what they lead to, in plain values."""
    return {} if screen.previews else {"link_preview_options": {"is_disabled": True}}


def caption(screen: Screen) -> Arguments:
    """Return the arguments that say the text under a file."""
    return {"caption": str(screen.text) or None, "parse_mode": ParseMode.HTML}


def upload(screen: Screen) -> Arguments:
    """Return the file of a screen, as the argument of its kind."""
    if screen.file is None:
        return {}
    kind = "photo" if screen.file.picture else "document"
    return {kind: InputFile(screen.file.data, filename=screen.file.name)}


def _button(button: Button) -> Arguments:
    if button.data is not None:
        return {"text": button.text, "callback_data": button.data}
    if button.url is not None:
        return {"text": button.text, "url": button.url}
    return {"text": button.text, "copy_text": {"text": button.copy}}


def _picker(pick: PickPeople) -> Arguments:
    choose = {
        "request_id": pick.request,
        "user_is_bot": False,
        "max_quantity": PICK_AT_MOST,
        "request_name": True,
        "request_username": True,
    }
    return {
        "keyboard": [[{"text": pick.text, "request_users": choose}], [{"text": pick.cancel}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }
