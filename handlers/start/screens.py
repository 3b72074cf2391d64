"""What somebody sees who came without a link, or typed what nothing here understands."""

from __future__ import annotations

from handlers.links import Links
from handlers.screen import Button, Screen
from locales.translator import Translator


def hello_screen(t: Translator, links: Links) -> Screen:
    """Return two sentences and two buttons."""
    return Screen(t("start-hello"), _buttons(t, links))


def not_understood_screen(t: Translator, links: Links) -> Screen:
    """Say what can be typed here."""
    return Screen(t("start-not-understood"), _buttons(t, links))


def _buttons(t: Translator, links: Links) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(t.plain("start-begin"), url=links.new_buy(0)),
            Button(t.plain("start-add-to-group"), url=links.add_to_group()),
        ),
    )
