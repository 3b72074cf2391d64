"""The currencies that Telegram takes payments in: their decimals, and what one may amount to."""

import re

STARS = "XTR"
"""Telegram Stars; they have no fractions."""

STARS_BOUNDS = (1, 100_000)
"""The least and the most of one invoice in Stars; the most is as others have measured it."""

MOST_DOLLARS = 10_000

WITHOUT_DECIMALS = {"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", STARS}
"""All others have two, whatever other lists say of them (AFN, ALL, LBP, RSD, YER)."""

RATES = """
    AED 367 AFN 7000 ALL 8500 AMD 38500 ARS 140000 AUD 152 AZN 170 BAM 168 BDT 12200 BGN 168
    BND 129 BOB 690 BRL 540 BYN 300 CAD 138 CHF 80 CLP 950 CNY 712 COP 390000 CRC 50500 CZK 2100
    DKK 640 DOP 6300 DZD 13000 EGP 4800 ETB 14500 EUR 86 GBP 75 GEL 270 GTQ 766 HKD 778 HNL 2620
    HRK 650 HUF 33500 IDR 1660000 ILS 330 INR 8800 ISK 122 JMD 16000 JPY 150 KES 12900 KGS 8740
    KRW 1420 KZT 53000 LBP 8950000 LKR 30400 MAD 915 MDL 1690 MNT 359000 MUR 4550 MVR 1540
    MXN 1850 MYR 422 MZN 6390 NGN 146000 NIO 3680 NOK 1000 NPR 14100 NZD 174 PAB 100 PEN 340
    PHP 5800 PKR 28100 PLN 365 PYG 7000 QAR 364 RON 437 RSD 10070 RUB 8000 SAR 375 SEK 940
    SGD 130 THB 3260 TJS 925 TRY 4200 TTD 678 TWD 3070 TZS 245000 UAH 4170 UGX 3480 USD 100
    UYU 3990 UZS 1205000 VND 26300 YER 23900 ZAR 1730
"""
"""What a dollar comes to in minor units. Telegram takes each day's rates; these are rounded."""

A_DOLLAR = {code: int(amount) for code, amount in re.findall(r"(\w{3}) (\d+)", RATES)}


def known(currency: str) -> bool:
    """Whether Telegram takes payments in this currency."""
    return currency == STARS or currency in A_DOLLAR


def exponent(currency: str) -> int:
    """How many decimals the amounts of this currency have."""
    return 0 if currency in WITHOUT_DECIMALS else 2


def bounds(currency: str) -> tuple[int, int]:
    """The least and the most of one payment, in minor units; raises KeyError if not known.

    Telegram allows one to ten thousand US dollars (core.telegram.org/bots/payments).
    """
    if currency == STARS:
        return STARS_BOUNDS
    return A_DOLLAR[currency], A_DOLLAR[currency] * MOST_DOLLARS


def shown(amount: int, currency: str) -> str:
    """Minor units as Telegram's server writes them on a Pay button: "42.00 EUR", "⭐ 250"."""
    if currency == STARS:
        return f"⭐ {amount}"
    decimals = exponent(currency)
    whole, rest = divmod(amount, 10**decimals)
    return f"{whole}.{rest:0{decimals}} {currency}" if decimals else f"{whole} {currency}"
