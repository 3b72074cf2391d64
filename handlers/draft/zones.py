"""Time zones as people know them: by their city."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel.dates import get_timezone_location

WELL_KNOWN = (
    "Europe/London",
    "Europe/Madrid",
    "Europe/Berlin",
    "Europe/Moscow",
    "Africa/Cairo",
    "Asia/Dubai",
    "Asia/Shanghai",
    "America/New_York",
    "America/Mexico_City",
    "America/Sao_Paulo",
)
"""Offered beside those at hand; any other is typed."""


@lru_cache(maxsize=512)
def zone_city(zone: str, language: str) -> str:
    """Return the city that stands for an IANA zone, in the reader's language where CLDR has it."""
    if "/" not in zone or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return str(get_timezone_location(zone, locale=language, return_city=True))


def offered_zones(*at_hand: str | None) -> list[str]:
    """Return zones to choose from: those at hand first, then well-known ones, each once."""
    return _once([zone for zone in at_hand if zone] + list(WELL_KNOWN))


def _once(zones: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(zones))
