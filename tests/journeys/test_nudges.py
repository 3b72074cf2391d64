"""Who is told, when, and who is left in peace (GP-11, UX-4, UX-9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from tests.journeys.steps import (
    OIL,
    card,
    follow,
    has,
    in_languages,
    more,
    own_order,
    press,
    reads,
    run,
    start,
)
from tests.journeys.town import HOME, Town

BOTH = in_languages("en", "ar")
EVERYONE = ("boris", "carla", "dewi", "mei", "omar", "yuki")


async def named(town: Town, people: Sequence[str]) -> None:
    """Start a buy and name people with Telegram's picker."""
    await start(town)
    await run(town)
    await press(town, "anna", "board-invite", "invite-pick")
    await press(town, "anna", "invite-pick")
    await town["anna"].press(town.label("invite-pick"), users=people)
    await town["anna"].sees("bot", has(town.label("board-nudge")))


async def nudges(town: Town, who: str) -> int:
    """How many nudges somebody has got and not acted on: they offer to say no, but not to share."""
    nudge, order = town.label("order-not-this-time"), town.label("order-share")
    messages = await town[who].messages()
    return sum(has(nudge)(one) and not has(order)(one) for one in messages)


@BOTH
async def test_the_first_who_looks_sets_off_the_others(town: Town) -> None:
    """GP-11: without it invitations would lie about until each looks by chance."""
    await named(town, EVERYONE)
    await town.at_rest()
    assert [await nudges(town, who) for who in EVERYONE[:-1]] == [0, 0, 0, 0, 0]
    await own_order(town, "boris")
    for who in ("carla", "dewi", "mei", "omar"):
        nudge = await town[who].sees("bot", has(town.label("order-not-this-time"), "1", "2", "3"))
        assert town.eur(4200) in nudge.text
    await town["carla"].tap(await town["carla"].last(), "2")
    await card(town, "anna", town.says("card-name", name="Carla", units="2"))
    await town.at_rest()
    assert await nudges(town, "boris") == 0


async def test_whoever_never_started_is_mentioned_and_reached_by_the_link(town: Town) -> None:
    """GP-11, UX-9: without it somebody named would never hear of it, and nobody would know."""
    await named(town, ("boris", "yuki"))
    said = await town["anna"].sees("bot", "I cannot write to Yuki")
    assert "hand over a link" in said.text
    await own_order(town, "boris")
    mention = await town["yuki"].sees(HOME, reads("Yuki", "Anna", OIL))
    order = await follow(town, "yuki", mention.url(town.label("notice-open")))
    assert "How many" in order.text
    await town.skip(minutes=1)
    await town.at_rest()
    texts = [one.text for one in await town["yuki"].messages() if not one.own]
    assert len(texts) == 1, "the buy was opened: no nudge to open it"
    mentions = [one for one in await town["anna"].messages(HOME) if one.text.startswith("Yuki")]
    assert len(mentions) == 1


async def test_a_link_can_be_handed_to_whoever_is_not_reached(town: Town) -> None:
    """UX-9: without it the organiser could do nothing about those the bot cannot reach."""
    await named(town, ("boris", "yuki"))
    await press(town, "anna", "board-see-links")
    who = await town["anna"].sees("bot", has("Yuki Tanaka"))
    await town["anna"].tap(who, "Yuki Tanaka")
    made = await town["anna"].sees("bot", has(town.label("invite-copy-link")))
    link = (await town["anna"].tap(made, town.label("invite-copy-link"))).text
    order = await follow(town, "yuki", link)
    assert "How many" in order.text


async def test_who_blocked_the_bot_is_told_to_the_organiser(town: Town) -> None:
    """UX-9: without it the organiser would wait for an answer that cannot come."""
    await named(town, ("boris", "carla"))
    await town["carla"].block()
    await own_order(town, "boris")
    await town.at_rest()
    await run(town)
    await press(town, "anna", "board-invite", "invite-who")
    await press(town, "anna", "invite-who")
    await town["anna"].sees("bot", reads("Carla", "blocked"))


