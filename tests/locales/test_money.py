"""Money in each currency's own decimals."""

import pytest

from domain.payment import ONLINE_CURRENCIES
from locales.formats import exponent, money
from locales.translator import Translator
from sandbox import currencies


def test_stars_have_no_decimals() -> None:
    """Without it a hundred stars are told, and asked for, as one."""
    assert exponent("XTR") == 0
    assert money(250, "XTR", "en") == "250"


def test_stars_are_told_by_their_sign() -> None:
    """Without it people are asked for 50 XTR, which no screen of Telegram's ever says."""
    assert Translator("en").money(50, "XTR") == "50\u00a0⭐"


@pytest.mark.parametrize(
    ("currency", "shown"), [("EUR", "12.50"), ("JPY", "1250"), ("KWD", "1.250")]
)
def test_each_currency_has_its_own(currency: str, shown: str) -> None:
    """Without it an amount in yen or dinars is off by a hundred or ten."""
    assert money(1250, currency, "en") == shown


@pytest.mark.parametrize("currency", sorted(ONLINE_CURRENCIES))
def test_what_is_paid_through_telegram_is_counted_as_there(currency: str) -> None:
    """Without it an invoice over 5000 dinars asks for 50."""
    assert currencies.known(currency)
    assert exponent(currency) == currencies.exponent(currency)
