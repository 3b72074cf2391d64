"""What has to be in order before the bot can begin, with a sentence for what is not.

Imports little, so that a mistake in the settings is told at once.
"""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings
from locales.catalogue import LANGUAGES
from locales.translator import language_for

SQLITE = "sqlite"


class CannotStart(Exception):
    """The bot cannot begin; the message is one sentence for whoever runs it."""


def prepare(settings: Settings) -> None:
    """Check what can be checked on this machine alone. Raises `CannotStart`."""
    _check_language(settings.default_language)
    _make_folder(settings.database_url)


def is_sqlite(database_url: str) -> bool:
    """Tell whether the database is a file of this machine's."""
    return database_url.startswith(SQLITE)


def _check_language(language: str) -> None:
    """Raise `CannotStart` if the bot does not speak the default language."""
    if not language_for(language, default=""):
        raise CannotStart(f"DEFAULT_LANGUAGE must be one of {', '.join(LANGUAGES)}.")


def _make_folder(database_url: str) -> None:
    """Make the folder of an SQLite file. Raises `CannotStart` if that is not allowed."""
    if not is_sqlite(database_url):
        return
    file = Path(database_url.partition("://")[2].removeprefix("/").partition("?")[0])
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab"):
            pass
    except OSError as error:
        raise CannotStart(f"DATABASE_URL cannot be written: {file} ({error.strerror}).") from None
