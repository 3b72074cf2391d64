"""What cannot be read, or is too much: quoted, with what works instead; the rest is kept."""

from __future__ import annotations

import pytest

from tests.databases import only_sqlite
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
    start,
)
from tests.journeys.town import HOME, Town

LIMITED = "/buy Olive oil 5 l; 42 EUR; 10: 38; stock 9; limit 3 each; max 2 people; until Fri 18:00"

UNREAD = [
    ("Olive oil; abc EUR; until Fri 18:00", "abc EUR", "42 EUR", "Fri 18:00"),
    ("Olive oil; -42 EUR; until Fri 18:00", "-42 EUR", "42 EUR", "Fri 18:00"),
    ("Olive oil; 42 EUR; stock lots; until Fri 18:00", "stock lots", "40", "42.00"),
    ("Olive oil; 42 EUR; limit -3 each; until Fri 18:00", "limit -3 each", "3", "42.00"),
    ("Olive oil; 42 EUR; max many; until Fri 18:00", "max many", "30", "42.00"),
    ("Olive oil; 42 EUR; 10: cheap; until Fri 18:00", "10: cheap", "10: 38", "42.00"),
    ("Olive oil; 42 EUR; 10: 38; until someday", "until someday", "Fri 18:00", "38.00"),
    ("Olive oil; 42 EUR; 10: 38; until 30 Feb 18:00", "until 30 Feb 18:00", "Fri 18:00", "38.00"),
]
"""A line, what of it cannot be read, an answer that can, and what is kept meanwhile."""


@only_sqlite
@pytest.mark.parametrize(("line", "unread", "answer", "kept"), UNREAD)
async def test_what_cannot_be_read_is_quoted_and_the_rest_is_kept(
    town: Town, line: str, unread: str, answer: str, kept: str
) -> None:
    """Without it one slip would mean typing the whole line again, without knowing why."""
    anna = town["anna"]
    await anna.send(HOME, f"/buy {line}")
    asked = await anna.sees(HOME, reads("Olive oil", f"I could not read “{unread}”", "This works:"))
    assert kept in asked.text
    assert not has("Start")(asked)
    await town.at_rest()
    await anna.send(HOME, answer, reply_to=asked)
    read = await anna.sees(HOME, has("Start"))
    assert kept in read.text


REFUSED = [
    ("20: 35, 10: 38; until Fri 18:00", "Tier 2 has to start above", "10: 38, 20: 35"),
    ("10: 38, 20: 39; until Fri 18:00", "Tier 2 brings nothing better", "10: 38, 20: 35"),
    ("10: 50; until Fri 18:00", "Tier 1 brings nothing better", "10: 38, 20: 35"),
    ("10: 38, 20: 35; until 1 Jan 2020 18:00", "1 Jan 2020 18:00 is over", "until Fri 18:00"),
]
"""Terms that cannot be, why not, and an answer that puts them right."""


@only_sqlite
@pytest.mark.parametrize(("terms", "why", "answer"), REFUSED)
async def test_terms_that_cannot_be_are_refused_by_line(
    town: Town, terms: str, why: str, answer: str
) -> None:
    """Without it a ladder that makes no sense would be everyone's, or be refused without a word."""
    anna = town["anna"]
    await anna.send(HOME, f"/buy {OIL}; 42 EUR; {terms}")
    refused = await anna.sees(HOME, reads(OIL, why))
    assert not has("Start")(refused)
    await town.at_rest()
    await anna.send(HOME, answer, reply_to=refused)
    read = await anna.sees(HOME, has("Start"))
    await anna.tap(read, "Start")
    await card(town, "boris", reads("35.00", "Fri 18:00"))


async def test_currencies_do_not_mix(town: Town) -> None:
    """Without it 38 dollars would be taken for euros, or the whole line be lost."""
    anna = town["anna"]
    await anna.send(HOME, "/buy Olive oil; 42 EUR; 10: 38 USD; until Fri 18:00")
    await anna.sees(HOME, "EUR and USD do not mix")
    asked = await anna.sees(HOME, reads("42.00", "I could not read “10: 38 USD”"))
    await town.at_rest()
    await anna.send(HOME, "10: 38", reply_to=asked)
    await anna.sees(HOME, lambda one: has("Start")(one) and "38.00" in one.text)


@in_languages("en", "ru")
async def test_a_tap_too_many_says_what_is_left(town: Town) -> None:
    """Without it somebody would order more than there is, or lose what they had."""
    line = town.label("reading-example-buy").partition(" ")[2]
    await start(town, f"/buy {line}; {town.label('reading-limit', value=2)}")
    shown = await card(town, "anna", has(town.label("card-more")))
    less = await town["anna"].tap(shown, town.label("card-less"))
    assert (less.text, less.alert) == (town.label("refusal-nothing-to-undo"), True)
    await more(town, "boris", 2)
    over = await town["boris"].tap(shown, town.label("card-more"))
    values = {"wanted": 3, "limit": 2, "have": 2}
    assert (over.text, over.alert) == (town.label("refusal-over-person-limit", **values), True)
    await town.at_rest()
    name = town.says("card-name", name="Boris", units="2")
    assert name in (await card(town, "anna", has(town.label("card-more")))).text


