"""Price limits and tolerance: typed or by buttons, shown in plain words, taken away again."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup

from domain.buy import Item
from domain.ids import BuyId, ItemNo
from domain.order import Line
from handlers.callbacks import Act, ask_line, on_order, set_line
from tests.handlers.buying.conftest import OIL, start
from tests.handlers.buying.scenery import ONE
from tests.handlers.chatting import BORIS, CARLA, Talk, alerted, buttons, shown

CASED = BuyId(88)
EGGS = (Item(ItemNo(1), "Eggs", 300, case_size=6), Item(ItemNo(2), "Olive oil", 4200))


def read(calls: list[Any]) -> str:
    """What is shown, as HTML."""
    return shown(calls).text or ""


async def line(talk: Talk, buy: BuyId = OIL, item: ItemNo = ONE) -> Line:
    """Boris's own line."""
    view = await talk.storage.reader.mine(buy, BORIS)
    assert view is not None
    return next(one for one in view.lines if one.item == item)


async def order(talk: Talk, units: int) -> None:
    """Boris orders so many in any case."""
    await talk.tap(BORIS, set_line(OIL, ONE, units))


async def press(talk: Talk, calls: list[Any], label: str) -> list[Any]:
    """Tap the button of that label under what is shown."""
    return await talk.tap(BORIS, buttons(shown(calls).reply_markup)[label])


@pytest.mark.parametrize(
    "typed", ["/order 3 if ≤ 35, else 1", "/order 1 in any case, 3 at 35.00 or less"]
)
@pytest.mark.parametrize("group", [True, False])
async def test_an_order_with_a_limit_is_typed(talk: Talk, typed: str, *, group: bool) -> None:
    """Else who wants more only if it gets cheaper has to watch the price."""
    await order(talk, 2)
    await talk.write(BORIS, typed, group=group)
    mine = await line(talk)
    assert (mine.quantity, [(one.limit, one.quantity) for one in mine.conditions]) == (
        1,
        [(3500, 3)],
    )
    calls = await talk.tap(BORIS, on_order(OIL, Act.SHOW))
    assert "Olive oil 5 l: 1 in any case, 3 at 35.00 or less" in read(calls)


async def test_what_is_shown_typed_back_changes_nothing(talk: Talk) -> None:
    """Else copying one's own order orders something else."""
    await order(talk, 1)
    await talk.write(BORIS, "/order 3 if ≤ 35, else 1")
    before = await line(talk)
    calls = await talk.tap(BORIS, on_order(OIL, Act.SHOW))
    (said,) = [one for one in read(calls).split("\n") if "in any case" in one]
    await talk.write(BORIS, f"/order {said}")
    assert await line(talk) == before


async def test_a_number_typed_takes_the_limits_away(talk: Talk) -> None:
    """Else old limits go on waiting behind a new order."""
    await order(talk, 1)
    await talk.write(BORIS, "/order 3 if ≤ 35, else 1")
    await talk.tap(BORIS, ask_line(OIL, ONE))
    assert "Yours: <b>2 × Olive oil 5 l</b>" in read(await talk.write(BORIS, "2"))
    assert (await line(talk)).conditions == ()


async def test_the_question_for_a_number_takes_a_limit_as_well(talk: Talk) -> None:
    """Else the same words work in one place and not in the other."""
    await talk.tap(BORIS, ask_line(OIL, ONE))
    unread = read(await talk.write(BORIS, "3 if cheap"))
    assert "I can't read “3 if cheap”" in unread
    assert "3 if ≤ 35, else 1" in unread
    assert "1 in any case" in read(await talk.write(BORIS, "3 if ≤ 35, else 1"))


async def test_a_limit_is_set_by_three_taps(talk: Talk) -> None:
    """Else limits are for those who like to type."""
    await order(talk, 1)
    prices = await press(talk, await talk.write(BORIS, "/order"), "Only at a price…")
    assert list(buttons(shown(prices).reply_markup)) == ["38.00 or less", "35.00 or less", "Back"]
    assert "At which price would you take more?" in read(prices)
    numbers = await press(talk, prices, "35.00 or less")
    assert list(buttons(shown(numbers).reply_markup)) == ["2", "3", "4", "5", "6", "Back"]
    done = await press(talk, numbers, "3")
    assert alerted(done) == "Noted. It is decided at the close."
    assert "1 in any case, 3 at 35.00 or less" in read(done)
    assert "42.00\u00a0EUR</b> now" in read(done)
    again = await press(talk, done, "Only at a price…")
    gone = await press(talk, again, "Take back: 3 at 35.00 or less")
    assert "Yours: <b>1 × Olive oil 5 l</b>" in read(gone)


