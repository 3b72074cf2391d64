"""Spans of time in words."""

from __future__ import annotations

from datetime import timedelta

from locales.translator import Translator

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def span_words(t: Translator, span: timedelta) -> str:
    """Return a span in whole days where it is some, else in hours (rounded up)."""
    if span % DAY == timedelta(0):
        return t.plain("common-days", count=span // DAY)
    return t.plain("common-hours", count=-(-span // HOUR))
