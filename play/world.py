"""Who plays, what they buy and what the transcript calls things, for each language.

A world is a TOML file in `worlds/`; the bot's own words come from its catalogues.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ru", "es", "zh_Hans", "ar")

FRIENDS = 6
"""So many order; the organiser makes one more."""


@dataclass(frozen=True)
class World:
    """One world. `names` are the organiser, then the six friends in the order they take part."""

    language: str
    telegram_language: str
    zone: str
    group: str
    names: tuple[str, ...]
    guest: str
    line: str
    """What the organiser types into the group."""
    order: str
    """What the fourth friend types into the group: two units."""
    words: dict[str, str]
    """The transcript's own words, with {name}, {label} and the like."""

    def word(self, key: str, /, **values: Any) -> str:
        """Return the transcript's word for something."""
        return self.words[key].format(**values)


def world(language: str) -> World:
    """Return the world of a language, one of `LANGUAGES`."""
    text = files("play").joinpath("worlds", f"{language}.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    given["names"] = tuple(given["names"])
    made = World(language=language, **given)
    if len(made.names) != FRIENDS + 1:
        raise ValueError(f"{language}: {FRIENDS + 1} names are wanted")
    return made
