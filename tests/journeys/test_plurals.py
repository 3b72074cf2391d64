"""Plurals and money as each language writes them (UX-8)."""

from __future__ import annotations

import pytest

from tests.journeys.steps import card, close, more, start
from tests.journeys.town import HOME, Town

COUNTED = [
    ("ru", 1, "1 участник, всего 42,00"),
    ("ru", 2, "2 участника, всего 84,00"),
    ("ru", 5, "5 участников, всего 210,00"),
    ("ar", 1, "مشارك واحد"),
    ("ar", 2, "مشاركان"),
    ("ar", 3, "3 مشاركين"),
]


@pytest.mark.parametrize(("language", "count", "words"), COUNTED)
async def test_people_are_counted_as_the_language_does(
    town: Town, language: str, count: int, words: str
) -> None:
    """Without it the result would read like a machine's to whoever speaks the language."""
    await start(town)
    for who in ("boris", "carla", "dewi", "mei", "omar")[:count]:
        answer = await more(town, who)
        assert town.t.money(4200, "EUR") in answer.text
    await card(town, "anna", town.eur(4200))
    await close(town)
    shown = await town["anna"].sees(HOME, words)
    assert town.t.money(4200 * count, "EUR") in shown.text
