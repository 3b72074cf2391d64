"""Prices as they are said: rounded to the cent, with "about" where they come from a percentage."""

from __future__ import annotations

from fractions import Fraction

from domain.money import half_up
from domain.offer import Price
from locales.translator import Translator


def said(t: Translator, price: Price, currency: str, *, named: bool = True) -> str:
    """Return a price, with the currency's code if `named`: "about 37.80 EUR"."""
    return rounded(t, price.exact, currency, about=price.about, named=named)


def rounded(
    t: Translator, exact: Fraction, currency: str, *, about: bool, named: bool = True
) -> str:
    """Return exact minor units rounded half up, with "about" if they come from a percentage."""
    say = t.money if named else t.amount
    text = say(half_up(exact), currency)
    return t.plain("card-about", price=text) if about else text
