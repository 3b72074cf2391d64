"""Zones are told by a city, or by an offset as people count it, and read again from that."""

from zoneinfo import available_timezones

import pytest
from babel.core import get_global

from handlers.draft.zones import offered_zones, zone_city
from handlers.reading import read_zone
from locales.catalogue import LANGUAGES

OF_TODAY = sorted(
    zone
    for zone in set(get_global("zone_territories")) & available_timezones()
    if "/" in zone and not zone.startswith("Etc/")
)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Etc/GMT-3", "UTC+3"), ("Etc/GMT+5", "UTC-5"), ("Etc/UTC", "UTC"), ("UTC", "UTC")],
)
def test_an_offset_is_told_with_the_sign_people_know(zone: str, shown: str) -> None:
    """The names of these zones say minus for plus: 18:00 would be six hours off."""
    assert zone_city(zone, "en") == shown
    assert read_zone(shown) in ([zone], ["Etc/UTC"])


def test_a_city_is_told_without_its_province() -> None:
    """Else a person reads the name of a file, not of a town."""
    assert zone_city("America/Argentina/Buenos_Aires", "en") == "Buenos Aires"
    assert zone_city("America/Argentina/Buenos_Aires", "ru") == "Буэнос-Айрес"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_that_is_shown_can_be_typed(language: str) -> None:
    """Else the zone on a card, typed back in, would be another or unknown."""
    unread = [zone for zone in OF_TODAY if zone not in read_zone(zone_city(zone, language))]
    assert unread == []
    for zone in offered_zones():
        assert read_zone(zone_city(zone, language)) == [zone]
