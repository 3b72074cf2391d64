"""Where the money is: Stars and refunds, the till, and payments that go wrong."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
import telegram
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.client import People
from sandbox.errors import NotPaid
from sandbox.invoice import Invoice
from sandbox.till import Charge, Till
from sandbox.world import PLENTY_OF_STARS, Chat, Person
from tests.sandbox.conftest import Raw
from tests.sandbox.paying import ANNA, BORIS, agree, asked, priced, seen_service, sent, stars
from tests.sandbox.test_checkout import paid
from tests.sandbox.test_groups import updates
from tests.sandbox.test_nature import control


async def test_stars_are_paid_and_refunded(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, aiogram_bot: Bot
) -> None:
    """Lost: money back by the bot itself would never be tried."""
    anna, bot = people["anna"], aiogram_bot
    receipt = await paid(raw, anna, await sent(sandbox, raw, people, **stars()))
    await updates(raw)
    assert (await anna.me())["stars"] == PLENTY_OF_STARS - 250
    assert (await bot.get_my_star_balance()).amount == 250
    assert await bot.refund_star_payment(ANNA, receipt.charge)
    assert (await anna.me())["stars"] == PLENTY_OF_STARS
    assert (await bot.get_my_star_balance()).amount == 0
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.from_user
    assert update.message.from_user.id == bot.id
    refunded = update.message.refunded_payment
    assert refunded
    assert refunded.telegram_payment_charge_id == receipt.charge
    assert (refunded.total_amount, refunded.invoice_payload) == (250, "i1")
    await seen_service(anna, "refunded_payment")
    assert (await anna.receipts())[0].returned
    with pytest.raises(TelegramBadRequest, match="CHARGE_ALREADY_REFUNDED"):
        await bot.refund_star_payment(ANNA, receipt.charge)


async def test_refunds_that_are_refused(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a bot could give back what it never got, or to somebody else."""
    in_stars = await paid(raw, people["anna"], await sent(sandbox, raw, people, **stars()))
    await updates(raw)
    in_euros = await paid(raw, people["anna"], await sent(sandbox, raw, people))
    for user, charge, refusal in (
        (BORIS, in_stars.charge, "CHARGE_NOT_FOUND"),
        (ANNA, in_euros.charge, "CHARGE_NOT_FOUND"),
        (ANNA, "stx1", "CHARGE_NOT_FOUND"),
        (999, in_stars.charge, "USER_ID_INVALID"),
        (ANNA, "", 'parameter "telegram_payment_charge_id" is required'),
    ):
        answer = await raw("refundStarPayment", user_id=user, telegram_payment_charge_id=charge)
        assert answer["description"] == f"Bad Request: {refusal}"
    assert sandbox.till.held() == {"XTR": 250, "EUR": 4200}


async def test_too_few_stars(sandbox: Sandbox, flat: Chat, people: People, raw: Raw) -> None:
    """Lost: people would pay with Stars that they don't have."""
    sandbox.core.world.person("anna").stars = 400
    shown = await sent(sandbox, raw, people, **stars())
    assert (await people["anna"].sheet(shown))["balance"] == 400
    both = [asyncio.create_task(people["anna"].pay(shown)) for _ in range(2)]
    await agree(raw)
    await agree(raw)
    done, failed = await asyncio.gather(*both, return_exceptions=True)
    if isinstance(done, BaseException):
        done, failed = failed, done
    assert not isinstance(done, BaseException)
    assert isinstance(failed, NotPaid)
    assert failed.code == "BALANCE_TOO_LOW"
    with pytest.raises(NotPaid, match="you have 150 Stars only"):
        await people["anna"].pay(shown)
    assert sandbox.core.world.person("anna").stars == 150


async def test_transactions_are_listed(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, ptb_bot: telegram.Bot
) -> None:
    """Lost: a payment whose update was lost could not be found again."""
    charges = []
    for _ in range(2):
        shown = await sent(sandbox, raw, people, **stars())
        charges.append((await paid(raw, people["anna"], shown)).charge)
        await updates(raw)
    await ptb_bot.refund_star_payment(ANNA, charges[0])
    found = (await ptb_bot.get_star_transactions()).transactions
    assert [one.id for one in found] == [charges[0], charges[1], charges[0]]
    assert [one.source is None for one in found] == [False, False, True]
    assert isinstance(found[0].source, telegram.TransactionPartnerUser)
    assert (found[0].source.user.id, found[0].source.invoice_payload) == (ANNA, "i1")
    rest = (await ptb_bot.get_star_transactions(offset=1, limit=1)).transactions
    assert [one.id for one in rest] == [charges[1]]


