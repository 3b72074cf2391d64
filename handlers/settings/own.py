"""One's own choices: language, zone, and whether nudges come at all."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.commands.people import ChooseLanguage, ChooseZone, Expect, MuteAll
from domain.conversation import Conversation, Expecting
from handlers.answering import alert, answer, show
from handlers.context import Context
from handlers.reading.zones import read_zone
from handlers.settings.presses import Choice, OnSettings
from handlers.settings.privacy import privacy_tap
from handlers.settings.screens import (
    FOLLOW,
    found_zones_screen,
    languages_screen,
    own_screen,
    zones_screen,
)
from locales.catalogue import LANGUAGES
from locales.translator import Translator, language_for


async def own_tap(callback: CallbackQuery, context: Context, press: OnSettings, bot: Bot) -> None:
    """A tap on one's own settings."""
    t = context.t
    match press.choice:
        case Choice.SHOW:
            await show(callback, own_screen(context.person, t, t.zone))
        case Choice.LANGUAGES:
            await show(callback, languages_screen(t))
        case Choice.ZONES:
            await _expect_zone(context)
            await show(callback, zones_screen(t, t.zone))
        case Choice.LANGUAGE:
            await choose_language(callback, context, press.value)
        case Choice.ZONE:
            await context.desk.submit(ChooseZone(context.cause, context.actor, press.value))
            await _show_again(callback, context, replace(t, zone=press.value))
        case Choice.MUTE:
            muted = press.value == "1"
            await context.desk.submit(MuteAll(context.cause, context.actor, muted))
            await _show_again(callback, context, t)
        case _:
            await privacy_tap(callback, context, press, bot)


async def choose_language(callback: CallbackQuery, context: Context, value: str) -> None:
    """Speak another language from now on, at once."""
    chosen = None if value == FOLLOW else value
    if chosen is not None and chosen not in LANGUAGES:
        await alert(callback, context.t.plain("settings-unknown-choice"))
        return
    await context.desk.submit(ChooseLanguage(context.cause, context.actor, chosen))
    language = language_for(chosen, context.person.telegram_language, default=context.t.language)
    await _show_again(callback, context, replace(context.t, language=language))


async def typed_zone(message: Message, context: Context) -> None:
    """A city typed for one's zone."""
    zones = read_zone(message.text or "")
    if len(zones) != 1:
        await answer(message, found_zones_screen(context.t, message.text or "", zones))
        return
    zone = zones[0]
    await context.desk.submit(ChooseZone(context.cause, context.actor, zone))
    await context.desk.submit(
        Expect(context.cause.then("settled"), context.actor, Conversation(context.actor))
    )
    t = replace(context.t, zone=zone)
    person = await context.reader.person(context.actor)
    await answer(message, own_screen(person or context.person, t, zone))


async def _expect_zone(context: Context) -> None:
    await context.desk.submit(
        Expect(
            context.cause.then("expect"),
            context.actor,
            Conversation(context.actor, Expecting.ZONE),
        )
    )


async def _show_again(callback: CallbackQuery, context: Context, t: Translator) -> None:
    person = await context.reader.person(context.actor)
    await show(callback, own_screen(person or context.person, t, t.zone))
