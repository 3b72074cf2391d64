"""Arabic is counted in six forms and laid out from right to left."""

import pytest

from locales.translator import Translator

ARABIC = Translator("ar")
RIGHT_TO_LEFT_MARK = "\u200f"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "شخص واحد"),
        (2, "شخصين"),
        (3, "3 أشخاص"),
        (10, "10 أشخاص"),
        (11, "11 شخصًا"),
        (99, "99 شخصًا"),
        (100, "100 شخص"),
        (102, "102 شخص"),
        (103, "103 أشخاص"),
        (111, "111 شخصًا"),
    ],
)
def test_each_number_takes_its_form(count: int, said: str) -> None:
    """Else every number from 11 on is said wrongly: Babel's own rule swaps two forms."""
    assert ARABIC.plain("common-people", count=count) == said


def test_an_amount_keeps_the_line_around_it_from_right_to_left() -> None:
    """Else a ladder that begins with a price points backwards, for EUR is Latin."""
    shown = ARABIC.money(4200, "EUR")
    assert shown == f"{RIGHT_TO_LEFT_MARK}42.00\u00a0EUR{RIGHT_TO_LEFT_MARK}"
    assert Translator("en").money(4200, "EUR") == "42.00\u00a0EUR"
