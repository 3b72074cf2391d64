"""From SVG to PNG."""

import resvg_py

from .fonts import files_for


def render_png(svg: str) -> bytes:
    """The drawing as a PNG file, at the drawing's own size in pixels.

    Takes the processor, and the interpreter's lock, for about 60 ms: in the running bot use
    `render_png_apart`. Only the fonts the text needs are opened, never all of the machine's. Raises
    ValueError if the SVG is malformed.
    """
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=files_for(svg))
    )
