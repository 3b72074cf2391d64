"""What members do in the group: taps on the card, /order and /status."""

from aiogram.methods import AnswerCallbackQuery, SendMessage, SetMessageReaction

from domain.buy import Item
from domain.commands.base import Cause
from domain.commands.organiser import CallOff
from domain.ids import BuyId, HomeId, ItemNo
from handlers.callbacks import Step, tap, tell_me
from tests.handlers.buying.conftest import CODE, OIL, start
from tests.handlers.buying.scenery import ONE, labels, text
from tests.handlers.chatting import ANNA, BORIS, CARLA, NOW, Talk, alerted

MORE, LESS = tap(OIL, ONE, Step.MORE), tap(OIL, ONE, Step.LESS)
SALT = BuyId(77)


async def units(talk: Talk, buy: BuyId = OIL) -> int:
    """Units ordered in all."""
    view = await talk.storage.reader.card(buy)
    assert view is not None
    return view.totals.all_units


async def call_off(talk: Talk) -> None:
    """Let Anna call the oil off, and the group hear of it."""
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, OIL))
    await talk.said_in_group()


async def test_a_tap_says_how_many_and_the_price_now(talk: Talk) -> None:
    """Else nobody knows whether a tap counted."""
    assert alerted(await talk.tap(BORIS, MORE, group=True)) == "You have 1. 42.00\u00a0EUR now."
    assert alerted(await talk.tap(BORIS, MORE, group=True)) == (
        "You have 2. 42.00\u00a0EUR each now."
    )
    await talk.tap(BORIS, LESS, group=True)
    assert alerted(await talk.tap(BORIS, LESS, group=True)) == "You have none now."


async def test_a_tap_too_many_is_refused_with_an_alert(talk: Talk) -> None:
    """Else −1 at nothing seems to work, or crashes."""
    calls = await talk.tap(BORIS, LESS, group=True)
    assert alerted(calls) == "There is nothing to take back."
    assert [call.show_alert for call in calls if isinstance(call, AnswerCallbackQuery)] == [True]
    assert await units(talk) == 0


async def test_forged_and_old_buttons_are_answered(talk: Talk) -> None:
    """Else a made-up button spins for ever, or breaks the update."""
    for data in ("t:zz", "nonsense", "t:1:1:m:1", "l:" + "z" * 50, tap(BuyId(5), ONE, Step.MORE)):
        said = alerted(await talk.tap(BORIS, data, group=True))
        assert "no longer works" in said or "can't find that buy" in said


async def test_nothing_is_sent_to_the_group_directly(talk: Talk) -> None:
    """Else the group's limits are broken past the courier that keeps them."""
    for message in ("/order 2", "/order", "/order many", "/status", "/order 99999"):
        calls = await talk.write(BORIS, message, group=True)
        assert not [call for call in calls if isinstance(call, SendMessage)]


async def test_order_in_the_group_is_acknowledged_on_the_message(talk: Talk) -> None:
    """Else /order 2 posts yet another message, or says nothing at all."""
    calls = await talk.write(BORIS, "/order 2", group=True)
    assert [type(call) for call in calls] == [SetMessageReaction]
    assert await units(talk) == 2


async def test_a_refused_order_is_answered_in_the_group(talk: Talk) -> None:
    """Else whoever typed it believes that it counts."""
    await talk.write(BORIS, "/order 99999", group=True)
    assert [text(one) for one in await talk.said_in_group()] == [
        "9999 is the most that fits one order. You have none yet."
    ]


async def test_an_order_that_cannot_be_read_is_quoted(talk: Talk) -> None:
    """Else a typo orders something, or nothing, in silence."""
    await talk.write(BORIS, "/order many <b>", group=True)
    (said,) = await talk.said_in_group()
    assert "“many <b>”" in text(said)
    assert labels(said) == [["My order"]]
    assert await units(talk) == 0


async def test_which_item_is_asked_with_buttons(talk: Talk) -> None:
    """Else "2" of several things is guessed."""
    items = (Item(ItemNo(1), "Salt", 100), Item(ItemNo(2), "Pepper", 300))
    await start(talk, SALT, "SALTYY", items, "Spices")
    await talk.write(BORIS, "/order 2", group=True)
    (which_buy,) = await talk.said_in_group()
    assert sorted(labels(which_buy)) == [["Olive oil 5 l"], ["Spices"]]
    spices = next(row[0] for row in which_buy.rows if row[0].text == "Spices")
    calls = await talk.tap(BORIS, spices.data or "", group=True)
    assert [call.url for call in calls] == [f"https://t.me/flat_bot?start=o_{SALT}"]
    oil = next(row[0] for row in which_buy.rows if row[0].text == "Olive oil 5 l")
    assert "asked" in alerted(await talk.tap(CARLA, oil.data or "", group=True))
    assert alerted(await talk.tap(BORIS, oil.data or "", group=True)).startswith("You have 2.")


async def test_an_order_by_name_needs_no_question(talk: Talk) -> None:
    """Else several items can only be ordered in private."""
    items = (Item(ItemNo(1), "Salt", 100), Item(ItemNo(2), "Pepper", 300))
    await start(talk, SALT, "SALTYY", items, "Spices")
    await call_off(talk)
    await talk.write(BORIS, "/order 2 salt, 1 pepper", group=True)
    assert await units(talk, SALT) == 3


async def test_status_brings_the_card_down_again(talk: Talk) -> None:
    """Else the card is lost far up in a busy group."""
    await talk.write(BORIS, "/status", group=True)
    (card,) = await talk.said_in_group()
    assert text(card).startswith("Olive oil 5 l · Anna")


async def test_status_without_a_buy_says_how_to_start_one(talk: Talk) -> None:
    """Else the bot seems dead in a new group."""
    await call_off(talk)
    await talk.write(BORIS, "/status", group=True)
    (said,) = await talk.said_in_group()
    assert text(said).startswith("Nothing is open here. Start one with /buy")


async def test_tell_me_is_turned_on_and_off(talk: Talk) -> None:
    """Else who asked to be told is not, or cannot end it."""
    data = tell_me(talk.home)
    assert "will be told" in alerted(await talk.tap(CARLA, data, group=True))
    membership = await talk.storage.reader.membership(talk.home, CARLA)
    assert membership is not None
    assert membership.tell_me
    assert "will not be told" in alerted(await talk.tap(CARLA, data, group=True))


async def test_tell_me_works_in_its_own_group_only(talk: Talk) -> None:
    """Else a forged button subscribes somebody to a group of strangers."""
    forged = tell_me(HomeId(talk.home + 1))
    assert "no longer works" in alerted(await talk.tap(CARLA, forged, group=True))


async def test_codes_are_not_read_in_the_group(talk: Talk) -> None:
    """Else six letters in a chat among friends open something."""
    assert await talk.write(BORIS, CODE, group=True) == []
    assert await talk.said_in_group() == []
