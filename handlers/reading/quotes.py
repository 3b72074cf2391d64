"""Quotes: a name between them is taken as it is."""

from __future__ import annotations

QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“", "「": "」"}
AROUND = " ,:-–—：，、"
"""What may stand between a name and its price."""


def quoted(name: str) -> str:
    """Return a name in quotes, in which it is taken as it is."""
    pairs = (pair for pair in QUOTES.items() if pair[1] not in name)
    opening, closing = next(pairs, ("", ""))
    return f"{opening}{name}{closing}"


def unquoted(typed: str) -> str:
    """Return a part without the name in quotes that it begins with."""
    closing = QUOTES.get(typed[0])
    end = typed.find(closing, 1) if closing else -1
    return typed[end + 1 :].strip(AROUND) if end > 1 else typed
