"""One font, opened: which characters it has, and how wide text set in it is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]  # the library ships no types


@dataclass(frozen=True)
class Typeface:
    """A font file and the family name and weight (CSS, 100..900) that an SVG calls it by."""

    path: Path
    family: str
    weight: int

    def has(self, character: str) -> bool:
        """Whether the font has a glyph of its own for this one character.

        A file that cannot be read or is no font has none.
        """
        try:
            return bool(_opened(self.path).get_nominal_glyph(ord(character)))
        except hb.HarfBuzzError:
            return False

    def width(self, text: str) -> float:
        """Width of the text in em (multiply by the font size).

        Shaped as it will be drawn: resvg's shaper is a port of HarfBuzz, so kerning and joined
        Arabic letters come out alike.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        font = _opened(self.path)
        hb.shape(font, buffer)
        advance = sum(position.x_advance for position in buffer.glyph_positions or ())
        return float(advance / font.face.upem)


def family_name(path: Path) -> str:
    """The family name written in a font file, by which resvg finds it; "" if there is none."""
    face = _opened(path).face
    names = hb.OTNameIdPredefined
    for name in (names.TYPOGRAPHIC_FAMILY, names.FONT_FAMILY):
        if found := face.get_name(name):
            return str(found)
    return ""


@cache
def _opened(path: Path) -> hb.Font:
    """The font, mapped into memory once per process."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
