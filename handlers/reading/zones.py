"""Time zones from what people call them: a city, a country, an offset, an IANA name."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from handlers.reading.lexicon import FOLDER
from handlers.reading.text import clean, fold, plain
from locales.catalogue import LANGUAGES

MOST_ZONES = 8
SHORTEST_BEGINNING = 3
LONGEST_NAME = 80

_OFFSET = re.compile(r"^(?:utc|gmt)?\s*([+-])\s*([0-9]{1,2})(?::?([0-9]{2}))?$")
_WEST, _EAST = 12, 14
_OTHER_OFFSETS = {
    "-3:30": "America/St_Johns", "-9:30": "Pacific/Marquesas", "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata", "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon", "+8:45": "Australia/Eucla", "+9:30": "Australia/Darwin",
    "+10:30": "Australia/Lord_Howe", "+12:45": "Pacific/Chatham",
}  # fmt: skip
"""The zones at offsets that are no whole hours, whose winter time it is."""


def read_zone(text: str) -> list[str]:
    """Return the IANA zones that `text` may name, the likeliest first, at most eight.

    Cities and countries are known in the bot's five languages (CLDR, words/cities.toml). One
    zone is an answer, several are to be chosen from, none means that it is not understood.
    """
    if (offset := _OFFSET.match(fold(plain(clean(text))).strip())) is not None:
        return _by_offset(*offset.groups())
    typed = _plain(text[:LONGEST_NAME])
    if not typed:
        return []
    names = _names()
    if found := names.get(typed):
        return list(found)[:MOST_ZONES]
    if len(typed) < SHORTEST_BEGINNING and typed.isascii():
        return []
    starting = [zone for name, zones in names.items() if name.startswith(typed) for zone in zones]
    return list(dict.fromkeys(starting))[:MOST_ZONES]


def _by_offset(sign: str, hours: str, minutes: str | None) -> list[str]:
    if minutes not in (None, "00"):
        zone = _OTHER_OFFSETS.get(f"{sign}{int(hours)}:{minutes}")
        return [zone] if zone else []
    if int(hours) == 0:
        return ["Etc/UTC"]
    # The signs of Etc/GMT zones are POSIX's: the other way round (tz database, file etcetera).
    limit, posix = (_EAST, "-") if sign == "+" else (_WEST, "+")
    return [f"Etc/GMT{posix}{int(hours)}"] if int(hours) <= limit else []


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Return zones by folded name: IANA names, cities, then countries."""
    known = available_timezones()
    aliases = get_global("zone_aliases")
    lands = {zone: land for zone, land in get_global("zone_territories").items() if zone in known}
    more = tomllib.loads((FOLDER / "cities.toml").read_text(encoding="utf-8"))
    usual_first = sorted(lands, key=lambda zone: (zone not in more, zone))
    cities: defaultdict[str, dict[str, None]] = defaultdict(dict)
    countries: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for zone in usual_first:
        cities[_plain(zone.rsplit("/", 1)[-1])][zone] = None
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for zone, names in locale.time_zones.items():
            if (same := aliases.get(zone, zone)) in lands and "city" in names:
                cities[_plain(names["city"])][same] = None
        for zone in usual_first:
            if country := locale.territories.get(lands[zone]):
                countries[_plain(country)][zone] = None
    for zone in sorted(known - {"posixrules", "localtime", "Factory"}):
        cities.setdefault(_plain(zone), {zone: None})
    for zone, names in more.items():
        for name in names:
            cities[_plain(name)][zone] = None
    return {name: tuple(zones) for name, zones in {**countries, **cities}.items()}


def _plain(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(re.sub(r"[_.\s-]+", " ", fold(plain(clean(name)))).split())
