"""Telegram in a bad mood: too many requests, errors, answers that get lost (NEW-4)."""

from __future__ import annotations

import pytest

from tests.journeys.doubt import in_doubt, statements
from tests.journeys.steps import card, close, has, more, reads, start
from tests.journeys.town import HOME, Town


async def test_told_to_slow_down_it_says_everything_later(town: Town) -> None:
    """429: without it what came in a crowded minute would never be said."""
    await start(town)
    town.sandbox.fault("*", code=429, description="Too Many Requests: retry after 1",
                       retry_after=1, chat=-4001)  # fmt: skip
    answer = await more(town, "boris")
    assert "You have 1" in answer.text
    await card(town, "boris", "Boris 1")


@pytest.mark.parametrize("code", [500, 502])
async def test_a_broken_telegram_loses_nothing(town: Town, code: int) -> None:
    """5xx: without it a statement could be lost with a server of Telegram's."""
    await start(town)
    await more(town, "boris")
    await card(town, "boris", "Boris 1")
    town.sandbox.fault("sendMessage", code=code, description="Bad Gateway", times=2)
    await close(town)
    await town.skip(minutes=2)
    await town["boris"].sees("bot", "settled")
    await town.skip(minutes=2)
    await town["boris"].sees(HOME, has("My statement"))
    await town.at_rest()
    statements = [one for one in await town["boris"].messages() if "settled" in one.text]
    assert len(statements) == 1


async def test_blocked_in_between(town: Town) -> None:
    """403: without it one who blocked the bot would stop the statements of all others."""
    await start(town)
    await more(town, "boris")
    await more(town, "carla")
    await town["boris"].block()
    await close(town)
    await town["carla"].sees("bot", "settled")
    await town["anna"].sees("bot", reads("Boris 42.00", "Carla 42.00"))
    await town["boris"].unblock()
    await town["boris"].start()
    await town.skip(seconds=5)
    await town["boris"].sees("bot", has("I've paid"))


async def test_old_buttons_and_forged_ones(town: Town) -> None:
    """Without it a button of last week would crash, or act on what is over."""
    await start(town)
    await more(town, "boris")
    shown = await card(town, "boris", "Boris 1")
    stored = town.sandbox.core.world.message(shown.chat, shown.id)
    assert stored.reply_markup
    buttons = stored.reply_markup["inline_keyboard"][0]
    for data in ("", "t:zzzzzzzzzzzzzzzz:1:m", "t:1:1:m", "x" * 64, "b:::::", "t:-1:1:m"):
        buttons[1]["callback_data"] = data
        answer = await town["boris"].tap(shown, [0, 1])
        assert answer.answered
        assert answer.text
    await town.at_rest()
    assert "Boris 1" in (await card(town, "anna", reads("Boris"))).text


@pytest.mark.parametrize("effect", ["drop_before", "drop_after"])
async def test_a_statement_that_may_not_have_arrived(town: Town, effect: str) -> None:
    """Without it somebody would never hear what they owe, or hear it twice unasked."""
    await start(town)
    await more(town, "boris")
    await more(town, "carla")
    await card(town, "anna", "2 of 10")
    town.sandbox.fault("sendMessage", effect=effect, chat=502)
    await close(town)
    await town["carla"].sees("bot", reads("settled"))
    await town["anna"].sees(HOME, has("My statement"))
    await town.at_rest()
    assert await statements(town, ["boris"]) == {502: int(effect == "drop_after")}
    page = await in_doubt(town, "anna", 1)
    assert "Boris" in page.text
    assert "the statement" in page.text
    assert "may not have arrived" in page.text
    await town["anna"].tap(page, town.label("unsaid-say-again"))
    await town["boris"].sees("bot", has("I've paid"))
    await town.at_rest()
    again = await statements(town, ["boris", "carla"])
    assert again == {502: 1 + int(effect == "drop_after"), 503: 1}


async def test_a_post_that_may_not_have_arrived(town: Town) -> None:
    """Without it a group would miss its result, and nobody would know."""
    await start(town)
    await more(town, "boris")
    await card(town, "anna", "1 of 10")
    town.sandbox.fault("sendMessage", effect="drop_before", chat=-4001)
    asked = await town["anna"].send(HOME, "/status")
    told = await town["anna"].sees("bot", reads("did not say whether", "Flat 12", "the card"))
    alert = await town["anna"].tap(told, town.label("unsaid-card-again"))
    assert alert.text == town.label("unsaid-card-coming")
    await town["anna"].sees(HOME, has("My order"), after=asked)


async def test_a_post_that_cannot_be(town: Town) -> None:
    """Without it the organiser would wait for orders to a card that nobody sees."""
    await start(town)
    await card(town, "anna", has("My order"))
    town.sandbox.fault(
        "sendMessage", code=403, description="Forbidden: bot was kicked from the group chat",
        chat=-4001,
    )  # fmt: skip
    await town["anna"].send(HOME, "/status")
    await town["anna"].sees("bot", reads("could not be posted", "I am not in the group"))
