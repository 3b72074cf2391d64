"""Terms of paying, areas, delivery, cases and handing out: which stand, and who may set them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain import limits
from domain.buy import Item
from domain.commands.drafts import SaveDraft, StartBuy
from domain.commands.organiser import EditBuy, NewTerms
from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.draft import Field
from domain.errors import (
    AreaTooCheap,
    CurrencyNotTaken,
    DomainError,
    LimitTooLarge,
    LimitTooSmall,
    MissingTerm,
    NamedTwice,
    NotAnAddress,
    NotListed,
    StarsAlone,
    TextTooLong,
    WorseForBuyers,
)
from domain.goods import PickUpPoint, PointNo, Supplier
from domain.ladder import Ladder, Metric, PercentOff, Tier
from domain.payment import STARS, Collects, Due, Method, Payment, Rebate
from domain.terms import check_terms, draft_terms, refused_in
from tests.domain.play import ANNA, BORIS, BUY, NOON, OIL, everyone, olive_oil, started

DAY = timedelta(days=1)
CHEAP = Item(OIL, "Nail", 2)
HALF = Ladder(Metric.UNITS, (Tier(5, PercentOff(5000)),))


def areas(*named: str, **fields: Any) -> dict[str, Any]:
    """Return terms with areas of these names."""
    made = (Area(AreaNo(no), name, **fields) for no, name in enumerate(named, start=1))
    return {"areas": tuple(made)}


def points(*named: str, slots: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return terms with pick-up points of these names."""
    made = (PickUpPoint(PointNo(no), name, slots) for no, name in enumerate(named, start=1))
    return {"pick_up": tuple(made)}


def paid(**fields: Any) -> dict[str, Any]:
    """Return terms that are paid in a way."""
    return {"payment": Payment(**fields)}


REFUSED: list[tuple[dict[str, Any], DomainError]] = [
    (paid(method=Method.STARS), StarsAlone()),
    ({"currency": STARS}, StarsAlone()),
    ({"currency": STARS, **paid(method=Method.ONLINE)}, StarsAlone()),
    *(
        ({"currency": code, **paid(method=Method.ONLINE)}, CurrencyNotTaken(code))
        for code in ("AFN", "ALL", "LBP", "RSD", "YER", "KWD")
    ),
    (paid(points_last=DAY / 2), LimitTooSmall("payment", 0)),
    (paid(points_last=3651 * DAY), LimitTooLarge("payment", 3651, 3650)),
    (areas(*(f"Area {no}" for no in range(21))), LimitTooLarge("areas", 21, limits.AREAS)),
    (areas("North", "  "), MissingTerm("areas")),
    (areas("North", "north "), NamedTwice("north ")),
    ({"areas": (Area(AreaNo(1), "North"), Area(AreaNo(1), "South"))}, NamedTwice("South")),
    (areas("x" * 101), TextTooLong(100, 101)),
    (areas("North", fee=-1), LimitTooSmall("price", -1)),
    (areas("North", fee=10**11), LimitTooLarge("price", 10**11, 10**10)),
    (areas("North", basis_points=-1), LimitTooSmall("areas", -1)),
    (areas("North", basis_points=10_001), LimitTooLarge("areas", 10_001, 10_000)),
    (areas("North", basis_points=10_000), AreaTooCheap("North")),
    (
        {"items": (CHEAP,), "ladder": None, **areas("North", basis_points=5001)},
        AreaTooCheap("North"),
    ),
    ({"items": (CHEAP,), "ladder": HALF, **areas("North", basis_points=1)}, AreaTooCheap("North")),
    ({"delivery": Delivery(0)}, LimitTooSmall("delivery", 0)),
    ({"delivery": Delivery(10**11)}, LimitTooLarge("delivery", 10**11, 10**10)),
    (
        {"items": (Item(OIL, "Oil", 4200, stock=10, case_size=12),)},
        LimitTooLarge("case_size", 12, 10),
    ),
    (points(*(f"Point {no}" for no in range(21))), LimitTooLarge("pick_up", 21, limits.POINTS)),
    (points("Garage", "GARAGE"), NamedTwice("GARAGE")),
    (points(""), MissingTerm("pick_up")),
    (points("Garage", slots=("Sat", "sat")), NamedTwice("sat")),
    (points("Garage", slots=("",)), MissingTerm("pick_up")),
    (points("Garage", slots=("x" * 101,)), TextTooLong(100, 101)),
    (
        points("Garage", slots=tuple(f"at {hour}" for hour in range(21))),
        LimitTooLarge("pick_up", 21, limits.SLOTS),
    ),
    ({"supplier": Supplier(email="orders at oil")}, NotAnAddress("orders at oil")),
    ({"supplier": Supplier(email="a@b@c.de")}, NotAnAddress("a@b@c.de")),
    ({"supplier": Supplier(url="http://oil.example")}, NotAnAddress("http://oil.example")),
    ({"supplier": Supplier(url="https://[")}, NotAnAddress("https://[")),
    ({"supplier": Supplier(url="https://")}, NotAnAddress("https://")),
    ({"supplier": Supplier(email="x" * 255)}, TextTooLong(254, 255)),
]


@pytest.mark.parametrize(("fields", "refusal"), REFUSED)
def test_terms_that_are_refused(fields: dict[str, Any], refusal: DomainError) -> None:
    """Lost otherwise: a buy starts whose areas, cases or supplier nobody can use."""
    draft = olive_oil(**fields)
    with pytest.raises(type(refusal)) as refused:
        check_terms(draft_terms(draft), NOON)
    assert refused.value == refusal
    assert refusal in [found.error for found in refused_in(draft, NOON)]


