"""The picture of the ladder tells the truth, in a size that a chat can carry."""

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from handlers.pictures import LadderPicture, Step, ladder_svg, render_png, render_png_apart
from handlers.pictures.palette import ACCENT
from tests.handlers.pictures.conftest import differ, pixels

STEPS = (Step("10", "38.00", True, True), Step("20", "35.00"), Step("30", "33.50"))
PICTURE = LadderPicture(
    "Olive oil 5 l", "Anna · Flat 12", STEPS, 0.2, "12 of 20", "8 more → 35.00", "42.00"
)
LANGUAGES = {
    "en": PICTURE,
    "ru": replace(PICTURE, title="Оливковое масло", current="12 из 20", upcoming="ещё 8 → 35,00"),
    "es": replace(PICTURE, title="Aceite de oliva, garrafón", current="12 de 20"),
    "zh": replace(PICTURE, title="特级初榨橄榄油", subtitle="安娜", upcoming="再来 8 人 → 35.00"),
    "ar": replace(PICTURE, title="زيت زيتون", subtitle="آنا", current="12 من 20", rtl=True),
}


def climbed(picture: LadderPicture) -> int:
    """How many pixels wear the accent."""
    red, green, blue = ImageColor.getrgb(ACCENT)[:3]
    colours = pixels(ladder_svg(picture)).getcolors(1 << 20) or []
    return sum(count for count, colour in colours if colour == (red, green, blue))


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["title", "subtitle", "current", "upcoming", "start_price"])
def test_every_word_of_every_language_is_on_the_picture(language: str, part: str) -> None:
    """Without this, a line can be missing in one language, and only its readers would notice."""
    picture = LANGUAGES[language]
    blank = {part: ""}
    without = replace(picture, **blank)  # type: ignore[arg-type] # the parts are all strings
    assert differ(pixels(ladder_svg(picture)), pixels(ladder_svg(without))) > 300


def test_a_longer_way_shows_as_a_higher_climb() -> None:
    """Without this, the ladder could show another progress than the words beside it."""
    empty = tuple(replace(step, reached=False, just_reached=False) for step in STEPS)
    full = tuple(replace(step, reached=True) for step in STEPS)
    ways = [(empty, 0.0), (empty, 0.5), (STEPS, 0.2), (STEPS, 0.9), (full, 0.0)]
    bare = replace(PICTURE, current="", start_price="")
    heights = [climbed(replace(bare, steps=steps, toward_next=part)) for steps, part in ways]
    assert heights == sorted(set(heights))


def test_a_right_to_left_picture_has_its_ladder_on_the_left() -> None:
    """Without this, an Arabic reader meets the picture from the wrong end."""
    plain = replace(PICTURE, title="", subtitle="", current="", upcoming="")
    left = pixels(ladder_svg(replace(plain, rtl=True))).crop((0, 0, 640, 720))
    right = pixels(ladder_svg(plain)).crop((640, 0, 1280, 720))
    assert left.getcolors(1 << 20) != [(640 * 720, left.getpixel((0, 0)))]
    assert differ(left.transpose(Image.Transpose.FLIP_LEFT_RIGHT), right) < 12_000


def test_the_file_is_light_and_of_a_chat_photos_shape() -> None:
    """Without this, a tier costs every member a heavy download."""
    steps = tuple(Step(f"{n * 100} people", f"about {40 - n}.00 EUR", n < 5) for n in range(1, 7))
    png = render_png(ladder_svg(replace(PICTURE, title="Extra virgin " * 9, steps=steps)))
    assert len(png) < 200_000
    assert Image.open(BytesIO(png)).size == (1280, 720)


def test_a_very_long_ladder_shows_the_steps_around_the_group() -> None:
    """Without this, twenty tiers become twenty unreadable lines."""
    steps = tuple(Step(f"{n}0", f"{90 - n}.00", n <= 12) for n in range(1, 21))
    svg = ladder_svg(replace(PICTURE, steps=steps))
    shown = [n for n in range(1, 21) if f"\u2066{90 - n}.00\u2069" in svg]
    assert shown == list(range(8, 16))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(max_size=30), min_size=5, max_size=5),
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=9),
    st.floats(0, 1),
    st.booleans(),
)
def test_any_words_make_a_well_formed_drawing(
    words: list[str], labels: list[tuple[str, str]], part: float, rtl: bool
) -> None:
    """Without this, a strange title keeps a tier from being announced."""
    title, subtitle, current, upcoming, start = words
    steps = tuple(Step(threshold, price) for threshold, price in labels)
    picture = LadderPicture(title, subtitle, steps, part, current, upcoming, start, rtl)
    svg = ladder_svg(picture)
    assert ElementTree.fromstring(svg).tag.endswith("svg")  # noqa: S314 -- our own drawing
    assert "nan" not in svg


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": ()},
        {"steps": (Step("10", "38.00"), Step("20", "35.00", True))},
        {"steps": (Step("10", "38.00", False, True),)},
        {"toward_next": 1.01},
        {"toward_next": -0.1},
        {"toward_next": float("nan")},
    ],
)
def test_an_impossible_ladder_is_refused(wrong: dict[str, object]) -> None:
    """Without this, a mistake upstream is drawn as if the group had climbed so."""
    with pytest.raises(ValueError, match=r"ladder|reached|fraction"):
        replace(PICTURE, **wrong)  # type: ignore[arg-type] # wrong on purpose


async def test_drawing_apart_gives_the_same_picture() -> None:
    """Without this, answers wait for pictures, or the pictures sent differ from those tested."""
    svg = ladder_svg(PICTURE)
    assert await render_png_apart(svg) == render_png(svg)


async def test_drawing_apart_tells_what_went_wrong() -> None:
    """Without this, a broken drawing would be sent as an empty file."""
    with pytest.raises(ValueError, match=r"unknown token at 1:1$"):
        await render_png_apart("no drawing")
