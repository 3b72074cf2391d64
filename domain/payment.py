"""How a group buy is paid for (BP-4): who collects, by which method, when, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

STARS = "XTR"
"""The currency code of Telegram Stars, which pay for digital goods alone; it has no fractions."""

_TAKEN = """
    AED AMD ARS AUD AZN BAM BDT BGN BND BOB BRL BYN CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP ETB
    EUR GBP GEL GTQ HKD HNL HUF IDR ILS INR ISK JMD JPY KES KGS KRW KZT LKR MAD MDL MNT MUR MVR MXN
    MYR MZN NGN NIO NOK NPR NZD PAB PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TJS TRY TTD TWD
    TZS UAH UGX USD UYU UZS VND ZAR
"""
ONLINE_CURRENCIES = frozenset(_TAKEN.split())
"""What providers are paid in through Telegram (core.telegram.org/bots/payments, "Supported
currencies"). Without AFN, ALL, LBP, RSD and YER: there Telegram counts hundredths, which the
amounts here do not have."""


class Method(StrEnum):
    """By which way the money goes."""

    BY_HAND = "by_hand"
    """Cash or a bank transfer, ticked off by the organiser."""
    ONLINE = "online"
    """Telegram Payments with a provider; the money lands with the bot's owner."""
    STARS = "stars"
    """Telegram Stars; they land with the bot, and are its owner's."""


class Due(StrEnum):
    """When a share is to be paid."""

    AFTER_CLOSE = "after_close"
    """The final price, once it is known."""
    AT_ORDER = "at_order"
    """The list price when ordering; the discount is paid back after the close."""


class Collects(StrEnum):
    """To whom everyone pays."""

    ORGANISER = "organiser"
    """One person pays the supplier for all and collects; their own share counts as settled."""
    EACH = "each"
    """Each pays the supplier themselves; the organiser only keeps the list."""


class Rebate(StrEnum):
    """What becomes of money that is due back to somebody after the close."""

    MONEY = "money"
    POINTS = "points"
    """Credit points with this organiser, to be spent in a later buy of theirs (GP-7)."""


@dataclass(frozen=True, slots=True)
class Payment:
    """The conditions of paying; the defaults are those of friends who settle up afterwards."""

    method: Method = Method.BY_HAND
    due: Due = Due.AFTER_CLOSE
    collects: Collects = Collects.ORGANISER
    rebate: Rebate = Rebate.MONEY
    points_last: timedelta | None = None
    """How long points given by this buy can be spent, from when they are given; None is ever."""

    @property
    def by_telegram(self) -> bool:
        """Whether people pay through Telegram, so that nobody has to tick it off."""
        return self.method is not Method.BY_HAND


AMONG_FRIENDS = Payment()
"""By hand, to the organiser, after the close."""
