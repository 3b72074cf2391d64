"""Text in an SVG: each piece in the very font that has its letters."""

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from . import fonts
from .text import drawable

_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_END_OF_ISOLATE = "\u2069"


@dataclass(frozen=True)
class Lettering:
    """How text is set: size in units of the drawing, fill a colour, bold or not.

    anchor: which end of the text is at its x ("start" is the left one whatever the language);
    direction: how its pieces follow each other, "auto" by its first letter.
    """

    size: float
    fill: str
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"
    direction: Literal["ltr", "rtl", "auto"] = "auto"


def text_element(text: str, x: float, y: float, style: Lettering) -> str:
    """An SVG text element with its baseline at y; "" if nothing of the text can be drawn.

    resvg reads no `direction` attribute, but honours Unicode's isolates, so the text is wrapped in
    one. Each piece names its font: left to itself resvg takes any that has the letter, of any
    weight, and gives up on all letters once one has none.
    """
    text = drawable(text)
    if not text:
        return ""
    pieces = "".join(
        f'<tspan font-family={quoteattr(face.family)} font-weight="{face.weight}">'
        f"{escape(piece)}</tspan>"
        for face, piece in fonts.runs(
            f"{_ISOLATES[style.direction]}{text}{_END_OF_ISOLATE}", style.bold
        )
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{style.size:.1f}" fill="{style.fill}" '
        f'text-anchor="{style.anchor}" xml:space="preserve">{pieces}</text>'
    )