ORDERS = [
    ("40", "40 is more than the 9 that are left. You still have 2."),
    ("4", "4 is more than the 3 that each person may order. You still have 2."),
    ("-1", "It cannot be less than none. You still have 2."),
    ("some", "I can't read “some” as an order. Write it like this: 2 eggs, 1 oil"),
    ("99999999999999999999", "I can't read “99999999999999999999” as an order"),
    ("2 lemons", "I can't read “2 lemons” as an order"),
]


async def test_an_order_typed_in_the_group_that_cannot_be(town: Town) -> None:
    """Without it a number that is too high would be cut down silently, or wipe what stands."""
    await start(town, LIMITED)
    await more(town, "boris", 2)
    for typed, refusal in ORDERS:
        written = await town["boris"].send(HOME, f"/order {typed}")
        await town["boris"].sees(HOME, refusal, after=written)
    written = await town["boris"].send(HOME, "/order 1.234")
    asked = await town["boris"].sees(HOME, has("1234", "1"), after=written)
    other = await town["carla"].tap(asked, "1")
    assert "Somebody else was asked" in other.text
    chosen = await town["boris"].tap(asked, "1")
    assert "You have 1." in chosen.text
    await card(town, "anna", "Boris 1")


@only_sqlite
@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (
            "lots",
            (
                "I can't read “lots” as a quantity."
                " Type a number like 3, or with a price: 3 if ≤ 35, else 1"
            ),
        ),
        ("-7", "It cannot be less than none. You still have 2."),
        ("7", "7 is more than the 3 that each person may order. You still have 2."),
    ],
)
async def test_a_number_typed_in_private_is_asked_again(
    town: Town, typed: str, refusal: str
) -> None:
    """Without it whoever mistypes a number would not know whether it counted."""
    await start(town, LIMITED)
    await more(town, "boris", 2)
    await own_order(town, "boris")
    await press(town, "boris", "order-other")
    await town["boris"].sees("bot", "Type a number")
    await town["boris"].send("bot", typed)
    await town["boris"].sees("bot", refusal)
    await town["boris"].send("bot", "3")
    await town["boris"].sees("bot", f"Yours: 3 × {OIL}")


async def test_a_full_buy_refuses_newcomers_and_serves_those_in_it(town: Town) -> None:
    """Without it a third guest would sit at a table for two, or nobody could change anything."""
    await start(town, LIMITED)
    await more(town, "boris")
    await more(town, "carla")
    shown = await card(town, "dewi", "Full: 2 people are in")
    refused = await town["dewi"].tap(shown, "+1")
    assert (refused.alert, refused.text) == (
        True,
        "All 2 places are taken. When somebody drops out you can join.",
    )
    await more(town, "boris")
    await card(town, "anna", reads("Boris 2", "Full"))


async def test_the_wizard_asks_again_and_keeps_what_it_has(town: Town) -> None:
    """Without it a slip half-way through would begin everything anew."""
    anna = town["anna"]
    await anna.send("bot", "/buy")
    await anna.sees("bot", "What are you buying")
    await anna.send("bot", "Olive oil 5 l")
    for asked, slip, unread, answer in (
        ("What does one cost", "a lot", "I could not read “a lot”", "42 EUR"),
        ("cheaper", "from ten", "I could not read “from ten”", "10: 38"),
        ("Until when", "soon", "I could not read “soon”", "Fri 18:00"),
    ):
        await anna.sees("bot", asked)
        await anna.send("bot", slip)
        again = await anna.sees("bot", unread)
        assert "This works:" in again.text
        await anna.send("bot", answer)
    asked_people = await anna.sees("bot", "Whom do you want to name")
    await anna.tap(asked_people, "Skip")
    await anna.sees("bot", reads("Olive oil 5 l", "42.00", "38.00", "Fri 18:00"))


async def test_codes_that_open_nothing(town: Town) -> None:
    """Without it somebody with a slip in their code would be left standing, or let in anywhere."""
    await start(town, f"/buy {OIL}; 42 EUR; until Fri 18:00; members of this chat only")
    outsider = town.sandbox.add_person("Zoe")
    zoe = town.people[outsider.id]
    await zoe.start()
    await zoe.send("bot", "K7Q4PN")
    await zoe.sees("bot", "No buy has the code K7Q4PN. Look for a slip, or ask for the link.")
    await zoe.send("bot", "hello, is this the oil?")
    await zoe.sees("bot", "Send a join code like K7Q4PN")
    link = (await card(town, "anna", OIL)).html.split("<code>")[1].split("</code>")[0]
    refused = await follow(town, str(outsider.id), f"https://t.me/group_buy_bot?start={link}")
    assert "for members of the group" in refused.text
    assert "Ask Anna" in refused.text