@pytest.mark.parametrize(
    "fields",
    [
        {"currency": STARS, **paid(method=Method.STARS, due=Due.AT_ORDER)},
        paid(method=Method.ONLINE, rebate=Rebate.POINTS, points_last=90 * DAY),
        paid(collects=Collects.EACH),
        areas("North", "South", fee=500, basis_points=9900),
        {"items": (CHEAP,), "ladder": HALF, **areas("North")},
        {"delivery": Delivery(1, SharedBy.UNITS)},
        {"items": (Item(OIL, "Oil", 4200, stock=12, case_size=12),), "takes_rest": True},
        {**points("Garage", "Office", slots=("Sat 10–12", "Sun")), "ships": True},
        {"supplier": Supplier("orders@oil.example", "https://oil.example:8443/in?x=1")},
    ],
)
def test_terms_that_are_fine(fields: dict[str, Any]) -> None:
    """Lost otherwise: an ordinary buy is refused."""
    check_terms(draft_terms(olive_oil(**fields)), NOON)
    assert refused_in(olive_oil(**fields), NOON) == ()


def test_a_draft_without_a_currency_yet_may_take_stars() -> None:
    """Lost otherwise: Stars are refused before it was asked what prices are in."""
    draft = olive_oil(currency="", payment=Payment(method=Method.STARS))
    assert refused_in(draft, NOON) == ()


BY_TELEGRAM = [
    {"payment": Payment(method=Method.ONLINE)},
    {"payment": Payment(method=Method.STARS), "currency": STARS},
]


@pytest.mark.parametrize("terms", BY_TELEGRAM)
def test_only_who_is_listed_takes_money_through_telegram(terms: dict[str, Any]) -> None:
    """Lost otherwise: money lands with the bot's owner for somebody they do not know."""
    play = everyone()
    play.do(SaveDraft, ANNA, olive_oil(**terms))
    with pytest.raises(NotListed):
        play.do(StartBuy, ANNA, BUY, "K7Q4MN", ())
    play.do(StartBuy, ANNA, BUY, "K7Q4MN", (), may_take_online=True)
    assert play.buy.terms.payment.by_telegram


def test_nobody_gets_around_the_list_by_an_edit() -> None:
    """Lost otherwise: a buy is started by hand, and turned into an online one a minute later."""
    play = started()
    online = NewTerms(payment=Payment(method=Method.ONLINE))
    with pytest.raises(NotListed):
        play.do(EditBuy, ANNA, BUY, online)
    play.do(EditBuy, ANNA, BUY, online, may_take_online=True)
    play.do(EditBuy, ANNA, BUY, NewTerms(title="Oil"))
    assert play.buy.terms.payment.method is Method.ONLINE


IN_SIXES = {"items": (Item(OIL, "Olive oil 5 l", 4200, case_size=6),)}
POINTS = Payment(rebate=Rebate.POINTS, points_last=90 * DAY)

CHANGES: list[tuple[dict[str, Any], NewTerms, str | None]] = [
    ({}, NewTerms(payment=Payment(due=Due.AT_ORDER)), "payment"),
    ({}, NewTerms(payment=Payment(collects=Collects.EACH)), "payment"),
    ({}, NewTerms(payment=POINTS), "payment"),
    ({"payment": POINTS}, NewTerms(payment=Payment()), None),
    ({"payment": POINTS}, NewTerms(payment=replace(POINTS, points_last=None)), None),
    ({"payment": POINTS}, NewTerms(payment=replace(POINTS, points_last=91 * DAY)), None),
    ({"payment": POINTS}, NewTerms(payment=replace(POINTS, points_last=89 * DAY)), "payment"),
    ({"payment": replace(POINTS, points_last=None)}, NewTerms(payment=POINTS), "payment"),
    ({}, NewTerms(delivery=Delivery(1)), "delivery"),
    ({"delivery": Delivery(900)}, NewTerms(delivery=Delivery(901)), "delivery"),
    ({"delivery": Delivery(900)}, NewTerms(delivery=Delivery(899)), None),
    ({"delivery": Delivery(900)}, NewTerms(delivery=Delivery(1, SharedBy.UNITS)), "delivery"),
    ({"delivery": Delivery(900)}, NewTerms(without=frozenset({Field.DELIVERY})), None),
    ({}, NewTerms(item=IN_SIXES["items"][0]), "case"),
    (IN_SIXES, NewTerms(item=Item(OIL, "Olive oil 5 l", 4200)), "case"),
    (IN_SIXES, NewTerms(item=Item(OIL, "Olive oil 5 l", 4100, case_size=6)), None),
    (IN_SIXES, NewTerms(takes_rest=True), None),
    ({**IN_SIXES, "takes_rest": True}, NewTerms(takes_rest=False), "case"),
    ({}, NewTerms(pick_up=(PickUpPoint(PointNo(1), "Garage"),), ships=True), None),
    ({}, NewTerms(supplier=Supplier(email="orders@oil.example")), None),
]


@pytest.mark.parametrize(("terms", "change", "worse"), CHANGES)
def test_once_anyone_has_ordered(
    terms: dict[str, Any], change: NewTerms, worse: str | None
) -> None:
    """Lost otherwise: those who ordered pay otherwise, or more, than they agreed to."""
    play = started(**terms)
    play.order(BORIS, 2)
    before = play.buy
    if worse is None:
        play.do(EditBuy, ANNA, BUY, change)
        assert play.buy.terms != before.terms
    else:
        with pytest.raises(WorseForBuyers) as refused:
            play.do(EditBuy, ANNA, BUY, change)
        assert refused.value.term == worse
        play.order(BORIS, 0)
        play.do(EditBuy, ANNA, BUY, change)
