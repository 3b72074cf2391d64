"""Pictures the bot sends: the ladder, and the join link as a QR code.

They know no domain and no language: what stands on them comes in as finished words.
"""

from .apart import render_png_apart
from .ladder import ladder_svg
from .picture import LadderPicture, Step
from .qr import qr_png, qr_svg
from .render import render_png

__all__ = [
    "LadderPicture",
    "Step",
    "ladder_svg",
    "qr_png",
    "qr_svg",
    "render_png",
    "render_png_apart",
]
