"""Which font draws which character, and whether one does at all."""

import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from .system import system_typeface
from .typeface import Typeface

_FOLDER = Path(__file__).parent / "fonts"
_HAN = Typeface(_FOLDER / "NotoSansSC-Medium.ttf", "Noto Sans SC", 500)
_REGULAR = (
    Typeface(_FOLDER / "NotoSans-Regular.ttf", "Noto Sans", 400),
    Typeface(_FOLDER / "NotoSansArabic-Regular.ttf", "Noto Sans Arabic", 400),
    _HAN,
)
_BOLD = (
    Typeface(_FOLDER / "NotoSans-Bold.ttf", "Noto Sans", 700),
    Typeface(_FOLDER / "NotoSansArabic-Bold.ttf", "Noto Sans Arabic", 700),
    _HAN,
)


def packaged(bold: bool) -> tuple[Typeface, ...]:
    """The fonts that come with the program, in the order in which they are asked."""
    return _BOLD if bold else _REGULAR


@lru_cache(maxsize=20_000)
def typeface(character: str, bold: bool = False) -> Typeface | None:
    """The font that draws the character; None if no font of the program or the machine does."""
    for face in packaged(bold):
        if face.has(character):
            return face
    return system_typeface(character)


def runs(text: str, bold: bool = False) -> list[tuple[Typeface, str]]:
    """The text in pieces of one font each, in the order in which it is read.

    Characters without a font are left out. Spaces, marks and joiners stay with the letter before
    them: a letter and its mark in two fonts would not be joined.
    """
    faces: list[tuple[Typeface, str]] = []
    for character in text:
        face = typeface(character, bold)
        if faces and not character.isalnum() and _clings(character) and faces[-1][0].has(character):
            face = faces[-1][0]
        if face is not None:
            faces.append((face, character))
    return [
        (face, "".join(character for _, character in piece))
        for face, piece in groupby(faces, key=lambda pair: pair[0])
    ]


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of the text in the units of `size` (pixels of the drawing)."""
    return size * _em_width(text, bold)


def files_for(svg: str) -> list[str]:
    """Paths of the fonts that draw this text: the packaged ones, and the machine's as needed."""
    faces = [*packaged(False), *packaged(True)]
    faces += [face for c in set(svg) if (face := typeface(c)) is not None]
    return list(dict.fromkeys(str(face.path) for face in faces))


@lru_cache(maxsize=2_000)
def _em_width(text: str, bold: bool) -> float:
    return sum(face.width(piece) for face, piece in runs(text, bold))


@cache
def _clings(character: str) -> bool:
    """Whether the character belongs to the one before it."""
    return unicodedata.category(character)[0] in "ZMC"
