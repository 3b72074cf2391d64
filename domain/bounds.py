"""Bounds of what is stated: how large a number, how long a text may be."""

from __future__ import annotations

from domain.errors import LimitTooLarge, LimitTooSmall, TextTooLong


def must_lie_within(term: str, value: int | None, limit: int, least: int = 1) -> None:
    """Raise `LimitTooSmall` or `LimitTooLarge` unless the value, if there is one, is in bounds."""
    if value is None:
        return
    if value < least:
        raise LimitTooSmall(term=term, value=value)
    if value > limit:
        raise LimitTooLarge(term=term, value=value, limit=limit)


def must_be_short(text: str, limit: int) -> None:
    """Raise `TextTooLong` for a text of more than `limit` characters."""
    if len(text) > limit:
        raise TextTooLong(limit=limit, length=len(text))