@BOTH
async def test_not_this_time_is_left_in_peace(town: Town) -> None:
    """UX-4: without it saying no would bring more of the same."""
    await named(town, ("boris", "carla"))
    await own_order(town, "boris")
    nudge = await town["carla"].sees("bot", has(town.label("order-not-this-time"), "1"))
    await town["carla"].tap(nudge, town.label("order-not-this-time"))
    await town["carla"].sees("bot", has(town.label("order-take-back")))
    await town["anna"].send(HOME, "/nudge")
    ask = await town["anna"].sees(HOME, has(town.label("board-nudge-now")))
    await town["anna"].tap(ask, town.label("board-nudge-now"))
    await town.skip(days=4, hours=5)
    await town.at_rest()
    assert await nudges(town, "carla") == 0


async def test_no_more_than_two_a_day(town: Town) -> None:
    """UX-9: without it somebody in many buys would be pestered until they block the bot."""
    for number in range(3):
        line = f"/buy Thing {number}; 10 EUR; 5: 9; until Fri 18:00"
        await town["anna"].send(HOME, line)
        read = await town["anna"].sees(HOME, reads("I read", f"Thing {number}"))
        await town["anna"].tap(read, "Start")
        shown = await town["anna"].sees(HOME, reads(f"Thing {number}", "0 of 5"))
        await town["anna"].send(HOME, "/invite @boris @carla", reply_to=shown)
        await follow(town, "boris", shown.url("My order"))
    await town["carla"].sees("bot", "Thing 1")
    await town.at_rest()
    told = [one.text for one in await town["carla"].messages() if "named you" in one.text]
    assert len(told) == 2
    await town.skip_to(datetime(2026, 3, 3, 8, 1, tzinfo=UTC))
    await town["carla"].sees("bot", "Thing 2")


async def test_nobody_is_woken_at_night(town: Town) -> None:
    """UX-9: without it an invitation at midnight would ring at midnight."""
    await town.skip_to(datetime(2026, 3, 2, 22, 30, tzinfo=UTC))
    await named(town, ("boris", "carla"))
    await own_order(town, "boris")
    await town.at_rest()
    assert await nudges(town, "carla") == 0
    await town.skip_to(datetime(2026, 3, 3, 8, 1, tzinfo=UTC))
    await town["carla"].sees("bot", has("Not this time"))


async def test_fewer_messages_means_none_of_this_one(town: Town) -> None:
    """UX-9: without it the only way to have quiet would be to block the bot."""
    await named(town, ("boris", "carla"))
    await own_order(town, "boris")
    nudge = await town["carla"].sees("bot", has("Fewer messages", "1"))
    await town["carla"].tap(nudge, "Fewer messages")
    await town.skip_to(datetime(2026, 3, 6, 15, 30, tzinfo=UTC))
    await town.at_rest()
    assert await nudges(town, "carla") == 0


async def test_a_guest_a_change_and_a_cancelled_order(town: Town) -> None:
    """UX-4: without it a mistake would stand until the close, and a guest could not be named."""
    await start(town)
    await own_order(town, "boris")
    await town["boris"].tap(await town["boris"].last(), "2")
    await press(town, "boris", "order-for-a-guest")
    await town["boris"].sees("bot", "guest called")
    await town["boris"].send("bot", "Maria <3 & co")
    asked = await town["boris"].sees("bot", "For Maria <3 & co")
    await town["boris"].tap(asked, "1")
    await card(town, "anna", "Boris 3")
    await press(town, "boris", "order-back-to-own", "order-cancel")
    await press(town, "boris", "order-cancel")
    await press(town, "boris", "order-cancel-yes")
    await card(town, "anna", lambda one: "Boris" not in one.text)


async def test_the_audience_that_asked_is_told(town: Town) -> None:
    """GP-11: without it those who wanted to hear of every buy here would miss it."""
    shown = await start(town)
    await town["mei"].tap(shown, "Tell me about buys here")
    await town["anna"].send(HOME, "/invite @boris", reply_to=shown)
    await more(town, "boris")
    await town["mei"].sees("bot", reads("Anna", OIL))
