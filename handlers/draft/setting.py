"""Where and when something was typed, for the readers."""

from __future__ import annotations

from handlers.context import Context
from handlers.reading.setting import Setting


def setting_for(context: Context, zone: str, currency: str) -> Setting:
    """Return what readers need to know: the person's language first, then the group's."""
    languages = [context.t.language]
    if context.home_t is not None:
        languages.append(context.home_t.language)
    return Setting(context.now, zone, currency, tuple(dict.fromkeys(languages)))
