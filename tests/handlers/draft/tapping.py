"""Anna's draft, and the way to its terms through the buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.draft import Draft
from tests.handlers.chatting import ANNA, Talk, buttons, shown

LINE = "/buy Olive oil 5 l; 42 EUR; 10: 38, 20: 35; until Fri 18:00"


async def draft_of(talk: Talk) -> Draft:
    """Return Anna's draft."""
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    return draft


async def through(talk: Talk, screen: Any, labels: Iterable[str]) -> Any:
    """Tap one button after the other; return the message after the last tap."""
    for label in labels:
        screen = shown(await talk.tap(ANNA, buttons(screen.reply_markup)[label]))
    return screen


async def changing(talk: Talk, *labels: str, line: str = LINE) -> Any:
    """Write a line in private and tap through Change."""
    return await through(talk, shown(await talk.write(ANNA, line)), ["Change", *labels])


def marked(screen: Any) -> set[str]:
    """Return the answers that are marked as holding."""
    labels = buttons(screen.reply_markup)
    return {label.removeprefix("✓ ") for label in labels if label.startswith("✓ ")}
