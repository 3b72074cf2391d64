"""Fonts of the machine, asked only for letters that the packaged fonts lack."""

import os
import unicodedata
from functools import cache
from pathlib import Path

from .typeface import Typeface, family_name

_PLACES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
    Path("/System/Library/Fonts"),  # macOS
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)
_KINDS = {".ttf", ".otf", ".ttc", ".otc"}
# These claim every character and draw a box for each.
_PLACEHOLDERS = ("lastresort", "adobeblank", "notdef")


def system_typeface(character: str) -> Typeface | None:
    """A font of this machine that has the character, or None.

    Only letters, their marks and numbers are looked for. Emoji never are: whether a machine's
    emoji font can be drawn differs from machine to machine, and a picture should not.
    """
    if unicodedata.category(character)[0] not in "LMN":
        return None
    for path in _files():
        face = Typeface(path, "", 400)
        if face.has(character) and (family := family_name(path)):
            return Typeface(path, family, 400)
    return None


@cache
def _files() -> tuple[Path, ...]:
    """The machine's font files, plain sans-serif ones first; listed once per process."""
    found = {
        path
        for place in _PLACES
        if place.is_dir()
        for path in place.rglob("*")
        if path.suffix.lower() in _KINDS
        and not any(name in path.name.lower() for name in _PLACEHOLDERS)
    }
    return tuple(sorted(found, key=_plainness))


def _plainness(path: Path) -> tuple[bool, bool, str]:
    """Sorts "NotoSansThai-Regular" before "NotoSerifThai-BoldItalic"."""
    return "Sans" not in path.stem, "Regular" not in path.stem, str(path)
