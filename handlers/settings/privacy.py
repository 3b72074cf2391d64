"""/privacy: what is kept, to see, to export, to delete (UX-11)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery
from markupsafe import Markup

from domain.commands.people import DeleteMe
from domain.views import BuyLine, HeldData
from handlers.answering import note, send, show
from handlers.context import Context
from handlers.my.screen import listed
from handlers.screen import Button, File, Screen
from handlers.settings.presses import Choice, OnSettings, on
from handlers.settings.screens import own_choices
from handlers.wording.names import person_name
from locales.translator import Translator

FILE_NAME = "my-data.json"
EVER = datetime.min.replace(tzinfo=UTC)
"""Since when buys are shown: none is left out for its age."""


def privacy_screen(t: Translator) -> Screen:
    """Say in a few lines what is kept and why."""
    rows = (
        (
            Button(t.plain("privacy-see"), on(Choice.SEE)),
            Button(t.plain("privacy-export"), on(Choice.EXPORT)),
        ),
        (Button(t.plain("privacy-delete"), on(Choice.DELETE)),),
    )
    return Screen(t("privacy-what"), rows)


def held_screen(held: HeldData, buys: Sequence[BuyLine], t: Translator, now: datetime) -> Screen:
    """Show what is kept about one person: their name, choices and buys, and how many records."""
    lines = [t("privacy-held")]
    if held.person is not None:
        lines.append(t("privacy-known-as", name=person_name(held.person.name, t)))
        lines += own_choices(held.person, t, t.zone)
    if buys:
        lines += listed(buys, t, now)
    records = sum(len(rows) for rows in held.tables.values())
    lines.append(t("privacy-records", count=records))
    rows = ((Button(t.plain("privacy-export"), on(Choice.EXPORT)),), (_back(t),))
    return Screen(Markup("\n").join(lines), rows)


def export_screen(held: HeldData, t: Translator) -> Screen:
    """Give everything kept as a JSON document."""
    data = json.dumps(held.tables, ensure_ascii=False, indent=2, default=_plain)
    return Screen(t("privacy-file"), file=File(FILE_NAME, data.encode(), picture=False))


def delete_screen(t: Translator) -> Screen:
    """Ask before everything is forgotten."""
    sure = Button(t.plain("privacy-delete-now"), on(Choice.DELETE_NOW))
    return Screen(t("privacy-delete-sure"), ((sure,), (_back(t),)))


async def privacy_tap(
    callback: CallbackQuery, context: Context, press: OnSettings, bot: Bot
) -> None:
    """A tap on one's own data."""
    t = context.t
    match press.choice:
        case Choice.SEE:
            held = await context.reader.held_data(context.actor)
            buys = await context.reader.my_buys(context.actor, EVER)
            await show(callback, held_screen(held, buys, t, context.now))
        case Choice.EXPORT:
            held = await context.reader.held_data(context.actor)
            await note(callback)
            await send(bot, callback.from_user.id, export_screen(held, t))
        case Choice.DELETE:
            await show(callback, delete_screen(t))
        case Choice.DELETE_NOW:
            await context.desk.submit(DeleteMe(context.cause, context.actor))
            await show(callback, Screen(t("privacy-deleted")))
        case _:
            await show(callback, privacy_screen(t))


def _back(t: Translator) -> Button:
    return Button(t.plain("common-back"), on(Choice.PRIVACY))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)
