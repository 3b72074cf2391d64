"""Numbers of the table as text: decimals with a point, exact, and never anything else."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

EXACT = Context(prec=80)
LONGEST = 40
"""Characters of a number; more were put there to make reading slow."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def amount_text(minor: int, decimals: int) -> str:
    """Return minor units as a decimal: 84.00."""
    return f"{Decimal(minor).scaleb(-decimals, EXACT):f}"


def exact_text(minor: Fraction, decimals: int) -> str:
    """Return an exact price as a decimal of as many places as it takes, and no fewer than money.

    Prices are list prices less hundredths of a percent, so that they always end.
    """
    value = EXACT.divide(Decimal(minor.numerator), Decimal(minor.denominator))
    text = f"{EXACT.scaleb(value, -decimals):f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{rest}" if rest else whole


def exact_of(text: str, decimals: int) -> Fraction:
    """Return exact minor units of a decimal; raise `ValueError` for what is none."""
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(text) * Fraction(10**decimals)


def amount_of(text: str, decimals: int) -> int:
    """Return minor units of a decimal; raise `ValueError` for what is none, or finer than money."""
    exact = exact_of(text, decimals)
    if exact.denominator != 1:
        raise ValueError(text)
    return exact.numerator


def count_of(text: str) -> int:
    """Return a whole number from 0 on; raise `ValueError` for what is none."""
    number = amount_of(text, 0)
    if number < 0:
        raise ValueError(text)
    return number
