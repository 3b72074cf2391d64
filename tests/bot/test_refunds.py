"""Stars that are due back go back: once, whatever Telegram answers and whoever asks."""

from __future__ import annotations

import asyncio

import pytest

from domain.charges import Back
from tests.bot.house import House, until
from tests.bot.paying import BORIS, Shop

REFUND = "refundStarPayment"


@pytest.fixture
async def shop(house: House) -> Shop:
    """A buy that is paid in Stars."""
    return await Shop.open(house)


async def test_stars_go_back_once_and_their_payer_is_told(shop: Shop) -> None:
    """UX-5: else a buy that is called off keeps people's money, or pays it out twice."""
    await shop.bot()
    charge = await shop.pays()
    assert shop.stars == 500
    await shop.call_off()
    await shop.back(charge)
    assert shop.stars == 0
    assert await shop.given_back() == [500]
    assert len(shop.house.calls(REFUND)) == 1
    await shop.house.people["boris"].sees("bot", "500")


async def test_what_was_paid_twice_goes_back_as_well(shop: Shop) -> None:
    """Else Telegram's own mistake is at Boris's cost."""
    await shop.bot()
    shop.house.sandbox.fault("payment", effect="double", chat=BORIS)
    await shop.pays()

    async def one_back() -> bool:
        return await shop.given_back() == [500]

    await until(one_back)
    assert shop.stars == 500


async def test_one_that_went_back_already_counts_as_done(shop: Shop) -> None:
    """Else it is asked for every hour for ever, and the books never agree."""
    house = shop.house
    await shop.bot()
    charge = await shop.pays()
    house.sandbox.fault("update", effect="drop_before", kind="refunded_payment", times=None)
    house.sandbox.fault(REFUND, effect="drop_after")
    await shop.call_off()
    await until(lambda: _called(house, 1))
    assert shop.stars == 0
    house.clock.advance(3)
    await shop.back(charge)
    assert await shop.given_back() == [500]


async def test_telegram_away_is_asked_again_later(shop: Shop) -> None:
    """Else a minute's trouble of Telegram's keeps the money, or is made worse by asking."""
    house = shop.house
    await shop.bot()
    charge = await shop.pays()
    house.sandbox.fault(REFUND, code=502, times=2)
    await shop.call_off()
    await until(lambda: _called(house, 1))
    house.clock.advance(1)
    house.clock.advance(1.5)
    await until(lambda: _called(house, 2))
    house.clock.advance(5)
    await shop.back(charge)
    assert len(house.calls(REFUND)) == 3


async def test_one_that_telegram_refuses_holds_up_no_other(shop: Shop) -> None:
    """Else one strange payment keeps everybody's Stars."""
    house = shop.house
    await shop.bot()
    first = await shop.pays()
    house.sandbox.fault(REFUND, code=400, description="Bad Request: USER_ID_INVALID")
    await shop.call_off()
    await until(lambda: _called(house, 1))
    found = await house.storage.reader.charge(first.id)
    assert found is not None
    assert found.back is Back.DUE
    house.clock.advance(3)
    await shop.back(first)


async def test_too_many_requests_are_obeyed(shop: Shop) -> None:
    """Else two hundred refunds after a 429 cut the bot off for longer."""
    house = shop.house
    await shop.bot()
    charge = await shop.pays()
    house.sandbox.fault(REFUND, code=429, retry_after=1)
    await shop.call_off()
    await until(lambda: _called(house, 1))
    loop = asyncio.get_running_loop()
    began = loop.time()
    house.clock.advance(3)
    await shop.back(charge)
    assert loop.time() - began > 0.5
    assert len(house.calls(REFUND)) == 2


async def test_a_bot_that_stops_waits_for_no_refund(shop: Shop) -> None:
    """Else a 429 of a minute keeps a restart waiting for a minute."""
    house = shop.house
    bot = await shop.bot()
    await shop.pays()
    house.sandbox.fault(REFUND, code=429, retry_after=60, times=None)
    await shop.call_off()
    await until(lambda: _called(house, 1))
    house.clock.advance(3)
    async with asyncio.timeout(8):
        await bot.stop()


async def test_two_processes_pay_back_once(shop: Shop) -> None:
    """Else each replica gives the same Stars back, or one waits for the other for ever."""
    house = shop.house
    await shop.bot()
    other = {"webhook_url": "http://127.0.0.1:1/hook", "webhook_secret": "x" * 20}
    charge = await shop.pays()
    await shop.bot(**other, listen="127.0.0.1:0")
    await shop.call_off()
    await shop.back(charge)
    assert shop.stars == 0
    assert await shop.given_back() == [500]
    assert len(house.calls(REFUND)) <= 2


async def test_what_another_tool_paid_back_is_known(shop: Shop) -> None:
    """Else the owner gives Stars back by hand and the books say that Boris has paid."""
    await shop.bot()
    charge = await shop.pays()
    await shop.telegram.refund_star_payment(BORIS, charge.id)
    await shop.back(charge)
    assert await shop.given_back() == [500]
    person = await shop.house.storage.reader.person(BORIS)
    assert person is not None
    assert (person.first_name, person.telegram_language) == ("Boris", "ru")


async def _called(house: House, times: int) -> bool:
    return len(house.calls(REFUND)) >= times
