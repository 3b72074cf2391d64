"""Reads what a bot reads only once, when it first hears and speaks: catalogues, words, formats.

Imported by the server that bots are forked from: what is read there, each of them has.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from handlers.reading import read_buy, write_buy
from locales.catalogue import LANGUAGES

LINE = "/buy Olive oil; 42 EUR; 10: 38; until Fri 18:00"
ZONE = "Europe/Berlin"


def warm() -> None:
    """Read a line of a buy, and say it in every language."""
    now = datetime.now(UTC)
    entry = read_buy(LINE, now=now, zone=ZONE, default_currency="EUR", languages=LANGUAGES)
    for language in LANGUAGES:
        write_buy(entry, language, ZONE, now)
    gc.collect()
    gc.freeze()


warm()
