"""What no buy can run under is refused when it is said, not at Start."""

import pytest

from domain.draft import Draft, Field
from tests.handlers.chatting import ANNA, Talk, alerted, buttons, shown

LINE = "/buy Olive oil 5 l; 42 EUR; 10: 38, 20: 35; until Fri 18:00"


async def draft_of(talk: Talk) -> Draft:
    """Return Anna's draft."""
    draft = await talk.storage.reader.latest_draft(ANNA)
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10 people: 38, 5 people: 35", "Tier 2 has to start above"),
        ("10: 38, 20: 40", "Tier 2 brings nothing better"),
        ("10: -42", "Tier 1 would make something free"),
    ],
)
async def test_the_wizard_refuses_a_ladder_that_is_none_and_stays_there(
    talk: Talk, typed: str, said: str
) -> None:
    """Else all is answered, and only Start says that an answer long ago was wrong."""
    for text in ("/buy", "Olive oil 5 l", "42"):
        await talk.write(ANNA, text)
    assert said in str(shown(await talk.write(ANNA, typed)).text)
    assert (await draft_of(talk)).step is Field.LADDER
    assert "Until when" in str(shown(await talk.write(ANNA, "10: 38; 20: 35")).text)


async def test_the_wizard_refuses_a_moment_that_is_over(talk: Talk) -> None:
    """Else a buy is written down that is over before it starts."""
    for text in ("/buy", "Olive oil 5 l", "42", "10: 38"):
        await talk.write(ANNA, text)
    said = str(shown(await talk.write(ANNA, "24 Nov 2026 18:00")).text)
    assert "is over already" in said
    assert (await draft_of(talk)).deadline is None
    assert "Whom" in str(shown(await talk.write(ANNA, "Fri 18:00")).text)


async def test_a_change_that_does_not_fit_the_rest_is_refused_by_text_and_by_tap(
    talk: Talk,
) -> None:
    """Else more people are needed than fit, and nobody says so until Start."""
    preview = shown(await talk.write(ANNA, LINE))
    fields = buttons(
        shown(await talk.tap(ANNA, buttons(preview.reply_markup)["Change"])).reply_markup
    )
    await talk.tap(ANNA, fields["Minimum"])
    await talk.write(ANNA, "10 people")
    asked = shown(await talk.tap(ANNA, fields["Most people"]))
    assert "only 5 fit" in alerted(await talk.tap(ANNA, buttons(asked.reply_markup)["5"]))
    assert "only 7 fit" in str(shown(await talk.write(ANNA, "7")).text)
    assert (await draft_of(talk)).max_people is None
    await talk.tap(ANNA, fields["Opens at"])
    assert "has to close after that" in str(shown(await talk.write(ANNA, "Sat 18:00")).text)


async def test_a_line_that_cannot_start_asks_instead_of_offering_start(talk: Talk) -> None:
    """Else the card offers a Start that fails, and does not say what to change."""
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38, 5: 35; until Fri 18:00"
    screen = shown(await talk.write(ANNA, line))
    offered = buttons(screen.reply_markup)
    assert "Tier 2 has to start above" in str(screen.text)
    assert "What does it" not in str(screen.text)
    assert "Start" not in offered
    assert "Change" in offered
    assert "Start" in buttons(shown(await talk.write(ANNA, "5: 38; 10: 35")).reply_markup)
    assert len((await draft_of(talk)).ladder.tiers) == 2  # type: ignore[union-attr]


async def test_in_the_group_too(talk: Talk) -> None:
    """The card in the group is where most buys are written down."""
    await talk.write(ANNA, "/buy Olive oil 5 l; 42 EUR; until 24 Nov 2026 18:00", group=True)
    (card,) = await talk.said_in_group()
    labels = [button.text for row in card.rows for button in row]
    assert "is over already" in card.text
    assert "Start" not in labels
    assert "Tomorrow 18:00" in labels


async def test_what_was_refused_can_be_left_out(talk: Talk) -> None:
    """Else a ladder that nobody can repair would hold the buy up."""
    line = "/buy Olive oil 5 l; 42 EUR; 10: 38, 5: 35; until Fri 18:00"
    offered = buttons(shown(await talk.write(ANNA, line)).reply_markup)
    after = shown(await talk.tap(ANNA, offered["One price for all"]))
    assert "Start" in buttons(after.reply_markup)


async def test_first_names_typed_back_in_are_asked_for(talk: Talk) -> None:
    """Whom "Boris" means nobody can know, and the line must not become something on offer."""
    line = "/buy Oil\n42 EUR\nUntil Fri 18:00, Berlin time\nNamed: Boris, Carla"
    screen = shown(await talk.write(ANNA, line))
    assert "“Named: Boris, Carla”" in str(screen.text)
    assert {"Choose people", "Leave out"} <= set(buttons(screen.reply_markup))
    calls = await talk.write(ANNA, "@boris")
    assert "Start" in buttons(shown(calls).reply_markup)
    assert [one.name for one in (await draft_of(talk)).items] == ["Oil"]


async def test_a_name_that_is_confirmed_keeps_what_was_said_of_it(talk: Talk) -> None:
    """Else confirming that a tent is called "Max 3" would take its stock and its ladder away."""
    line = "/buy Max 3 tent; 50 EUR; stock 4\nTea; 3 EUR; 10: 2\nuntil Fri 18:00"
    screen = shown(await talk.write(ANNA, line))
    assert "“Max 3 tent” can mean several things" in str(screen.text)
    await talk.tap(ANNA, buttons(screen.reply_markup)['"Max 3 tent"; 50.00 EUR'])
    tent, tea = (await draft_of(talk)).items
    assert (tent.name, tent.list_price, tent.stock) == ("Max 3 tent", 5000, 4)
    assert tea.ladder is not None
