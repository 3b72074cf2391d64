"""Names that people chose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.wording.names import NAME_LIMIT, person_name, title
from locales.translator import Translator
from tests.handlers.buying.scenery import EN

ARABIC = Translator("ar")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Anna", "Anna"),
        ("  Anna \n\t Maria ", "Anna Maria"),
        ("A" * 4096, "A" * 23 + "…"),
        ("\u202eannA", "annA"),
        ("\u200b\u2060\ufeff", "Somebody"),
        ("", "Somebody"),
        ("שרה", "\u2068שרה\u2069"),
        ("👩\u200d👩\u200d👧 Ed", "👩\u200d👩\u200d👧 Ed"),
        ("Z\u0300\u0301\u0302\u0303\u0304\u0305algo", "Z\u0300\u0301\u0302algo"),
    ],
)
def test_a_name_fits_a_sentence(name: str, said: str) -> None:
    """Else one person's name breaks the card for everybody."""
    assert person_name(name, EN) == said


def test_a_latin_name_is_kept_apart_in_arabic() -> None:
    """Else numbers beside it jump to its other side."""
    assert title("Olive oil", ARABIC) == "\u2068Olive oil\u2069"


@given(st.text(max_size=300))
def test_no_name_steers_the_text_around_it(name: str) -> None:
    """Else a name made of control characters turns the rest of a message around."""
    said = person_name(name, EN)
    bare = said.strip("\u2068\u2069")
    assert bare
    assert len(bare) <= NAME_LIMIT
    assert not set(bare) & set("\n\r\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
