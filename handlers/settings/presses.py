"""What the buttons of settings, privacy and help say back."""

from __future__ import annotations

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.base36 import Int36


class Choice(StrEnum):
    """What a tap asks for. Short: it travels in callback data."""

    SHOW = "show"
    LANGUAGES = "lngs"
    LANGUAGE = "lng"
    ZONES = "zns"
    ZONE = "zn"
    MUTE = "mute"
    CURRENCIES = "crs"
    CURRENCY = "cur"
    WHO_MAY_START = "who"
    TELL_ME = "tell"
    PRIVACY = "prv"
    SEE = "see"
    EXPORT = "exp"
    DELETE = "del"
    DELETE_NOW = "del2"


class OnSettings(CallbackData, prefix="s"):
    """A tap in settings; `home` is 0 for one's own."""

    choice: Choice
    home: Int36 = 0
    value: str = ""


def on(choice: Choice, home: int = 0, value: str = "") -> str:
    """Return the callback data of a tap."""
    return OnSettings(choice=choice, home=home, value=value).pack()
