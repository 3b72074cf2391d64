"""Numbers: what a number means under one way of reading its points, commas and spaces."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from handlers.reading.text import APOSTROPHE, DECIMAL, GROUP
from handlers.reading.tokens import Way

LARGEST_DIGITS = 12
"""More digits than any real price or quantity has."""

GROUP_SIZE = 3

_SPACES = re.compile(f"[ {GROUP}{APOSTROPHE}]")
_MARK = re.compile(f"[.,{DECIMAL}]")


def minor_units(raw: str, way: Way, exponent: int, mark: str = ".") -> int | None:
    """Return an amount in minor units of a currency with so many decimals, or None.

    `mark` is the decimal mark that the reader's language shows: in a currency of three decimals
    it is never taken for a grouping mark, since this is how the bot itself writes.
    More decimals than the currency has are not understood, but for zeros.
    """
    split = _split(raw)
    if split is None:
        return None
    whole, tail, sign = split
    if _could_group(whole, tail, sign) and not (exponent == GROUP_SIZE and sign == mark):
        if way.grouped or exponent == 0:
            return _bounded(Decimal(whole + tail), exponent)
        return _bounded(_rounded(Decimal(f"{whole}.{tail}"), exponent), exponent)
    tail = tail.rstrip("0")
    if len(tail) > exponent:
        return None
    return _bounded(Decimal(f"{whole}.{tail or 0}"), exponent)


def whole(raw: str, way: Way) -> int | None:
    """Return a count, or None. `1.234` is 1234 or, read as a fraction, 1: two results, so asked."""
    split = _split(raw)
    if split is None:
        return None
    head, tail, sign = split
    if _could_group(head, tail, sign):
        return _bounded(Decimal(head + tail if way.grouped else head), 0)
    return None if tail.strip("0") else _bounded(Decimal(head), 0)


def basis_points(raw: str, mark: str = ".") -> int | None:
    """Return a percentage above 0 and below 100 in hundredths of a percent, or None."""
    points = minor_units(raw, Way(grouped=False), 2, mark)
    split = _split(raw)
    exact = split is not None and len(split[1].rstrip("0")) <= 2  # noqa: PLR2004 - of a hundredth
    return points if exact and points and 0 < points < 10_000 else None  # noqa: PLR2004 - 100 %


def _split(raw: str) -> tuple[str, str, str] | None:
    """Return digits before the decimal mark, those after it, and the mark; None if malformed."""
    body, grouped = _SPACES.sub("", raw), bool(_SPACES.search(raw))
    marks = _MARK.findall(body)
    if len(body) > LARGEST_DIGITS * 2:
        return None
    if not marks:
        return body, "", ""
    last = marks[-1]
    if len(marks) == 1:
        head, tail = body.split(last)
        # A number grouped by spaces has a decimal mark, never a second kind of grouping.
        return head, tail, DECIMAL if grouped else last
    if len(set(marks)) == 1:
        return (body.replace(last, ""), "", "") if _well_grouped(body, last) else None
    head, _, tail = body.rpartition(last)
    other = marks[0]
    if last in head or not _well_grouped(head, other):
        return None
    return head.replace(other, ""), tail, DECIMAL


def _well_grouped(body: str, sign: str) -> bool:
    first, *rest = body.split(sign)
    return 1 <= len(first) <= GROUP_SIZE and all(len(part) == GROUP_SIZE for part in rest)


def _could_group(head: str, tail: str, sign: str) -> bool:
    """Tell whether one mark with three digits after it may be a grouping mark."""
    first = 1 <= len(head) <= GROUP_SIZE and not head.startswith("0")
    return sign in (".", ",") and len(tail) == GROUP_SIZE and first


def _rounded(value: Decimal, exponent: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-exponent), ROUND_HALF_UP)


def _bounded(value: Decimal, exponent: int) -> int | None:
    minor = int(value.scaleb(exponent))
    return minor if len(str(minor)) <= LARGEST_DIGITS else None
