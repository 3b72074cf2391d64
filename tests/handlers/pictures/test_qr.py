"""The join link as a QR code can be scanned, and read out."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from handlers.pictures import qr_png, qr_svg
from tests.handlers.pictures.conftest import differ, pixels

LINK = "https://t.me/our_group_buy_bot?start=K7Q4XM"


@pytest.mark.parametrize(
    "caption", [None, "", "K7Q4-XM", "K7Q4-XM · Flat 12 and all its neighbours"]
)
@pytest.mark.parametrize("link", [LINK, LINK + "-" + "a" * 80])
def test_a_reader_finds_the_link(link: str, caption: str | None) -> None:
    """Without this, people at the door point their phones at it in vain."""
    picture = Image.open(BytesIO(qr_png(link, caption)))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [link]


def test_it_is_read_small_and_turned() -> None:
    """Without this, it works on our screen and not in a photo of a poster."""
    picture = Image.open(BytesIO(qr_png(LINK, "K7Q4-XM"))).convert("L")
    small = picture.resize((150, 180)).rotate(13, expand=True, fillcolor=255)
    assert [found.text for found in zxingcpp.read_barcodes(small)] == [LINK]


@pytest.mark.usefixtures("bare_machine")
def test_the_code_stands_beneath_in_large_letters() -> None:
    """Without this, whoever cannot scan has nothing to type."""
    with_code, other = pixels(qr_svg(LINK, "K7Q4-XM")), pixels(qr_svg(LINK, "A"))
    assert with_code.size == (1000, 1200)
    assert differ(with_code.crop((0, 1000, 1000, 1200)), other.crop((0, 1000, 1000, 1200))) > 5_000


def test_a_link_too_long_for_a_code_is_refused() -> None:
    """Without this, the caller cannot know that there is no picture."""
    with pytest.raises(ValueError, match="too large"):
        qr_svg(LINK + "a" * 3_000)
