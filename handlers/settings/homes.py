"""A home's choices, shown in its group and changed by its administrators."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.commands.people import ChangeHome
from domain.people import Home, WhoMayStart
from handlers.answering import alert
from handlers.context import Context
from handlers.draft.choices import CURRENCIES
from handlers.draft.zones import zone_city
from handlers.organiser.administrators import is_administrator
from handlers.organiser.saying import say
from handlers.settings.presses import Choice, OnSettings
from handlers.settings.screens import (
    home_currencies,
    home_languages,
    home_reply,
    home_zones,
    language_name,
)
from locales.catalogue import LANGUAGES


async def show_home(message: Message, context: Context, home: Home) -> None:
    """Show what the home has chosen."""
    t = context.home_t or context.t
    reply = home_reply(
        home,
        t,
        home.zone or context.default_zone,
        home.currency or context.default_currency,
    )
    await say(message, context, reply)


async def home_tap(callback: CallbackQuery, context: Context, press: OnSettings, bot: Bot) -> None:
    """A tap on a home's settings; Telegram is asked whether it is an administrator's."""
    home = context.home
    if home is None or home.id != press.home:
        await alert(callback, context.t.plain("settings-unknown-choice"))
        return
    administrator = await is_administrator(bot, context, home.id)
    if not administrator:
        await alert(callback, context.t.plain("settings-administrators-only"))
        return
    t = context.home_t or context.t
    match press.choice:
        case Choice.LANGUAGES:
            await say(callback, context, home_languages(home))
        case Choice.ZONES:
            zone = home.zone or context.default_zone
            await say(callback, context, home_zones(home, t, zone))
        case Choice.CURRENCIES:
            await say(callback, context, home_currencies(home))
        case _:
            await alert(callback, await _change(context, home, press))


async def _change(context: Context, home: Home, press: OnSettings) -> str:
    """Change one choice and tell how it is now."""
    t, value = context.t, press.value
    change = ChangeHome(context.cause, context.actor, home.id, by_administrator=True)
    match press.choice:
        case Choice.LANGUAGE if value in LANGUAGES:
            await context.desk.submit(replace(change, language=value))
            return t.plain("settings-home-speaks", language=language_name(value))
        case Choice.ZONE:
            await context.desk.submit(replace(change, zone=value))
            return t.plain("settings-home-zone-is", city=zone_city(value, t.language))
        case Choice.CURRENCY if value in CURRENCIES:
            await context.desk.submit(replace(change, currency=value))
            return t.plain("settings-home-currency-is", currency=value)
        case Choice.WHO_MAY_START if value in list(WhoMayStart):
            await context.desk.submit(replace(change, who_may_start=WhoMayStart(value)))
            return t.plain(f"settings-may-start-{value}")
        case _:
            return t.plain("settings-unknown-choice")
