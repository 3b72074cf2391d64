"""Paying, areas, delivery, handing out: in five languages, and what is unclear about them."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.draft import Draft, Field, Question
from domain.errors import MixedCurrencies
from domain.goods import PickUpPoint, PointNo
from domain.ids import BuyId, PersonId
from domain.payment import AMONG_FRIENDS, Collects, Due, Method, Payment, Rebate
from handlers.reading import BuyEntry, fill, read_buy, settle_currency
from handlers.reading.paying import MONTH, Paying
from tests.handlers.reading.worked import table

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 6, 5, 16, 0, tzinfo=UTC)


def buy(typed: str, currency: str = "EUR") -> BuyEntry:
    """Read an entry typed in Berlin on Wednesday at noon."""
    return read_buy(
        typed, now=NOW, zone="Europe/Berlin", default_currency=currency, languages=("en",)
    )


def beside_tea(typed: str) -> BuyEntry:
    """Read what is typed between an item and a deadline."""
    return buy(f"Tea; 3 EUR; {typed}; until Fri 18:00")


def stated(entry: BuyEntry) -> Iterator[str]:
    """Yield what an entry states besides its item and deadline, as the table writes it."""
    said = {part.name: getattr(entry.paying, part.name) for part in fields(Paying)}
    for name, value in said.items():
        if value is not None:
            shown = f"{value.days} days" if name == "points_last" else value
            yield f"{name} {shown}"
    if entry.takes_rest:
        yield "takes_rest"
    for area in entry.areas:
        yield f"area {area.name} {area.fee} {area.basis_points}"
    if entry.delivery:
        yield f"delivery {entry.delivery.cost} {entry.delivery.shared_by}"
    for point in entry.pick_up:
        yield " | ".join([f"point {point.name}", *point.slots])
    if entry.ships:
        yield "ships"
    for address in (entry.supplier.email, entry.supplier.url):
        if address:
            yield f"supplier {address}"
    if entry.how_to_pay:
        yield f"how_to_pay {entry.how_to_pay}"


@pytest.mark.parametrize(("typed", "meant"), table("further"))
def test_a_term_is_read_in_every_language(typed: str, meant: str) -> None:
    """Without it what the organiser stated would not hold, or become something on offer."""
    read = beside_tea(typed)
    assert ", ".join(stated(read)) == meant
    assert (read.questions, read.missing, read.deadline) == ((), (), FRIDAY)
    assert [item.name for item in read.items] == ["Tea"]


def test_all_of_them_in_one_line_and_on_lines_of_their_own() -> None:
    """Without it the terms would have to be told one by one."""
    terms = [
        "case of 6", "I take the rest", "pay when ordering", "discount as points for 6 months",
        "area North: fee 5, 10% off", "area South: fee 3", "delivery 30 EUR shared by units",
        "pick up: Anna's garage, Sat 10–12", "pick up: the mill", "ships to addresses",
        "supplier: orders@oil.example",
    ]  # fmt: skip
    line = buy("; ".join(["Tea", "3 EUR", *terms, "until Fri 18:00"]))
    assert buy("\n".join(["Tea; 3 EUR", *terms, "until Fri 18:00"])) == line
    assert line.questions == ()
    assert line.items[0].case_size == 6
    assert line.paying == Paying(due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=6 * MONTH)
    assert line.areas == (Area(AreaNo(1), "North", 500, 1000), Area(AreaNo(2), "South", 300))
    assert line.delivery == Delivery(3000, SharedBy.UNITS)
    assert line.pick_up == (
        PickUpPoint(PointNo(1), "Anna's garage", ("Sat 10–12",)),
        PickUpPoint(PointNo(2), "the mill"),
    )
    by_commas = buy("Tea, 3 EUR, area North: fee 5, 10% off, pick up: the mill, until Fri 18:00")
    assert (by_commas.questions, by_commas.deadline) == ((), FRIDAY)
    assert by_commas.areas == line.areas[:1]


QUESTIONS = [
    ("delivery 30 EUR", Field.DELIVERY, (
        "delivery 30.00 EUR shared equally",
        "delivery 30.00 EUR shared by units",
        "delivery 30.00 EUR shared by amount",
    ), None),
    ("delivery 1.500 EUR equally", Field.DELIVERY, (
        "delivery 1500.00 EUR shared equally", "delivery 1.50 EUR shared equally",
    ), None),
    ("delivery on Saturday", Field.DELIVERY, (), None),
    ("delivery 5 EUR each", Field.DELIVERY, (), None),
    ("area North: 5", Field.AREAS, ("area North: fee 5.00 EUR",), 1),
    ("area North: 10%", Field.AREAS, ("area North: 10% off",), 1),
    ("area North: fee 1.234", Field.AREAS, (
        "area North: fee 1234.00 EUR", "area North: fee 1.23 EUR",
    ), 1),
    ("area North: cheaper", Field.AREAS, (), 1),
    ("area North: fee -5", Field.AREAS, (), 1),
    ("area North", Field.AREAS, (), 1),
    ("pay: when ordering", Field.PAYMENT, ("pay when ordering", 'pay: "when ordering"'), None),
    ("pay: online", Field.PAYMENT, ("pay online", 'pay: "online"'), None),
    ("pay in shells", Field.PAYMENT, (), None),
    ("discount as points for ever", Field.ITEMS, (), None),
    ("pick up: the mill, until Sat 12:00", Field.PICK_UP, (
        'pick up: the mill, "until Sat 12:00"',
    ), 1),
    ("pick up: the mill, Jam 4 EUR", Field.PICK_UP, ('pick up: the mill, "Jam 4 EUR"',), 1),
    ("pick up the mill", Field.PICK_UP, (), 1),
    ("supplier: Anna", Field.SUPPLIER, (), None),
    ("supplier: http://oil.example", Field.SUPPLIER, (), None),
    ("supplier: https://localhost", Field.SUPPLIER, (), None),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "field", "options", "item"), QUESTIONS)
def test_what_is_not_certain_is_asked_and_each_option_is_an_answer(
    typed: str, field: Field, options: tuple[str, ...], item: int | None
) -> None:
    """Without it the bot would guess how money is shared, or sell "delivery on Saturday"."""
    read = beside_tea(typed)
    assert read.questions == (Question(field, typed, options, item),)
    assert ([item.name for item in read.items], read.deadline) == (["Tea"], FRIDAY)
    for option in options:
        assert beside_tea(option).questions == ()
        assert list(stated(beside_tea(option)))


CONTRADICTIONS = [
    ("pay when ordering", "pay after the close", Field.PAYMENT),
    ("discount as points", "discount as points for 6 months", Field.PAYMENT),
    ("each pays the supplier", "pay online", Field.PAYMENT),
    ("area North: fee 5", "area north: fee 6", Field.AREAS),
    ("delivery 30 EUR equally", "delivery 20 EUR equally", Field.DELIVERY),
    ("supplier: a@oil.example", "supplier: b@oil.example", Field.SUPPLIER),
]


@pytest.mark.parametrize(("one", "other", "field"), CONTRADICTIONS)
def test_two_that_contradict_each_other_are_asked(one: str, other: str, field: Field) -> None:
    """Without it one of the two would hold, and nobody would know which."""
    (question,) = beside_tea(f"{one}; {other}").questions
    assert (question.field, question.options) == (field, (one, other))


@pytest.mark.parametrize("typed", ["area North: fee 5 USD", "delivery 30 USD equally"])
def test_an_amount_in_another_currency_is_refused_and_asked_again(typed: str) -> None:
    """Without it 5 dollars would be collected as 5 euros."""
    read = beside_tea(typed)
    assert read.refusals == (MixedCurrencies("EUR", "USD"),)
    assert [(question.quoted, question.options) for question in read.questions] == [(typed, ())]


@pytest.mark.parametrize(
    "name",
    [
        "Area rug: 40 EUR", "Delivery 40 EUR", "Delivery box 40 EUR", "Supplier's choice; 40 EUR",
        "Pickup truck; 40 EUR", "Free range eggs; 40 EUR", "Online course; 40 EUR",
        "Районный мёд; 40 EUR", "Zona franca; 40 EUR", "运费券; 40 EUR", "Pay TV; 40 EUR",
    ],
)  # fmt: skip
def test_what_stands_first_is_what_is_bought(name: str) -> None:
    """Without it nobody could buy a rug or a pickup truck together."""
    read = buy(f"{name}; until Fri 18:00")
    assert (read.questions, len(read.items)) == ((), 1)
    assert read.items[0].list_price == 4000
    assert list(stated(read)) == []


def a_draft(typed: str, payment: Payment = AMONG_FRIENDS, currency: str = "EUR") -> Draft:
    """Return a draft paid by `payment`, with an entry read into it."""
    empty = Draft(
        BuyId(1), PersonId(2), None, NOW, "Europe/Berlin", currency=currency, payment=payment
    )
    return fill(empty, buy(typed, currency))


def test_what_is_said_of_paying_leaves_the_rest() -> None:
    """Without it "pay online" would undo that people pay when ordering."""
    ahead = Payment(due=Due.AT_ORDER, rebate=Rebate.POINTS, points_last=MONTH)
    online = a_draft("Tea; 3 EUR; pay online", ahead).payment
    assert online == Payment(Method.ONLINE, Due.AT_ORDER, rebate=Rebate.POINTS, points_last=MONTH)
    each = Payment(collects=Collects.EACH)
    assert a_draft("Tea; 3 EUR; pay online", each).payment == Payment(Method.ONLINE)
    assert a_draft("Tea; 3 EUR; each pays the supplier", Payment(Method.ONLINE)).payment == each


def test_a_buy_in_stars_is_paid_in_stars_and_no_other_is() -> None:
    """Without it a buy priced in Stars would be collected by hand, in nothing anybody has."""
    stars = a_draft("Stickers; 50 ⭐")
    assert (stars.currency, stars.payment.method) == ("XTR", Method.STARS)
    assert settle_currency(stars, "EUR").payment.method is Method.BY_HAND
    assert settle_currency(a_draft("Stickers; 5 EUR; pay online"), "XTR").payment == Payment(
        Method.STARS
    )
    assert a_draft("Stickers; 5", currency="XTR").payment.method is Method.STARS


@pytest.mark.parametrize(("code", "fee", "cost"), [("CNY", 500, 3000), ("JPY", 5, 30)])
def test_settling_the_currency_keeps_fees_and_delivery(code: str, fee: int, cost: int) -> None:
    """Without it a fee of ¥5 would become 500 yen once yen are chosen."""
    settled = settle_currency(a_draft("Tea; ¥300; area North: fee ¥5; delivery ¥30 equally"), code)
    assert settled.areas == (Area(AreaNo(1), "North", fee),)
    assert settled.delivery == Delivery(cost)
    assert settled.questions == a_draft("Tea; ¥300").questions


def test_a_fee_that_the_currency_cannot_hold_is_asked_again() -> None:
    """Without it a fee of 5.50 would vanish, or be cut to 5 yen."""
    draft = a_draft("Tea; 300 EUR; area North: fee 5.50; area South: fee 3; delivery 2.50 equally")
    settled = settle_currency(draft, "JPY")
    assert settled.areas == (Area(AreaNo(2), "South", 3),)
    assert settled.delivery is None
    assert [(question.field, question.quoted) for question in settled.questions] == [
        (Field.AREAS, "North"),
        (Field.DELIVERY, "2.50"),
    ]
