"""The gettext catalogues, read from their .po files when a language is first spoken."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("en", "ru", "es", "zh_Hans", "ar")
"""The languages the bot speaks; each has a folder here."""

SOURCE = "en"
"""The language that texts are written in; the others are translated from it."""

FOLDER = Path(__file__).parent


def po_files(language: str) -> list[Path]:
    """Return the catalogues of a language: one file a part of the product.

    The first word of a key names its file: `card-in` stands in card.po.
    """
    return sorted((FOLDER / language / "LC_MESSAGES").glob("*.po"))


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> GNUTranslations:
    """Return the messages of a language; one that it lacks is English rather than its key.

    Compiled in memory, so that there is no build step whose result could be old.
    """
    messages = Catalog(locale=language)
    for file in po_files(language):
        with file.open("rb") as source:
            part = read_po(source, locale=language)
        # Babel's own rule takes Arabic's form for 11 to 99 as the one for 100 to 102.
        messages.mime_headers = part.mime_headers
        for message in part:
            if message.id and translated(message):
                messages[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    found = GNUTranslations(compiled)
    if language != SOURCE:
        found.add_fallback(catalogue(SOURCE))
    return found


def translated(message: Message) -> bool:
    """Tell whether a message has its text, in every plural form."""
    text = message.string
    return bool(text) if isinstance(text, str | None) else all(text)
