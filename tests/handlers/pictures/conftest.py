"""What the tests of the pictures share: a machine without fonts, and a look at the pixels."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from handlers.pictures import fonts, system
from handlers.pictures.render import render_png


def pixels(svg: str) -> Image.Image:
    """The drawing in colour."""
    return Image.open(BytesIO(render_png(svg))).convert("RGB")


def canvas(content: str, width: int = 1000, height: int = 200) -> Image.Image:
    """The content drawn on white."""
    return pixels(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{content}</svg>'
    )


def differ(one: Image.Image, other: Image.Image) -> int:
    """How many pixels of two pictures of one size differ visibly."""
    difference = ImageChops.difference(one, other).convert("L")
    return sum(difference.histogram()[40:])


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has no fonts at all."""
    monkeypatch.setattr(system, "_files", tuple)
    fonts.typeface.cache_clear()
    fonts._em_width.cache_clear()
    yield
    fonts.typeface.cache_clear()
    fonts._em_width.cache_clear()
