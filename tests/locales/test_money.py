"""Money in each currency's own decimals."""

import pytest

from locales.formats import exponent, money


def test_stars_have_no_decimals() -> None:
    """Without it a hundred stars are told, and asked for, as one."""
    assert exponent("XTR") == 0
    assert money(250, "XTR", "en") == "250"


@pytest.mark.parametrize(
    ("currency", "shown"), [("EUR", "12.50"), ("JPY", "1250"), ("KWD", "1.250")]
)
def test_each_currency_has_its_own(currency: str, shown: str) -> None:
    """Without it an amount in yen or dinars is off by a hundred or ten."""
    assert money(1250, currency, "en") == shown
