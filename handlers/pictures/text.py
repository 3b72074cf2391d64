"""Text made ready for a picture: cleaned, cut, set in lines of a width."""

import re
import unicodedata

from . import fonts

_NO_BREAK_SPACES = "\u00a0\u202f"
_JOINERS = "\u200c\u200d"  # zero-width non-joiner and joiner: Persian and Indic words need them
_MARKS = "\u200e\u200f"  # left-to-right and right-to-left mark: CLDR's Arabic money has them
_LONGEST = 400  # characters; no line of a picture holds nearly as many
_BREAK = re.compile(r" |(?<=[\u2e80-\u9fff\uff00-\uffef])(?![，。、！？；：）】》」])")


def drawable(text: str) -> str:
    """What of the text can be drawn; the rest is left out, with the space it leaves.

    Control characters, overrides of the writing direction, variation selectors and whatever no
    font has (emoji above all) go, a mark or joiner that followed such a character goes with it,
    and any run of spaces becomes one. May return "".
    """
    kept: list[str] = []
    gap = False
    for character in unicodedata.normalize("NFC", text[:_LONGEST]):
        kind = unicodedata.category(character)
        if character.isspace() and character not in _NO_BREAK_SPACES:
            kept.append(" ")
            gap = False
            continue
        clings = kind[0] == "M" or character in _JOINERS
        gap = (gap and clings) or not _has_glyph(character, kind)
        if not gap:
            kept.append(character)
    return re.sub(" +", " ", "".join(kept)).strip()


def cut(text: str, limit: float, size: float, bold: bool = False) -> str:
    """The drawable text, shortened with an ellipsis so that it is at most `limit` wide."""
    text = drawable(text)
    if fonts.width(text, size, bold) <= limit:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle] + "…", size, bold) <= limit:
            low = middle
        else:
            high = middle - 1
    while low and (unicodedata.combining(text[low]) or text[low] in _JOINERS):
        low -= 1
    return text[:low].rstrip(" ,.;:·-–—(،、，。（" + _JOINERS) + "…"


def lines(text: str, limit: float, size: float, count: int, bold: bool = False) -> list[str]:
    """The drawable text in at most `count` lines of at most `limit`, the last one cut.

    Lines break at spaces and between Han characters; a word wider than a line is cut.
    """
    rest = drawable(text)
    result: list[str] = []
    while rest and len(result) < count - 1 and fonts.width(rest, size, bold) > limit:
        ends = [match.end() for match in _BREAK.finditer(rest)]
        fitting = [end for end in ends if fonts.width(rest[:end].rstrip(), size, bold) <= limit]
        if not fitting:
            break
        result.append(rest[: fitting[-1]].rstrip())
        rest = rest[fitting[-1] :].lstrip()
    return [*result, cut(rest, limit, size, bold)] if rest else result


def fitting_size(texts: list[str], limit: float, size: float, bold: bool = False) -> float:
    """The largest font size up to `size` at which the widest of the texts is within `limit`."""
    widest = max((fonts.width(drawable(text), size, bold) for text in texts), default=0)
    return size if widest <= limit else size * limit / widest


def _has_glyph(character: str, kind: str) -> bool:
    """Whether the character, of this Unicode category, may stand in a picture and has a font."""
    if kind[0] == "C" and character not in _JOINERS + _MARKS:
        return False
    if "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000":
        return False  # variation selectors and tags, which ask for another look of a character
    return fonts.typeface(character) is not None
