"""Time zones as people know them: by their city."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.core import get_global
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
    """Return the city that stands for an IANA zone, in the reader's language where CLDR has it.

    A zone that is an offset alone is told as people count: the names `Etc/GMT-3` have the signs
    of POSIX, the other way round (tz database, file etcetera), and mean UTC+3.
    """
    if "/" not in zone or zone.startswith("Etc/"):
        name = zone.removeprefix("Etc/")
        sign = {"-": "+", "+": "-"}.get(name[3:4])
        return f"UTC{sign}{name[4:]}" if sign and name.startswith("GMT") else name
    city = str(get_timezone_location(zone, locale=language, return_city=True))
    if "/" not in city:
        return city
    # CLDR keeps some cities under the zone's older name.
    known = Locale.parse(language).time_zones
    older = (old for old, new in get_global("zone_aliases").items() if new == zone)
    named = (known[old]["city"] for old in older if "city" in known.get(old, {}))
    return next(named, city.rsplit("/", 1)[-1])


def offered_zones(*at_hand: str | None) -> list[str]:
    """Return zones to choose from: those at hand first, then well-known ones, each once."""
    return _once([zone for zone in at_hand if zone] + list(WELL_KNOWN))


def _once(zones: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(zones))