async def test_the_owner_pays_back_at_the_provider(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a test could not tell whether money really went back."""
    receipt = await paid(raw, people["anna"], await sent(sandbox, raw, people))
    await updates(raw)
    money = await control(sandbox, "GET", "/money")
    (charge,) = money["charges"]
    assert money["held"] == {"EUR": 4200}
    assert (charge["charge"], charge["person"], charge["payload"]) == (receipt.charge, ANNA, "i1")
    assert (charge["amount"], charge["currency"], charge["returned"]) == (4200, "EUR", None)
    after = await control(sandbox, "POST", "/money/return", charge=receipt.charge)
    assert after["held"] == {"EUR": 0}
    assert after["charges"][0]["returned"]
    assert (await people["anna"].receipts())[0].returned
    assert await updates(raw) == []
    assert "error" in await control(sandbox, "POST", "/money/return", charge=receipt.charge)


async def test_a_payment_is_told_twice(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: one payment could be credited twice unnoticed."""
    fault = sandbox.fault("update", effect="double", kind="successful_payment")
    await people["anna"].send("bot", "hello")
    await updates(raw)
    await paid(raw, people["anna"], await sent(sandbox, raw, people))
    first, second = await updates(raw), await updates(raw)
    assert first == second
    assert first[0]["message"]["successful_payment"]
    assert fault.done == 1
    assert sandbox.till.held() == {"EUR": 4200}


async def test_the_bank_takes_its_time(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a payment that comes after the close would never be tried."""
    fault = sandbox.fault("payment", effect="hold", chat=ANNA)
    paying = asyncio.create_task(people["anna"].pay(await sent(sandbox, raw, people)))
    await agree(raw)
    await fault.happens()
    assert sandbox.till.held() == {}
    await people.skip(2 * 24 * 3600)
    assert await updates(raw) == []
    fault.release()
    receipt = await paying
    assert receipt.date == pytest.approx(sandbox.clock.now().timestamp(), abs=60)
    assert len(await updates(raw)) == 1


async def test_a_payment_is_doubled(sandbox: Sandbox, flat: Chat, people: People, raw: Raw) -> None:
    """Lost: somebody who paid twice by mistake would be out of pocket."""
    sandbox.fault("payment", effect="double")
    shown = await sent(sandbox, raw, people)
    paying = asyncio.create_task(people["anna"].pay_all(shown))
    await agree(raw)
    first, second = await paying
    assert first.charge != second.charge
    told = [one["message"]["successful_payment"] for one in await updates(raw)]
    assert [one["telegram_payment_charge_id"] for one in told] == [first.charge, second.charge]
    assert sandbox.till.held() == {"EUR": 8400}


async def test_a_card_is_declined(sandbox: Sandbox, flat: Chat, people: People, raw: Raw) -> None:
    """Lost: a bot that counts what it agreed to as paid would go unnoticed."""
    sandbox.fault("payment", description="Your card was declined.")
    paying = asyncio.create_task(people["anna"].pay(await sent(sandbox, raw, people)))
    await agree(raw)
    with pytest.raises(NotPaid, match="card was declined"):
        await paying
    assert await updates(raw) == []
    assert sandbox.till.charges == {}


async def test_the_bots_agreement_gets_lost(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a bot that answers but is not heard would believe that it was paid."""
    sandbox.fault("answerPreCheckoutQuery", effect="drop_before")
    paying = asyncio.create_task(people["anna"].pay(await sent(sandbox, raw, people)))
    query = await asked(raw, "pre_checkout_query")
    given: dict[str, Any] = {"pre_checkout_query_id": query["id"], "ok": True}
    with pytest.raises(aiohttp.ClientError):
        await raw("answerPreCheckoutQuery", **given)
    await people.skip(11)
    with pytest.raises(NotPaid, match="did not respond"):
        await paying


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), max_size=12))
def test_no_star_is_made_or_lost(payments: list[tuple[int, bool]]) -> None:
    """Lost: sums that a test compares would be wrong in the sandbox itself."""
    person, till, now = Person(ANNA, "Anna", stars=5000), Till(), datetime.now(UTC)
    for number, (amount, back) in enumerate(payments):
        asked_for = Invoice("x", "y", "z", "XTR", priced(amount))
        charge = Charge(f"stx{number}", "", ANNA, asked_for, amount, now)
        till.take(person, charge)
        if back:
            till.give_back(person, charge, now)
    assert person.stars + till.held().get("XTR", 0) == 5000


async def test_stars_are_furnished(sandbox: Sandbox, people: People, raw: Raw) -> None:
    """Lost: a test could not begin with someone who has none."""
    await control(sandbox, "POST", "/world", people=[{"first_name": "Ada", "stars": 3}])
    assert (await people["ada"].me())["stars"] == 3
    link = (await raw("createInvoiceLink", title="x", description="y", payload="z",
                      currency="XTR", prices=priced(4)))["result"]  # fmt: skip
    with pytest.raises(NotPaid, match="3 Stars"):
        await people["ada"].pay(link)