async def test_how_many_at_a_price_can_be_typed(talk: Talk) -> None:
    """Else a button's five numbers are all that can be had."""
    await talk.write(BORIS, "/start o_" + str(OIL))
    calls = await talk.tap(BORIS, on_order(OIL, Act.SHOW))
    prices = await press(talk, calls, "Only at a price…")
    await press(talk, prices, "38.00 or less")
    calls = await talk.write(BORIS, "12")
    assert "12 at 38.00 or less" in read(calls)
    assert "Nothing for certain yet" in read(calls)


async def test_going_back_ends_the_question(talk: Talk) -> None:
    """Else a number typed later is taken for an answer to what was left."""
    await order(talk, 1)
    calls = await talk.tap(BORIS, on_order(OIL, Act.SHOW))
    numbers = await press(talk, await press(talk, calls, "Only at a price…"), "38.00 or less")
    await press(talk, await press(talk, numbers, "Back"), "Back")
    await talk.write(BORIS, "12")
    assert (await line(talk)).conditions == ()


async def test_a_lower_price_asks_for_more(talk: Talk) -> None:
    """Else somebody gets fewer because it got cheaper."""
    await order(talk, 1)
    calls = await talk.write(BORIS, "/order 1 if ≤ 35, else 3")
    assert "The lower the price, the more it has to be" in read(calls)


async def test_limits_that_do_not_go_together_give_way_to_the_new_one(talk: Talk) -> None:
    """Else a tap is refused, and nobody knows which of the limits is in the way."""
    await order(talk, 1)
    await talk.write(BORIS, "/order 1, 4 if ≤ 38, 6 if ≤ 35")
    prices = await press(talk, await talk.tap(BORIS, on_order(OIL, Act.SHOW)), "Only at a price…")
    numbers = await press(talk, prices, "38.00 or less")
    await press(talk, numbers, "6")
    assert [(one.limit, one.quantity) for one in (await line(talk)).conditions] == [(3800, 6)]


async def test_tolerance_is_set_by_buttons_and_typed(talk: Talk) -> None:
    """Else a case stays open for want of one more."""
    await start(talk, CASED, "CASEDX", EGGS, "Breakfast")
    order = await talk.write(BORIS, f"/start o_{CASED}")
    assert "Up to …" not in buttons(shown(order).reply_markup)
    order = await talk.write(BORIS, "CASEDX eggs 4")
    asked = await press(talk, order, "Up to …")
    assert list(buttons(shown(asked).reply_markup)) == ["Eggs", "Back"]
    asked = await press(talk, asked, "Eggs")
    assert "cases of 6" in read(asked)
    assert list(buttons(shown(asked).reply_markup))[:2] == ["5", "6"]
    done = await press(talk, asked, "6")
    assert "Eggs: 4, up to 6 to fill a case of 6" in read(done)
    assert (await line(talk, CASED)).extra == 2
    asked = await press(talk, await press(talk, done, "Up to …"), "Eggs")
    assert "Yours: <b>4 × Eggs</b>" in read(await press(talk, asked, "No more than 4"))
    await press(talk, await press(talk, done, "Up to …"), "Eggs")
    await talk.write(BORIS, "7")
    assert (await line(talk, CASED)).extra == 3
    assert "4, up to 5" in read(await talk.write(BORIS, "CASEDX eggs 4 to 5"))


async def test_tolerance_needs_a_case(talk: Talk) -> None:
    """Else somebody waits for a case that nothing comes in."""
    await order(talk, 1)
    assert "not sold in cases" in read(await talk.write(BORIS, "/order 4, up to 6"))


async def test_an_ambiguous_order_is_asked_where_it_was_typed(talk: Talk) -> None:
    """Else a tolerance is taken for a price."""
    await start(talk, CASED, "CASEDX", EGGS[:1], ladder=None)
    calls = await talk.write(BORIS, "/order CASEDX 4 at most 6")
    assert "4 at most 6" in read(calls)
    assert "How many for you?" in read(calls)
    markup = shown(calls).reply_markup
    assert isinstance(markup, InlineKeyboardMarkup)
    copied = [row[0].copy_text for row in markup.inline_keyboard[:2]]
    assert [one.text for one in copied if one] == [
        "4 at 6.00 or less",
        "4, up to 6 to fill a case of 6",
    ]


async def test_the_card_says_what_those_who_wait_would_bring(talk: Talk) -> None:
    """Else nobody knows that one more person is all it takes."""
    await order(talk, 4)
    await talk.write(BORIS, "/order 4, 9 if ≤ 38")
    await talk.tap(CARLA, set_line(OIL, ONE, 1))
    calls = await talk.write(CARLA, "/order")
    assert "5 more wait for 38.00, which would bring it to everyone at the close" in read(calls)
    await talk.write(BORIS, "/order 4, 6 if ≤ 38")
    calls = await talk.write(CARLA, "/order")
    assert "2 more wait for 38.00; another 3 and it is theirs" in read(calls)
    await talk.write(BORIS, "/order 4, 6 if ≤ 20")
    assert "2 more wait for a lower price" in read(await talk.write(CARLA, "/order"))
