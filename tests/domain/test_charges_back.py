"""Payments through Telegram that go back: twice, too late, for less, called off, by others."""

from __future__ import annotations

import pytest

from domain.charges import Back, Charge, WhyBack
from domain.commands.collecting import MarkPaidBack, UnmarkPaidBack
from domain.commands.member import (
    CancelOrder,
    RecordChargeBack,
)
from domain.commands.organiser import CallOff
from domain.errors import (
    NothingDueBack,
)
from domain.notices import NoticeKind
from domain.payment import Method
from domain.timers import TimerKind
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI
from tests.domain.purse import STARS_AHEAD, Purse, ordered_online


def test_a_provider_payment_made_twice_is_the_organisers_to_give_back() -> None:
    """Lost otherwise: double money is kept, or nobody knows whose it is."""
    purse = ordered_online()
    invoice = purse.invoice(BORIS)
    purse.pays(BORIS)
    twice = purse.charge(DEWI, invoice)
    assert (twice.back, twice.why_back) == (Back.DUE, WhyBack.TWICE)
    told = purse.last(NoticeKind.CHARGE_BACK)
    assert (told.person, told.values) == (DEWI, {"charge": twice.id})
    told = purse.last(NoticeKind.PAY_BACK)
    whom = {"people": [BORIS], "payer": DEWI, "charge": twice.id}
    assert (told.person, told.values) == (ANNA, whom)
    assert purse.told(NoticeKind.CHARGED) == [ANNA]
    assert purse.by_hand(BORIS) == 8400
    purse.order(BORIS, 3)
    assert purse.invoice(BORIS).amount == 4200
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    assert purse.world.charges[twice.id].back is Back.DONE
    assert purse.last(NoticeKind.MONEY_BACK).person == DEWI
    assert (purse.owes(BORIS), purse.by_hand(BORIS)) == (-8400, 0)
    purse.do(UnmarkPaidBack, ANNA, BUY, BORIS)
    assert purse.last(NoticeKind.MONEY_BACK).person == DEWI
    assert purse.by_hand(BORIS) == 8400
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    purse.count()


def test_stars_paid_twice_go_back_by_themselves() -> None:
    """Lost otherwise: the organiser is asked to give back Stars, which nobody can by hand."""
    purse = ordered_online(STARS_AHEAD)
    invoice = purse.invoice(BORIS)
    assert (invoice.currency, invoice.method) == ("XTR", Method.STARS)
    purse.pays(BORIS)
    twice = purse.charge(BORIS, invoice)
    assert purse.told(NoticeKind.PAY_BACK) == []
    with pytest.raises(NothingDueBack):
        purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    assert purse.refund() == [twice]
    assert purse.entries(BORIS)[-1].key == f"charge_back:{twice.id}"
    assert (purse.owes(BORIS), purse.refund()) == (-8400, [])
    purse.do(RecordChargeBack, BORIS, twice.id)
    assert purse.outcome.saves == ()
    purse.do(RecordChargeBack, BORIS, "never-made")
    assert purse.outcome.saves == ()
    purse.count()


def test_money_for_an_order_that_is_gone() -> None:
    """Lost otherwise: money that arrives after its order was cancelled is kept without a word."""
    purse = ordered_online(STARS_AHEAD)
    invoice = purse.invoice(BORIS)
    purse.do(CancelOrder, BORIS, BUY)
    assert purse.charge(BORIS, invoice).why_back is WhyBack.CLOSED


def test_money_for_an_order_that_became_smaller() -> None:
    """Lost otherwise: more is taken than is owed."""
    purse = ordered_online(STARS_AHEAD)
    invoice = purse.invoice(BORIS)
    purse.order(BORIS, 1)
    charge = purse.charge(BORIS, invoice)
    assert (charge.back, charge.why_back) == (Back.DUE, WhyBack.TWICE)
    assert purse.invoice(BORIS).amount == 4200


