"""Groups and private chats in all the ways Telegram has them (UX-12)."""

from __future__ import annotations

from locales.translator import Translator
from tests.journeys.steps import OIL, card, has, in_languages, more, reads, start
from tests.journeys.town import HOME, Town


@in_languages("en", "ru", "ar")
async def test_the_menu_is_of_its_place_and_language(quiet_town: Town) -> None:
    """UX-12: without it people would see commands that do nothing there, in a foreign language."""
    town = quiet_town
    town.menus = None
    await town.open()
    private = await menu(town, "boris", "bot")
    assert private["privacy"] == town.label("menu-privacy")
    group = await menu(town, "boris", HOME)
    assert group["order"] == town.label("menu-order")
    assert "privacy" not in group
    assert "close" not in group
    assert "close" in await menu(town, "anna", HOME)


async def menu(town: Town, who: str, chat: str) -> dict[str, str]:
    """The bot's menu, once it is set: it is set after the bot began to listen."""

    async def look() -> dict[str, str]:
        return await town[who].menu(chat)

    found: dict[str, str] = await town[who].until(look)
    await town.at_rest()
    return await town[who].menu(chat) or found


async def test_a_card_stays_in_the_topic_it_was_asked_in(town: Town) -> None:
    """UX-12: without it a buy of the kitchen topic would appear in the general one."""
    club = town.sandbox.add_group(
        "Club", town.sandbox.core.world.person("anna"),
        [town.sandbox.core.world.person("boris")], forum=True,
    )  # fmt: skip
    topic = await town["anna"].topic(club, "Food")
    sent = await town["anna"].send(club, town.label("reading-example-buy"), topic=topic)
    read = await town["anna"].sees(club, has("Start"), after=sent)
    assert read.thread_id == topic
    await town["anna"].tap(read, "Start")
    shown = await town["boris"].sees(club, has("+1"))
    assert shown.thread_id == topic
    await town["boris"].send(club, "/order 10", reply_to=shown, topic=topic)
    tier = await town["boris"].sees(club, lambda one: one.photo is not None)
    assert tier.thread_id == topic
    general = await town["anna"].send(club, "/buy Oranges; 12 EUR; until Fri 18:00")
    read = await town["anna"].sees(club, reads("I read", "Oranges"), after=general)
    assert read.thread_id is None


async def test_a_group_that_became_a_supergroup_keeps_its_buy(town: Town) -> None:
    """UX-12: without it every open buy would be lost on the day the group grows."""
    await start(town)
    await more(town, "boris")
    await town["anna"].migrate(HOME)
    await town["carla"].send(HOME, "/status@group_buy_bot")
    shown = await town["carla"].sees(HOME, lambda one: has("+1")(one) and "Boris 1" in one.text)
    await town["carla"].tap(shown, "+1")
    await town["anna"].sees(HOME, reads("Carla 1"))


async def test_an_anonymous_administrator_shows_who_acts(town: Town) -> None:
    """UX-12: without it a buy would belong to everybody's account, and to nobody."""
    group = await supergroup(town)
    await town["anna"].place(group, "boris", status="administrator", anonymous=True)
    await town["boris"].send(group, town.label("reading-example-buy"))
    asked = await town["carla"].sees(group, has(town.label("draft-confirm")))
    refused = await town["carla"].tap(asked, town.label("draft-confirm"))
    assert refused.text == Translator("en").plain("refusal-only-administrators")
    await town["boris"].tap(asked, town.label("draft-confirm"))
    read = await town["boris"].sees(group, has("Start"))
    await town["boris"].tap(read, "Start")
    await town["carla"].sees(group, reads(f"{OIL} · Boris"))


async def supergroup(town: Town) -> int:
    """Flat 12 as a supergroup."""
    moved = await town["anna"].migrate(HOME)
    await town.at_rest()
    return moved.id


