"""How a buy is paid, written so that it can be typed back in."""

from __future__ import annotations

from datetime import timedelta

from domain.payment import AMONG_FRIENDS, Collects, Due, Method, Payment, Rebate
from handlers.reading.headed import quoted_at
from handlers.reading.paying import MONTH, YEAR, Paying, of_currency, read_paying
from handlers.reading.quotes import quoted
from handlers.reading.write_terms import write_span
from locales.translator import Translator

METHODS = {
    Method.BY_HAND: "reading-pay-by-hand",
    Method.ONLINE: "reading-pay-online",
    Method.STARS: "reading-pay-stars",
}
DUE = {Due.AT_ORDER: "reading-pay-at-order", Due.AFTER_CLOSE: "reading-pay-after-close"}
COLLECTS = {Collects.EACH: "reading-each-pays", Collects.ORGANISER: "reading-organiser-collects"}


def to_say(payment: Payment, currency: str) -> Paying:
    """Return what has to be said of how a buy is paid: what the currency and friends imply is not.

    A buy in Stars is paid in Stars; any other by hand, to the organiser, after the close.
    """
    plain = of_currency(AMONG_FRIENDS, currency)
    return Paying(
        method=None if payment.method is plain.method else payment.method,
        due=None if payment.due is plain.due else payment.due,
        collects=None if payment.collects is plain.collects else payment.collects,
        rebate=None if payment.rebate is plain.rebate else payment.rebate,
        points_last=payment.points_last if payment.rebate is Rebate.POINTS else None,
    )


def write_paying(paying: Paying, t: Translator) -> list[str]:
    """Return what was said of paying, an entry for each part."""
    written = []
    if paying.method is not None:
        written.append(t.plain(METHODS[paying.method]))
    if paying.due is not None:
        written.append(t.plain(DUE[paying.due]))
    if paying.collects is not None:
        written.append(t.plain(COLLECTS[paying.collects]))
    match paying.rebate:
        case Rebate.MONEY:
            written.append(t.plain("reading-money-back"))
        case Rebate.POINTS if paying.points_last is None:
            written.append(t.plain("reading-points"))
        case Rebate.POINTS if paying.points_last is not None:
            span = write_lasting(paying.points_last, t)
            written.append(t.plain("reading-points-for", span=span))
    return written


def write_how_to_pay(how: str, t: Translator) -> str:
    """Return one line of how to pay: `pay: IBAN …`."""
    return t.plain("reading-pay", text=put_own_words(how))


def put_own_words(how: str) -> str:
    """Return the organiser's own words on how to pay, in quotes if they read like terms."""
    return quoted(how) if _doubtful(how) else how


def own_words(how: str) -> str:
    """Return what the organiser wrote: without the quotes that say that it is no term."""
    inner, end = quoted_at(how, 0)
    return inner if end == len(how) and _doubtful(inner) else how


def _doubtful(how: str) -> bool:
    inner, end = quoted_at(how, 0)
    return like_paying(how) is not None or (0 < end == len(how) and _doubtful(inner))


def like_paying(how: str) -> Paying | None:
    """Return what the organiser's own words would say of paying, if they look like it.

    "Cash" is a way to pay by hand as well as terms that hold anyway.
    """
    paying = read_paying(how, bare=True)
    return None if paying == Paying(method=Method.BY_HAND) else paying


def write_lasting(span: timedelta, t: Translator) -> str:
    """Return how long points last: `6 months`, `1 year`, `45 days`."""
    for unit, key in ((YEAR, "reading-years"), (MONTH, "reading-months")):
        if span and span % unit == timedelta(0):
            return t.plain(key, count=span // unit)
    return write_span(span, t)
