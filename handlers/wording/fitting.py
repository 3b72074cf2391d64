"""Long lists made fit for one message: Telegram refuses more than 4096 characters."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from locales.translator import Translator


def fitted(t: Translator, lines: Sequence[Markup], room: int) -> list[Markup]:
    """Return the first lines that fit `room` characters, and how many more there are."""
    kept: list[Markup] = []
    for line in lines:
        room -= len(line.striptags()) + 1
        if room < 0:
            break
        kept.append(line)
    more = len(lines) - len(kept)
    return [*kept, t("order-more-lines", count=more)] if more else kept
