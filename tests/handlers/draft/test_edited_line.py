"""A `/buy` line that is edited: read again while it is a draft, and never anything silly."""

from domain.draft import Draft
from domain.ids import ItemNo
from handlers.draft.presses import Press, on
from tests.handlers.chatting import ANNA, BORIS, Talk, shown
from tests.handlers.organiser.buys import fresh, order

LINE = "/buy Olive oil 5 l; 42 EUR; 10: 38; max 9 people; until Fri 18:00"
BETTER = "/buy Olive oil 3 l; 40 EUR"


async def written(talk: Talk, line: str = LINE, *, group: bool = True) -> Draft:
    """Anna writes a line as message 7; return its draft."""
    await talk.write(ANNA, line, group=group, update=7)
    found = await talk.storage.chats.buy_at(-1001 if group else ANNA, 7)
    assert found is not None
    draft = await talk.storage.reader.draft(found)
    assert draft is not None
    return draft


async def now(talk: Talk, draft: Draft) -> Draft:
    """Return the draft as it stands."""
    found = await talk.storage.reader.draft(draft.id)
    assert found is not None
    return found


async def test_an_edited_line_is_read_again_into_the_same_draft(talk: Talk) -> None:
    """Else whoever corrects a typing mistake starts the wrong buy, or sees two cards."""
    draft = await written(talk)
    assert len(await talk.said_in_group()) == 1
    await talk.edit(ANNA, 7, BETTER, group=True)
    (card,) = await talk.said_in_group()
    assert "Olive oil 3 l" in card.text
    after = await now(talk, draft)
    assert (after.title, after.items[0].list_price) == ("Olive oil 3 l", 4000)
    assert (after.ladder, after.max_people) == (None, None)
    assert after.deadline == draft.deadline
    await talk.edit(ANNA, 7, f"{BETTER}; until Sat 18:00", group=True)
    assert (await now(talk, draft)).deadline != draft.deadline


async def test_an_edited_line_in_private_is_answered_with_the_draft(talk: Talk) -> None:
    """UX-1: what works in the group works in private too."""
    draft = await written(talk, group=False)
    answer = shown(await talk.edit(ANNA, 7, BETTER))
    assert "Olive oil 3 l" in str(answer.text)
    assert (await now(talk, draft)).items[0].list_price == 4000


async def test_what_cannot_be_read_any_more_is_explained(talk: Talk) -> None:
    """Else an edit with a mistake in it seems to be ignored."""
    await written(talk)
    await talk.said_in_group()
    await talk.edit(ANNA, 7, "/buy Oil; 42 EUR; 10: 38 USD", group=True)
    said = await talk.said_in_group()
    assert any("USD" in screen.text for screen in said)


async def test_nobody_else_and_nothing_started_is_touched(talk: Talk) -> None:
    """Else a running buy changes its price by an edit, or somebody else's draft does."""
    draft = await written(talk)
    assert await talk.edit(BORIS, 7, BETTER, group=True) == []
    assert await now(talk, draft) == draft
    await talk.tap(ANNA, on(draft, Press.START), group=True)
    (buy,) = await talk.storage.reader.live_buys(talk.home)
    await talk.said_in_group()
    assert await talk.edit(ANNA, 7, BETTER, group=True) == []
    assert await talk.edit(ANNA, 99, BETTER, group=True) == []
    assert await talk.edit(ANNA, 7, "/buy", group=True) == []
    assert await fresh(talk, buy) == buy
    assert await talk.said_in_group() == []


async def test_an_edited_order_orders_nothing(talk: Talk) -> None:
    """Else an edit days later undoes what was tapped since, or orders twice."""
    draft = await written(talk)
    await talk.tap(ANNA, on(draft, Press.START), group=True)
    await talk.write(BORIS, "/order 2", group=True, update=20)
    await order(talk, draft.id, BORIS, 5)
    await talk.said_in_group()
    assert await talk.edit(BORIS, 20, "/order 3", group=True) == []
    mine = await talk.storage.reader.mine(draft.id, BORIS)
    assert mine is not None
    assert [(line.item, line.quantity) for line in mine.lines] == [(ItemNo(1), 5)]
    assert await talk.said_in_group() == []


async def test_a_line_delivered_twice_makes_one_draft(talk: Talk) -> None:
    """Else the second delivery of an update makes its message that of a draft never saved."""
    draft = await written(talk)
    await talk.write(ANNA, LINE, group=True, update=7)
    assert await now(talk, draft) == draft
    await talk.edit(ANNA, 7, BETTER, group=True)
    assert (await now(talk, draft)).title == "Olive oil 3 l"
