"""The examples of docs/money.md, each as it stands there; a docstring names its section."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from domain.buy import Item
from domain.charges import Back
from domain.commands.collecting import MarkPaid, MarkPaidBack
from domain.commands.goods import EnterArrival, EnterBill, ReturnUnits
from domain.commands.member import ChooseArea, SetLine
from domain.commands.organiser import CallOff
from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.notices import NoticeKind
from domain.order import Condition
from domain.payment import Due, Method, Payment, Rebate
from domain.sheet.checking import check
from domain.sheet.making import sheet_of
from domain.sheet.reading import read_sheet
from domain.sheet.text import write_sheet
from tests.domain.book import BOOK, SECTIONS, dues, flour, says, twenty, with_points
from tests.domain.play import ANNA, BORIS, BUY, CARLA, DEWI, FARAH, NOON, OIL
from tests.domain.purse import AHEAD, NEXT, ONLINE_AHEAD, POINTS_AHEAD, THIRD, opened


def test_shared_to_the_cent() -> None:
    """Section "Shared to the cent". Lost otherwise: the first thing that anybody redoes."""
    settlement = flour().world.settlements[BUY]
    assert settlement.discount == 75
    parts = [(one.list_amount, one.saved, one.due) for one in settlement.statements]
    assert parts == [(498, 25, 473), (747, 38, 709), (249, 12, 237)]
    assert (settlement.list_amount, settlement.due) == (1494, 1419)
    says("Shared to the cent", *(amount for part in parts for amount in part), 75, 1494, 1419)


@pytest.mark.parametrize(
    ("carla", "shares"), [(17, {BORIS: 10_500, CARLA: 59_500}), (16, {BORIS: 3_800, CARLA: 60_800})]
)
def test_price_limits_and_cases(carla: int, shares: dict[int, int]) -> None:
    """Section "Price limits and cases". Lost otherwise: somebody pays more than they said."""
    purse = opened()
    purse.do(SetLine, BORIS, BUY, OIL, 1, (Condition(3500, 3),))
    purse.order(CARLA, carla)
    purse.close()
    assert dues(purse) == shares
    says("Price limits and cases", *shares.values())


def test_two_areas() -> None:
    """Section "Two areas". Lost otherwise: a fee or a percentage of the wrong sum."""
    areas = (Area(AreaNo(1), "East", 300, 500), Area(AreaNo(2), "West"))
    purse = opened(areas=areas)
    for person, area, quantity in ((BORIS, 1, 2), (CARLA, 2, 8)):
        purse.do(ChooseArea, person, BUY, AreaNo(area))
        purse.order(person, quantity)
    purse.close()
    settlement = purse.world.settlements[BUY]
    parts = [(one.list_amount, one.saved, one.fee, one.due) for one in settlement.statements]
    assert parts == [(8400, 1180, 300, 7520), (33600, 3200, 0, 30400)]
    assert (settlement.discount, settlement.due) == (4380, 37920)
    says("Two areas", 8400, 1180, 300, 7520, 33600, 3200, 30400, 42000, 4380, 37920, 3610)


@pytest.mark.parametrize(
    ("rule", "shares"),
    [
        (SharedBy.EQUALLY, (334, 333, 333)),
        (SharedBy.UNITS, (143, 286, 571)),
        (SharedBy.AMOUNT, (412, 196, 392)),
    ],
)
def test_one_delivery_three_rules(rule: SharedBy, shares: tuple[int, ...]) -> None:
    """Section "One delivery, three rules". Lost otherwise: a delivery that is a cent too dear."""
    salt = ItemNo(2)
    items = (Item(OIL, "Oil", 4200), Item(salt, "Salt", 999))
    purse = opened(title="Shop", items=items, ladder=None, delivery=Delivery(1000, rule))
    purse.order(BORIS, 1)
    purse.order(CARLA, 2, salt)
    purse.order(DEWI, 4, salt)
    purse.close()
    statements = purse.world.settlements[BUY].statements
    assert tuple(one.delivery for one in statements) == shares
    says("One delivery, three rules", *shares, *(one.goods for one in statements))


def test_paid_in_parts_and_too_much() -> None:
    """Section "Paid in parts, and too much". Lost otherwise: a part counts as all, or vanishes."""
    purse = twenty()
    purse.close()
    seen = [purse.owes(BORIS)]
    for amount in (5000, 3000):
        purse.do(MarkPaid, ANNA, BUY, BORIS, amount, over=True)
        seen.append(purse.owes(BORIS))
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    assert [*seen, purse.owes(BORIS)] == [7000, 2000, -1000, 0]
    says("Paid in parts, and too much", 7000, 5000, 2000, 3000, 1000)


@pytest.mark.parametrize(
    ("payment", "money", "points"), [(AHEAD, 1400, 0), (POINTS_AHEAD, 0, 1400)]
)
def test_paid_when_ordering(payment: Payment, money: int, points: int) -> None:
    """Section "Paid when ordering". Lost otherwise: GP-6, GP-7; a discount that is nobody's."""
    purse = twenty(payment)
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.do(MarkPaid, ANNA, BUY, CARLA, 30_000)
    purse.close()
    assert (purse.by_hand(BORIS), purse.points(BORIS)) == (money, points)
    assert purse.owes(CARLA) == 1500
    says("Paid when ordering", 8400, 3500, 7000, 1400, 30_000, 37_800, 31_500, 1500)


