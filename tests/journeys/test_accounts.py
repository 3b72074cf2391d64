"""What becomes of people and chats: blocked, deleted, renamed, unseen, moved (UX-9, UX-12)."""

from __future__ import annotations

from tests.journeys.steps import (
    OIL,
    card,
    close,
    draft,
    has,
    more,
    own_order,
    press,
    reads,
    run,
    start,
)
from tests.journeys.town import HOME, Town


async def test_a_deleted_account_stops_nobody_elses_statement(town: Town) -> None:
    """Without it one friend who left Telegram would keep everyone from theirs."""
    await start(town)
    await more(town, "boris")
    await more(town, "carla")
    town.sandbox.deactivate(town.sandbox.core.world.person("boris"))
    await close(town)
    await town["carla"].sees("bot", "settled")
    await town["anna"].sees("bot", reads("Boris 42.00", "Carla 42.00"))
    await town.at_rest()
    await press(town, "anna", "notice-collect")
    await town["anna"].sees("bot", reads("Boris", "owes 42.00"))


async def test_whom_it_cannot_reach_is_said_to_the_organiser(town: Town) -> None:
    """Without it the organiser would wait for people who never heard of the buy."""
    shown = await start(town)
    await town["anna"].send(HOME, "/invite @boris @carla @dewi", reply_to=shown)
    await town["anna"].sees(HOME, "invited to")
    await town["carla"].block()
    town.sandbox.deactivate(town.sandbox.core.world.person("dewi"))
    await own_order(town, "boris")
    await town.at_rest()
    await run(town)
    await press(town, "anna", "board-invite", "invite-who")
    await press(town, "anna", "invite-who")
    listed = await town["anna"].sees("bot", reads("Boris: has seen it", "Carla: blocked me"))
    assert "Dewi: nudged" not in listed.text


async def test_a_new_name_shows_and_the_order_stays(town: Town) -> None:
    """Without it a changed @name would make a stranger of somebody who ordered."""
    shown = await start(town)
    await more(town, "boris", 2)
    await town["boris"].change(username="boris_the_new", first_name="Borja")
    borja = town.people[502]
    assert (await borja.tap(shown, "+1")).text.startswith("You have 3")
    await card(town, "anna", "Borja 3")
    await town["dewi"].change(username="boris")
    await town["anna"].send(HOME, "/invite @boris_the_new", reply_to=shown)
    await town["anna"].sees(HOME, reads("Borja", "invited to"))


async def test_small_talk_is_not_heard(town: Town) -> None:
    """Without it the bot would answer what friends say to each other."""
    await start(town)
    before = len(await town["anna"].messages(HOME))
    for who, text in (("boris", "2"), ("carla", "K7Q4PN"), ("dewi", "I want 3"), ("mei", "buy?")):
        await town[who].send(HOME, text)
    await town["anna"].place(HOME, "bot", status="administrator")
    for who, text in (("boris", "2"), ("carla", "K7Q4PN"), ("dewi", "I want 3"), ("mei", "buy?")):
        await town[who].send(HOME, text)
    await town.at_rest()
    messages = await town["anna"].messages(HOME)
    assert [one for one in messages[before:] if one.sender == "Group Buy"] == []
    assert "0 of 10" in (await card(town, "anna", OIL)).text


async def test_a_group_that_moved_unheard_is_found_by_the_next_word(quiet_town: Town) -> None:
    """Without it a card would be edited in a group that is no more, and nobody see their order."""
    town = quiet_town
    await town.open()
    shown = await start(town)
    order = await own_order(town, "boris")
    town.sandbox.fault("update", effect="drop_before", kind="message", times=2)
    await town["anna"].migrate(HOME)
    await town.at_rest()
    await town["boris"].tap(order, "2")
    fresh = await town["carla"].sees(HOME, lambda one: has("+1")(one) and "Boris 2" in one.text)
    assert fresh.chat != shown.chat
    await town["carla"].tap(fresh, "+1")
    await town["carla"].sees(HOME, "Carla 1, Boris 2")


async def test_nobody_is_the_group_itself(town: Town) -> None:
    """Without it what an anonymous administrator orders would be owed by Telegram's own account."""
    moved = await town["anna"].migrate(HOME)
    await town.at_rest()
    group = moved.id
    read = await draft(town)
    await town["anna"].tap(read, "Start")
    shown = await town["anna"].sees(group, has("+1"))
    await town["anna"].place(group, "boris", status="administrator", anonymous=True)
    await town["boris"].send(group, "/order 2")
    answer = await town["boris"].sees(group, "Choose how many in your own order")
    assert "Boris" not in answer.text
    assert (await town["boris"].tap(shown, "+1")).text.startswith("You have 1")
    await town["boris"].send(group, "/close")
    preview = await town["boris"].sees(group, has("Close now"))
    refused = await town["boris"].tap(preview, "Close now")
    assert "for Anna to do" in refused.text
    await town["anna"].sees(group, reads("Boris 1", "1 of 10"))
