"""/paysupport: what somebody paid through Telegram, where it lies, and whom to ask (Bot API)."""

from __future__ import annotations

from markupsafe import Markup

from domain.charges import Back, Charge
from domain.people import Person
from handlers.context import Context
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from locales.translator import Translator

SHOWN = 5
"""The latest payments."""

SAID = {
    Back.NOT: "pay-support-charge",
    Back.DUE: "pay-support-back-due",
    Back.DONE: "pay-support-back-done",
}


async def support_screen(context: Context) -> Screen:
    """Return the latest payments of whoever asks, each with its number and its organiser."""
    t, reader = context.t, context.reader
    charges = (await reader.charges_of(context.actor))[-SHOWN:]
    if not charges:
        return Screen(t("pay-support-none"))
    parts = [t("pay-support")]
    rows: list[tuple[Button, ...]] = []
    for charge in reversed(charges):
        buy = await reader.buy(charge.buy)
        if buy is None:
            continue
        organiser = await reader.person(buy.organiser)
        name = title(buy.terms.title, t)
        parts.append(_said(t, charge, name, context))
        if organiser is not None and organiser.username:
            rows.append((_write_to(t, organiser),))
    return Screen(Markup("\n\n").join(parts), tuple(dict.fromkeys(rows)))


def _said(t: Translator, charge: Charge, name: str, context: Context) -> Markup:
    return t(
        SAID[charge.back],
        amount=t.money(charge.amount, charge.currency),
        title=name,
        when=t.when(charge.at, context.now),
        number=charge.id,
    )


def _write_to(t: Translator, organiser: Person) -> Button:
    name = person_name(organiser.name, t)
    return Button(t.plain("pay-support-write", name=name), url=f"https://t.me/{organiser.username}")