def test_an_order_lowered_after_it_was_paid() -> None:
    """Section "An order lowered after it was paid". Lost otherwise: money turned into points."""
    purse = twenty(POINTS_AHEAD)
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.order(BORIS, 1)
    purse.close()
    assert dues(purse)[BORIS] == 3800
    assert (purse.points(BORIS), purse.by_hand(BORIS)) == (400, 4200)
    says("An order lowered after it was paid", 8400, 3800, 4600, 400, 4200)


def test_paid_twice() -> None:
    """Section "Paid twice". Lost otherwise: double money is kept."""
    purse = twenty(ONLINE_AHEAD)
    invoice = purse.invoice(BORIS)
    assert purse.charge(BORIS, invoice).back is Back.NOT
    twice = purse.charge(DEWI, invoice)
    assert (twice.back, twice.payer, purse.by_hand(BORIS)) == (Back.DUE, DEWI, 8400)
    purse.do(MarkPaidBack, ANNA, BUY, BORIS)
    assert (purse.by_hand(BORIS), purse.owes(BORIS)) == (0, -8400)
    says("Paid twice", 8400)


def test_stars_go_back_whole() -> None:
    """Section "Stars go back whole". Lost otherwise: a refund that Telegram cannot make."""
    stars = Ladder(Metric.UNITS, (Tier(20, UnitPrice(35)),))
    payment = Payment(Method.STARS, Due.AT_ORDER)
    items = (Item(OIL, "Oil", 42),)
    purse = twenty(payment, items=items, ladder=stars, currency="XTR")
    assert purse.pays(BORIS).amount == 84
    purse.order(BORIS, 3)
    last = purse.pays(BORIS)
    assert last.amount == 42
    purse.order(BORIS, 2)
    purse.close()
    assert dues(purse)[BORIS] == 70
    assert [one.id for one in purse.refund()] == [last.id]
    assert purse.by_hand(BORIS) == 14
    text = SECTIONS["Stars go back whole"]
    assert all(f"{amount} ⭐" in text for amount in (42, 35, 84, 70, 126, 56, 14))


def test_called_off() -> None:
    """Section "Called off". Lost otherwise: money for a buy that never was."""
    purse = twenty(POINTS_AHEAD)
    purse.do(MarkPaid, ANNA, BUY, BORIS)
    purse.close()
    purse.next_buy(payment=ONLINE_AHEAD)
    purse.order_next(BORIS, 2)
    purse.order_next(CARLA, 1)
    assert purse.spend(BORIS) == 1400
    assert purse.pays(BORIS, buy=NEXT).amount == 7000
    purse.do(MarkPaid, ANNA, NEXT, CARLA)
    purse.do(CallOff, ANNA, NEXT)
    assert purse.points(BORIS) == 1400
    assert [purse.by_hand(person, NEXT) for person in (BORIS, CARLA)] == [7000, 4200]
    says("Called off", 1400, 7000, 4200)


DAY = timedelta(days=1)


def test_spent_in_part() -> None:
    """Section "Spent in part". Lost otherwise: points are paid back in money, or not at all."""
    purse = with_points()
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.order_next(FARAH, 19)
    purse.spend(BORIS, 1000)
    assert purse.points(BORIS) == 400
    purse.do(MarkPaid, ANNA, NEXT, BORIS, 3200)
    purse.close(NEXT)
    assert (purse.points(BORIS), purse.by_hand(BORIS, NEXT)) == (1100, 0)
    says("Spent in part", 1400, 4200, 1000, 3200, 400, 3500, 700, 1100)


def test_which_points_go_first() -> None:
    """Section "Which points go first". Lost otherwise: points expire while others are spent."""
    purse = with_points()
    until = Payment(due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=60 * DAY)
    purse.next_buy(payment=until)
    purse.order_next(BORIS, 10)
    purse.do(MarkPaid, ANNA, NEXT, BORIS)
    purse.close(NEXT)
    assert purse.points(BORIS) == 1400 + 4000
    purse.next_buy(THIRD, payment=AHEAD)
    purse.order_next(BORIS, 1, THIRD)
    assert purse.spend(BORIS, 4100, THIRD) == 4100
    assert purse.points(BORIS) == 1300
    purse.wait(datetime(2026, 5, 1, 12, tzinfo=NOON.tzinfo) - purse.now)
    assert purse.points(BORIS) == 1300
    assert purse.told(NoticeKind.POINTS_EXPIRED) == []
    says("Which points go first", 1400, 4000, 4100, 100, 1300)


