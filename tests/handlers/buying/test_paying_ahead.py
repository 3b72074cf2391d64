"""What is to pay when ordering, and points that pay: on the order, before and after the close."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest_asyncio

from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.commands.organiser import CallOff, CloseBuy
from domain.ids import BuyId
from domain.payment import Collects, Due, Method, Payment, Rebate
from handlers.callbacks import Act, on_order, set_line
from tests.handlers.buying.conftest import start
from tests.handlers.buying.scenery import ONE
from tests.handlers.chatting import ANNA, BORIS, NOW, Talk, alerted, buttons, shown

TEA, RICE = BuyId(88), BuyId(89)
AHEAD = Payment(due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=timedelta(days=30))


@pytest_asyncio.fixture
async def talk(talk: Talk) -> Talk:
    """A buy that is paid for at ordering, with points for the discount."""
    await start(talk, TEA, "TEATEA", payment=AHEAD)
    return talk


def read(calls: list[Any]) -> str:
    """What is shown, as HTML."""
    return shown(calls).text or ""


async def order(talk: Talk, units: int, buy: BuyId = TEA) -> list[Any]:
    """Boris orders so many."""
    return await talk.tap(BORIS, set_line(buy, ONE, units))


async def press(talk: Talk, calls: list[Any], label: str) -> list[Any]:
    """Tap the button of that label under what is shown."""
    return await talk.tap(BORIS, buttons(shown(calls).reply_markup)[label])


async def mark(talk: Talk, amount: int) -> None:
    """Anna has money from Boris."""
    cause = Cause(f"mark:{amount}", NOW)
    await talk.storage.desk.submit(MarkPaid(cause, ANNA, TEA, BORIS, amount, over=True))


async def test_what_is_to_pay_now_stands_on_the_order(talk: Talk) -> None:
    """Else nobody knows that paying does not wait for the close."""
    calls = await order(talk, 10)
    assert read(calls).split("\n")[-4:] == [
        "Yours: <b>10 × Olive oil 5 l</b>, 380.00\u00a0EUR now",
        "To pay now, at list price: <b>420.00\u00a0EUR</b>",
        "Pay Anna: IBAN DE00, reference <code>TEATEA-01</code>",
        "What the price falls by comes back after the close, as points with Anna.",
    ]
    claimed = await press(talk, calls, "I've paid")
    assert alerted(claimed) == "Anna is asked to confirm. You will hear."
    assert "You said that you paid." in read(claimed)


async def test_a_part_paid_leaves_the_rest_and_too_much_comes_back(talk: Talk) -> None:
    """Else the whole sum is asked for twice, or what is too much seems lost."""
    await order(talk, 2)
    await mark(talk, 5000)
    calls = await talk.tap(BORIS, on_order(TEA, Act.SHOW))
    assert "Paid: 50.00\u00a0EUR" in read(calls)
    assert "To pay now, at list price: <b>34.00\u00a0EUR</b>" in read(calls)
    await mark(talk, 3400)
    assert "All paid." in read(await talk.tap(BORIS, on_order(TEA, Act.SHOW)))
    fewer = await order(talk, 1)
    assert "42.00\u00a0EUR more is paid than your order comes to." in read(fewer)


async def test_points_of_one_buy_pay_in_the_next(talk: Talk) -> None:
    """Else a discount given as points can be spent nowhere."""
    await order(talk, 10)
    await mark(talk, 42000)
    await talk.storage.desk.submit(CloseBuy(Cause("close", NOW), ANNA, TEA))
    statement = read(await talk.tap(BORIS, on_order(TEA, Act.STATEMENT)))
    assert "Paid: 420.00\u00a0EUR" in statement
    assert "40.00\u00a0EUR came back to you as points with Anna." in statement
    mine = read(await talk.write(BORIS, "/my"))
    assert "Points with Anna: <b>40.00\u00a0EUR</b>, the first of them until 25 Dec" in mine
    await start(talk, RICE, "RICERI")
    calls = await order(talk, 2, RICE)
    used = await press(talk, calls, "Use 40.00\u00a0EUR in points")
    assert alerted(used) == "40.00\u00a0EUR in points pays for this."
    assert "Points pay 40.00\u00a0EUR of it." in read(used)
    back = await press(talk, used, "Take points back")
    assert alerted(back) == "Your points are yours again."
    found = buttons(shown(back).reply_markup)
    asked = await talk.tap(BORIS, found["Some of them"])
    assert "40.00\u00a0EUR in points is there." in read(asked)
    assert "all you have with this organiser" in read(await talk.write(BORIS, "50"))
    assert "Points pay 12.50\u00a0EUR of it." in read(await talk.write(BORIS, "12.50"))


async def test_points_pay_what_is_left_on_a_statement(talk: Talk) -> None:
    """Else points wait for another buy while money is asked for."""
    await order(talk, 10)
    await mark(talk, 42000)
    await talk.storage.desk.submit(CloseBuy(Cause("close", NOW), ANNA, TEA))
    await start(talk, RICE, "RICERI")
    await order(talk, 2, RICE)
    await talk.storage.desk.submit(CloseBuy(Cause("close:2", NOW), ANNA, RICE))
    calls = await talk.tap(BORIS, on_order(RICE, Act.STATEMENT))
    used = await press(talk, calls, "Use 40.00\u00a0EUR in points")
    assert "Points pay 40.00\u00a0EUR of it." in read(used)
    assert "Still to pay: <b>44.00\u00a0EUR</b>" in read(used)


async def test_what_was_paid_for_a_called_off_buy_comes_back(talk: Talk) -> None:
    """Else nobody says what becomes of the money."""
    await order(talk, 2)
    await mark(talk, 8400)
    await talk.storage.desk.submit(CallOff(Cause("off", NOW), ANNA, TEA))
    said = read(await talk.tap(BORIS, on_order(TEA, Act.SHOW)))
    assert "called off" in said
    assert "<b>84.00\u00a0EUR</b> is due back to you. Anna gives it back by hand." in said
    assert "84.00\u00a0EUR due back to you" in read(await talk.write(BORIS, "/my"))


async def test_each_pays_the_supplier(talk: Talk) -> None:
    """Else people pay the organiser, who does not collect."""
    each = replace(AHEAD, collects=Collects.EACH, rebate=Rebate.MONEY)
    await start(talk, RICE, "RICERI", payment=each)
    assert "Pay the supplier: IBAN DE00" in read(await order(talk, 1, RICE))


async def test_paying_through_telegram_says_where_the_money_goes(talk: Talk) -> None:
    """Else people believe that Anna has their money."""
    online = Payment(method=Method.ONLINE, due=Due.AT_ORDER)
    await start(talk, RICE, "RICERI", may_take_online=True, payment=online)
    calls = await order(talk, 1, RICE)
    assert "goes to the owner of this bot, who passes it on to Anna" in read(calls)
    found = list(buttons(shown(calls).reply_markup))
    first = found.index("Pay 42.00\u00a0EUR")
    assert found[first : first + 3] == ["Pay 42.00\u00a0EUR", "Pay a part", "Somebody else pays"]
