"""Everyone reads their own language in private, and the group's in the group (UX-8)."""

from __future__ import annotations

import pytest

from locales.translator import Translator
from tests.journeys.steps import card, close, has, more, own_order, reads, start
from tests.journeys.town import HOME, MIXED, Town

SPOKEN = {"boris": "ru", "carla": "es", "dewi": "en", "mei": "zh_Hans", "omar": "ar"}

pytestmark = pytest.mark.parametrize("language", [MIXED])


async def test_each_their_own_in_private_and_the_groups_in_the_group(town: Town) -> None:
    """UX-8: without it Boris would read English, or the group Russian because Boris ordered."""
    await start(town)
    for who, language in SPOKEN.items():
        t = Translator(language)
        answer = await more(town, who)
        price = t.money(4200, "EUR")
        assert answer.text == t.plain("alert-have", count=1, price=price)
    shown = await card(town, "anna", "Omar 1, Mei 1, Dewi 1, Carla 1, Boris 1")
    assert "5 more and everyone saves" in shown.text
    await close(town)
    for who, language in SPOKEN.items():
        await town[who].sees("bot", has(Translator(language).plain("statement-i-paid")))
    await town["boris"].sees(HOME, reads("settled", "5 people"))


async def test_a_language_can_be_chosen(town: Town) -> None:
    """UX-8: without it somebody whose phone is set to another language could not change it."""
    await town["boris"].send("bot", "/settings")
    t = Translator("ru")
    screen = await town["boris"].sees("bot", has(t.plain("settings-change-language")))
    await town["boris"].tap(screen, t.plain("settings-change-language"))
    choices = await town["boris"].sees("bot", has("English"))
    await town["boris"].tap(choices, "English")
    await town["boris"].sees("bot", has(Translator("en").plain("settings-change-language")))
    await start(town)
    answer = await more(town, "boris")
    assert answer.text.startswith("You have 1")


async def test_the_groups_language_is_an_administrators_to_choose(town: Town) -> None:
    """UX-8: without it the group would speak what its first member happened to speak."""
    await start(town)
    for who in ("boris", "anna"):
        await town[who].send(HOME, "/settings")
    screen = await town["anna"].sees(HOME, has("Language"))
    refused = await town["boris"].tap(screen, "Language")
    t = Translator("ru")
    assert refused.text == t.plain("settings-administrators-only")
    await town["anna"].tap(screen, "Language")
    choices = await town["anna"].sees(HOME, has("Español"))
    await town["anna"].tap(choices, "Español")
    await more(town, "dewi")
    es = Translator("es")
    await town["dewi"].sees(HOME, reads(es("card-in", names="Dewi 1")))


async def test_a_zone_of_ones_own(town: Town) -> None:
    """UX-8, UX-9: without it quiet hours would be those of another continent."""
    await town["dewi"].send("bot", "/settings")
    screen = await town["dewi"].sees("bot", has("Time zone"))
    await town["dewi"].tap(screen, "Time zone")
    await town["dewi"].send("bot", "Jakarta")
    await town["dewi"].sees("bot", reads("Jakarta"))
    await start(town)
    order = await own_order(town, "dewi")
    assert "Sat 01:00" in order.text


async def test_what_is_shown_can_be_typed_back(town: Town) -> None:
    """UX-8: without it an example the bot gives would not be understood by the bot."""
    for who, language in SPOKEN.items():
        t = Translator(language)
        line = t.plain("reading-example-buy")
        sent = await town[who].send(HOME, line)
        en = Translator("en")
        read = await town[who].sees(HOME, has(en.plain("draft-start")), after=sent)
        assert "38.00" in read.text
        await town[who].tap(read, en.plain("common-cancel"))