async def test_an_edited_line_is_read_again(town: Town) -> None:
    """UX-12: without it a slip corrected in place would leave the wrong draft."""
    sent = await town["anna"].send(HOME, "/buy Olive oil 5 l; 42 EUR; 10: 83; until Fri 18:00")
    await town["anna"].sees(HOME, "83")
    await town["anna"].edit(sent, "/buy Olive oil 5 l; 42 EUR; 10: 38; until Fri 18:00")
    read = await town["anna"].sees(HOME, lambda one: "from 10: 38.00" in one.text)
    await town["anna"].tap(read, "Start")
    await card(town, "anna", "from 10: 38.00")


async def test_an_edited_order_changes_no_order_twice(town: Town) -> None:
    """UX-12: without it correcting "/order 2" to "/order 3" would leave one in doubt."""
    await start(town)
    sent = await town["boris"].send(HOME, "/order 2")
    await card(town, "boris", "Boris 2")
    await town["boris"].edit(sent, "/order 3")
    await town.at_rest()
    shown = await card(town, "boris", reads("Boris"))
    assert "Boris 3" in shown.text or "Boris 2" in shown.text


async def test_removed_and_back(town: Town) -> None:
    """UX-12: without it a bot that was out for a day would forget the buy, or never stop asking."""
    await start(town)
    await more(town, "boris")
    await town["anna"].place(HOME, "bot", status="left")
    await town["carla"].send("bot", "/my")
    await town.skip(hours=1)
    await town.at_rest()
    await town["anna"].place(HOME, "bot", status="member")
    asked = await town["carla"].send(HOME, "/status@group_buy_bot")
    shown = await town["carla"].sees(HOME, has("+1"), after=asked)
    assert "Boris 1" in shown.text
    await town["carla"].tap(shown, "+1")
    await town["anna"].sees(HOME, reads("Carla 1"))


async def test_a_card_that_was_deleted_comes_again(town: Town) -> None:
    """UX-12: without it deleting the card would end the buy for everyone who taps."""
    shown = await start(town)
    await town["anna"].delete(shown)
    await town["boris"].send(HOME, "/order 1")
    again = await town["boris"].sees(HOME, has("+1"))
    assert again.id != shown.id
    assert "Boris 1" in again.text


async def test_a_member_who_left_orders_no_more_where_members_order(town: Town) -> None:
    """UX-12: without it somebody who left would still order in the group's own buy."""
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38; members of this chat only; until Fri 18:00"
    shown = await start(town, line)
    await town["dewi"].place(HOME, status="left")
    await town.at_rest()
    await town["dewi"].open(shown.url("My order"))
    await town["dewi"].sees("bot", reads("members of the group"))


async def test_an_administrator_takes_over_from_who_left(town: Town) -> None:
    """Who may: without it a buy whose organiser blocked the bot could not be closed."""
    await start(town)
    await more(town, "boris")
    await town["anna"].place(HOME, "carla", status="administrator")
    refused = await town["carla"].send(HOME, "/close")
    await town["carla"].sees(HOME, reads("Anna runs"), after=refused)
    await town["anna"].place(HOME, status="left")
    await town["carla"].send(HOME, "/calloff")
    ask = await town["carla"].sees(HOME, has("Take over"))
    await town["carla"].tap(ask, "Take over")
    await town["carla"].sees("bot", "You run")
    await card(town, "boris", f"{OIL} · Carla")


async def test_without_a_link_two_sentences_and_two_buttons(town: Town) -> None:
    """A newcomer's first Start: without it the first thing seen would lead nowhere."""
    await town["yuki"].start()
    hello = await town["yuki"].sees("bot", has("Start a group buy", "Add me to a group"))
    opened = await town["yuki"].open(hello.url("Start a group buy"))
    assert opened.kind == "start"
    await town["yuki"].sees("bot", "What are you buying")
    adding = await town["yuki"].open(hello.url("Add me to a group"))
    assert adding.kind == "startgroup"
