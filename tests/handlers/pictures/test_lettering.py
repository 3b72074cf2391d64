"""Text is really drawn, in the five languages, in the right order and weight."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handlers.pictures import fonts, system
from handlers.pictures.lettering import Lettering, text_element
from handlers.pictures.typeface import Typeface
from tests.handlers.pictures.conftest import canvas, differ

BOLD = Lettering(100, "#000", bold=True)
RIGHT = Lettering(100, "#000", bold=True, anchor="end", direction="rtl")


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Olive oil", "Масло ёё", "Año ¿ñ?", "橄榄油，买", "زيت زيتون"])
def test_every_letter_is_drawn_without_any_system_font(text: str, bold: bool) -> None:
    """Without this, pictures from a bare server have no text: resvg drops it without a word."""
    for letter in text.replace(" ", ""):
        style = Lettering(100, "#000", bold=bold)
        assert differ(canvas(text_element(letter, 40, 140, style)), canvas("")) > 40, letter


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize(
    "text", ["8 of 10 → 35.00", "8 из 10", "再来 7 人 → ¥33", "بقي 4 ← 35.00 €"]
)
def test_text_is_as_wide_as_it_was_measured(text: str) -> None:
    """Without this, a letter that falls to another font than the measured one goes unnoticed."""
    picture = canvas(text_element(text, 20, 140, BOLD), 1600)
    columns = picture.convert("L").resize((1600, 1), Image.Resampling.BOX).tobytes()
    inked = [column for column, level in enumerate(columns) if level < 254]
    assert inked[-1] - inked[0] == pytest.approx(fonts.width(text, 100, bold=True), abs=18)


@pytest.mark.usefixtures("bare_machine")
def test_arabic_runs_from_right_to_left_with_numbers_in_order() -> None:
    """Without this, "16 of 20" reads "20 of 16" in Arabic, or its digits lose their weight."""
    sentence = canvas(text_element("16 من 20", 980, 140, RIGHT))
    first = canvas(text_element("16", 980, 140, RIGHT))
    width = round(fonts.width("16", 100, bold=True))
    beginning = (980 - width, 0, 1000, 200)
    assert differ(sentence.crop(beginning), first.crop(beginning)) < 30
    last = canvas(text_element("20", 20, 140, BOLD))
    start = 980 - fonts.width("16 من 20", 100, bold=True)
    moved = canvas(text_element("20", start, 140, BOLD))
    end = (round(start) - 5, 0, round(start) + width - 5, 200)
    assert differ(last, moved) > 100
    assert differ(sentence.crop(end), moved.crop(end)) < 150


def test_arabic_letters_are_joined() -> None:
    """Without this, Arabic comes out as separate letters, which nobody reads."""
    word = "بيتي"
    apart = sum(fonts.width(letter, 100) for letter in word)
    assert fonts.width(word, 100) < apart * 0.9
    joined = canvas(text_element(word, 20, 140, Lettering(100, "#000")))
    columns = joined.convert("L").resize((1000, 1), Image.Resampling.BOX)
    ink = "".join("x" if level < 250 else " " for level in columns.tobytes())
    assert len(ink.split()) == 1


@pytest.mark.usefixtures("bare_machine")
def test_an_uncovered_character_takes_nothing_else_with_it() -> None:
    """Without this, one arrow or emoji without a font blanks the Arabic beside it."""
    with_it = text_element("زيت \U00016e40🫒", 20, 140, BOLD)
    assert with_it == text_element("زيت", 20, 140, BOLD)


@given(st.text(max_size=40))
def test_any_text_makes_well_formed_xml(typed: str) -> None:
    """Without this, a name with "<" or a stray control character breaks or forges the picture."""
    element = text_element(f"<b>&\"'{typed}", 0, 0, BOLD)
    assert ElementTree.fromstring(element).tag == "text"  # noqa: S314 -- made a line above
    assert set(re.findall(r"</?([a-z]+)", element)) == {"text", "tspan"}


def test_a_font_of_the_machine_is_asked_for_other_scripts(
    monkeypatch: pytest.MonkeyPatch, bare_machine: None
) -> None:
    """Without this, names in rare characters vanish on machines that could draw them."""
    assert fonts.typeface("喆") is None
    broken = Path(__file__)
    gone = Path(__file__).parent / "no such font.ttf"
    packaged = fonts.packaged(bold=False)[2].path
    monkeypatch.setattr(system, "_files", lambda: (gone, broken, packaged))
    assert system.system_typeface("人") == Typeface(packaged, "Noto Sans SC", 400)
    assert system.system_typeface("→") is None
    assert system.system_typeface("🫒") is None
