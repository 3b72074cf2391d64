"""What of a text may stand in a picture, and how it is made to fit."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.pictures import fonts
from handlers.pictures.text import cut, drawable, fitting_size, lines


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Olive oil 5 l", "Olive oil 5 l"),
        ("🫒 Olive oil 🫒🫒 5 l 👩‍🌾", "Olive oil 5 l"),
        ("1️⃣ Coffee ☕️", "1 Coffee"),
        ("👍🏽 ok 🇺🇦", "ok"),
        ("Масло ёлочное", "Масло ёлочное"),
        ("Jamón «ibérico» ½ kg ¿ya?", "Jamón «ibérico» ½ kg ¿ya?"),
        ("特级初榨橄榄油（五升）", "特级初榨橄榄油（五升）"),
        ("زيت زيتون ٥ لتر", "زيت زيتون ٥ لتر"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200f35.00\u00a0€", "\u200f35.00\u00a0€"),
        ("ab\u202ecd\u202c e\u2066f\u2069", "abcd ef"),
        ("line\none\ttwo\x00\x07", "line one two"),
        ("₽ € ¥ £ ₸ ₺ ₴ ← →", "₽ € ¥ £ ₸ ₺ ₴ ← →"),
        ("кафе\u0301 cafe\u0301", "кафе\u0301 café"),
        ("no \U00016e40 font", "no font"),
        ("🫒", ""),
    ],
)
def test_only_what_can_be_drawn_remains(typed: str, drawn: str) -> None:
    """Without this, boxes or nothing stand where people typed emoji, and hidden marks turn text."""
    assert drawable(typed) == drawn


@given(st.text(max_size=60))
def test_whatever_is_typed_comes_out_drawable(typed: str) -> None:
    """Without this, one odd character makes resvg drop the rest of the line."""
    clean = drawable(typed)
    assert drawable(clean) == clean
    assert all(fonts.typeface(character) for character in clean)
    assert "".join(piece for _, piece in fonts.runs(clean)) == clean
    kinds = {unicodedata.category(c) for c in clean if c not in "\u200c\u200d\u200e\u200f"}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(st.text(max_size=60), st.integers(60, 600), st.booleans())
def test_cut_text_stays_within_its_width(typed: str, limit: int, bold: bool) -> None:
    """Without this, a long title runs into the ladder."""
    shown = cut(typed, limit, 50, bold)
    assert fonts.width(shown, 50, bold) <= limit
    assert shown.endswith("…") or shown == drawable(typed)


@given(st.text(max_size=120), st.integers(120, 600))
def test_lines_stay_within_width_and_count(typed: str, limit: int) -> None:
    """Without this, a title in several lines runs over its place."""
    rows = lines(typed, limit, 50, 3)
    assert len(rows) <= 3
    assert all(fonts.width(row, 50) <= limit for row in rows)


def test_lines_break_at_spaces_and_between_han_characters() -> None:
    """Without this, words are torn, and Chinese, which has no spaces, is cut after one line."""
    assert lines("Cold pressed olive oil", 330, 50, 3) == ["Cold pressed", "olive oil"]
    rows = lines("特级初榨橄榄油五升装，早收", 330, 50, 3)
    assert "".join(rows) == "特级初榨橄榄油五升装，早收"
    assert not any(row.startswith("，") for row in rows)


def test_a_cut_does_not_part_a_letter_from_its_mark() -> None:
    """Without this, a name loses its accent where it is cut."""
    word = "е\u0301" * 30
    for limit in range(100, 400, 7):
        assert "\u0301…" in cut(word, limit, 50)


def test_labels_share_the_size_at_which_the_widest_fits() -> None:
    """Without this, a price could be cut, and a cut price is a wrong one."""
    size = fitting_size(["38.00", "1 250 000.00 UZS"], 200, 54, bold=True)
    assert size < 54
    assert fonts.width("1 250 000.00 UZS", size, bold=True) == pytest.approx(200)
    assert fitting_size(["38.00"], 200, 54, bold=True) == 54
