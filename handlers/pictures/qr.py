"""The join link as a QR code, with the join code in large letters beneath."""

import segno

from .lettering import Lettering, text_element
from .palette import INK
from .render import render_png
from .text import cut, fitting_size

_SIZE = 1000
_QUIET = 4  # modules left white around the code, as ISO/IEC 18004 asks
_CAPTION = 200  # height of the caption's strip


def qr_svg(url: str, caption: str | None = None) -> str:
    """The address as a QR code (15 % of it may be damaged), the caption beneath it.

    Dark on white whatever the theme, since many readers refuse the reverse. Raises
    segno.DataOverflowError (a ValueError) for an address beyond 2,331 bytes.
    """
    matrix = segno.make_qr(url, error="m").matrix
    scale = _SIZE / (len(matrix) + 2 * _QUIET)
    path = "".join(
        f"M{column + _QUIET} {row + _QUIET}h1v1h-1z"
        for row, modules in enumerate(matrix)
        for column, dark in enumerate(modules)
        if dark
    )
    height = _SIZE + (_CAPTION if caption else 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {height}" '
        f'width="{_SIZE}" height="{height}"><rect width="{_SIZE}" height="{height}" fill="#fff"/>'
        f'<path transform="scale({scale:.6f})" d="{path}" fill="{INK}" '
        f'shape-rendering="crispEdges"/>{_beneath(caption or "", scale)}</svg>'
    )


def qr_png(url: str, caption: str | None = None) -> bytes:
    """`qr_svg` as a PNG file, 1000 pixels wide; in the running bot use `render_png_apart`."""
    return render_png(qr_svg(url, caption))


def _beneath(caption: str, scale: float) -> str:
    """The caption, as wide as the code at most."""
    limit = _SIZE - 2 * _QUIET * scale
    size = max(56.0, fitting_size([caption], limit, 132, bold=True))
    line = cut(caption, limit, size, bold=True)
    style = Lettering(size, INK, bold=True, anchor="middle")
    return text_element(line, _SIZE / 2, _SIZE + 80, style)