def test_points_that_come_back_late() -> None:
    """Section "Points that come back late". Lost otherwise: a call-off takes points away."""
    purse = with_points(last=30 * DAY)
    purse.next_buy(payment=AHEAD)
    purse.order_next(BORIS, 1)
    purse.spend(BORIS, 1000)
    purse.wait(30 * DAY)
    assert purse.now == datetime(2026, 4, 1, 12, tzinfo=NOON.tzinfo)
    assert purse.last(NoticeKind.POINTS_EXPIRED).values == {"amount": 400}
    assert purse.spend(BORIS, 0) == 1000
    purse.wait(14 * DAY)
    purse.do(CallOff, ANNA, NEXT)
    purse.wait(30 * DAY - timedelta(seconds=1))
    assert purse.points(BORIS) == 1000
    purse.wait(timedelta(seconds=1))
    assert purse.now == datetime(2026, 5, 15, 12, tzinfo=NOON.tzinfo)
    assert purse.points(BORIS) == 0
    says("Points that come back late", 1000, 400)


def test_fewer_arrived() -> None:
    """Section "Fewer arrived". Lost otherwise: NEW-5; somebody pays for what never came."""
    purse = twenty()
    purse.close()
    purse.do(EnterArrival, ANNA, BUY, OIL, 10)
    assert dues(purse) == {BORIS: 7000, CARLA: 28_000, ANNA: 0}
    says("Fewer arrived", 3500, 31_500, 28_000, 7000)


def test_more_arrived() -> None:
    """Section "More arrived". Lost otherwise: units that came besides are nobody's."""
    purse = opened(items=(Item(OIL, "Oil", 4200, case_size=6),))
    purse.do(SetLine, BORIS, BUY, OIL, 4, (), 2)
    purse.order(CARLA, 8)
    purse.close()
    assert dues(purse) == {BORIS: 15_200, CARLA: 30_400}
    purse.do(EnterArrival, ANNA, BUY, OIL, 15)
    assert dues(purse) == {BORIS: 22_800, CARLA: 30_400, ANNA: 3800}
    says("More arrived", 22_800, 30_400, 3800)


def test_the_final_bill() -> None:
    """Section "The final bill". Lost otherwise: a bill that nobody pays to the cent."""
    purse = twenty()
    purse.close()
    purse.do(EnterBill, ANNA, BUY, 65_001)
    assert dues(purse) == {BORIS: 6500, CARLA: 29_251, ANNA: 29_250}
    says("The final bill", 70_000, 65_001, 6500, 29_251, 29_250)


def test_something_given_back() -> None:
    """Section "Something given back". Lost otherwise: returns in parts leave a cent behind."""
    purse = twenty()
    purse.close()
    purse.do(EnterArrival, ANNA, BUY, OIL, 3)
    purse.do(EnterBill, ANNA, BUY, 10_000)
    assert dues(purse)[BORIS] == 6667
    seen = []
    for _ in range(2):
        purse.do(ReturnUnits, ANNA, BUY, BORIS, OIL, 1)
        seen.append((dues(purse)[BORIS], dues(purse)[CARLA]))
    assert seen == [(3333, 3333), (0, 3333)]
    says("Something given back", 6667, 3334, 3333)


def test_a_file_checked_by_hand() -> None:
    """Section "A file checked by hand". Lost otherwise: NEW-3; a file unlike its description."""
    purse = flour()
    sheet = sheet_of(purse.buy.terms, purse.world.settlements[BUY], 2)
    text = write_sheet(sheet, ())
    assert check(read_sheet(text)) is None
    assert sheet.rows[0].own_price == Fraction("236.55")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    shown = re.findall(r"^(.+),…,(.+)$", SECTIONS["A file checked by hand"], flags=re.MULTILINE)
    assert len(shown) == len(rows) == 4
    for (begins, ends), row in zip(shown, rows, strict=True):
        assert row.startswith(f"{begins},"), row
        assert row.endswith(f",{ends}"), row


def test_every_example_is_tested() -> None:
    """Lost otherwise: an example is written down that the bot works out differently."""
    told = {name: thing.__doc__ or "" for name, thing in globals().items() if "test_" in name}
    for section in SECTIONS:
        assert any(f'Section "{section}"' in words for words in told.values()), section
    for word in ("participant", "own_price", "returned_amount", "participant_due"):
        assert f"`{word}`" in BOOK