def test_money_that_comes_after_a_call_off() -> None:
    """Lost otherwise: a payment that raced the call-off stays with the bot."""
    purse = ordered_online(STARS_AHEAD)
    invoice = purse.invoice(BORIS)
    purse.do(CallOff, ANNA, BUY)
    charge = purse.charge(BORIS, invoice)
    assert charge.why_back is WhyBack.CLOSED
    assert purse.refund() == [charge]
    assert purse.owes(BORIS) == 0
    purse.count()


def test_called_off_everything_goes_back() -> None:
    """Lost otherwise: a buy that is called off keeps what was paid for it."""
    purse = ordered_online(STARS_AHEAD)
    mine, hers = purse.pays(BORIS), purse.pays(DEWI, person=CARLA)
    purse.do(CallOff, ANNA, BUY)
    assert purse.told(NoticeKind.CHARGE_BACK) == [BORIS, DEWI]
    assert purse.told(NoticeKind.PAY_BACK) == []
    assert {one.id for one in purse.refund()} == {mine.id, hers.id}
    assert purse.world.charges[mine.id].why_back is WhyBack.CALLED_OFF
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [0, 0]
    purse.count()


def test_called_off_a_providers_money_is_given_back_by_hand() -> None:
    """Lost otherwise: money that lies with the provider is nobody's to give back."""
    purse = ordered_online()
    purse.pays(BORIS)
    purse.pays(DEWI, person=CARLA)
    purse.do(CallOff, ANNA, BUY)
    assert purse.told(NoticeKind.CHARGE_BACK) == [BORIS, DEWI]
    assert purse.last(NoticeKind.PAY_BACK).values["people"] == [BORIS, CARLA]
    assert purse.told(NoticeKind.PAY_BACK) == [ANNA]
    for person in (BORIS, CARLA):
        purse.do(MarkPaidBack, ANNA, BUY, person)
    assert purse.told(NoticeKind.MONEY_BACK) == [BORIS, DEWI]
    assert all(one.back is Back.DONE for one in purse.world.charges.values())
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [0, 0]
    purse.count()


def charges(purse: Purse) -> dict[int, Back]:
    """Return how each payment stands, by its amount."""
    return {one.amount: one.back for one in purse.world.charges.values()}


def test_at_the_close_whole_payments_in_stars_go_back() -> None:
    """Lost otherwise: Stars for what nobody got stay, or a discount takes a whole payment back."""
    purse = ordered_online(STARS_AHEAD)
    purse.pays(BORIS, 4200)
    purse.pays(BORIS)
    purse.order(BORIS, 3)
    paid: Charge = purse.pays(BORIS, 1000)
    purse.pays(CARLA)
    purse.order(BORIS, 1)
    purse.order(ANNA, 18)
    purse.close()
    back = {one.id: one for one in purse.world.charges.values() if one.back is Back.DUE}
    assert sorted(one.amount for one in back.values()) == [1000, 4200]
    assert {one.why_back for one in back.values()} == {WhyBack.CLOSED}
    assert paid.id in back
    assert [purse.by_hand(person) for person in (BORIS, CARLA)] == [700, 700]
    purse.refund()
    assert [purse.owes(person) for person in (BORIS, CARLA)] == [-700, -700]
    assert TimerKind.UNPAID not in purse.timers
    purse.count()


def test_stars_paid_back_by_others_are_owed_again() -> None:
    """Lost otherwise: Telegram's support gives Stars back and the buy still counts them."""
    purse = ordered_online(STARS_AHEAD)
    charge = purse.pays(BORIS)
    purse.do(RecordChargeBack, BORIS, charge.id)
    assert purse.invoice(BORIS).amount == 8400
    assert charges(purse) == {8400: Back.DONE}
    purse.count()


def test_stars_paid_back_by_others_after_the_close_are_reminded_of() -> None:
    """Lost otherwise: everyone had paid when ordering, so nobody is ever reminded."""
    purse = ordered_online(STARS_AHEAD)
    charge = purse.pays(BORIS)
    purse.do(CancelOrder, CARLA, BUY)
    purse.close()
    assert TimerKind.UNPAID not in purse.timers
    purse.do(RecordChargeBack, BORIS, charge.id)
    assert purse.owes(BORIS) > 0
    assert TimerKind.UNPAID in purse.timers
    purse.count()
