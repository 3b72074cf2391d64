"""Statements with fees, delivery, what fell out, points and money back, read aloud."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.charges import WhyBack
from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid, MarkPaidBack
from domain.commands.goods import EnterBill, ReturnUnits
from domain.goods import Destination
from domain.ids import GuestNo, PersonId
from domain.ledger import Entry, Reason
from domain.notices import NoticeKind
from domain.payment import Due, Method, Payment
from domain.settlement import FallOut, WhyOut
from domain.views import MemberView
from handlers.screen import Screen
from handlers.statement.screen import fell_out_screen, statement_screen
from handlers.statement.worked_out import worked_out_screen
from tests.handlers.buying.afterwards import over, twice
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.noticing import notice, say
from tests.handlers.buying.scenery import ANNA, BORIS, CARLA, DEWI, EN, NOW, OIL, ONE, labels, text


async def view_of(memory: Memory, person: PersonId) -> MemberView:
    """Somebody's view."""
    view = await memory.mine(OIL, person)
    assert view is not None
    return view


async def screens(memory: Memory, person: PersonId) -> tuple[Screen, Screen]:
    """Somebody's statement, and how it was worked out."""
    view, settlement = await view_of(memory, person), await memory.settlement(OIL)
    assert view.statement is not None
    assert settlement is not None
    statement = statement_screen(view, view.statement, settlement, EN)
    return statement, worked_out_screen(view, view.statement, settlement, EN)


async def lines(memory: Memory, person: PersonId = CARLA) -> list[str]:
    """Somebody's statement, line by line."""
    return text((await screens(memory, person))[0]).split("\n")


async def test_fee_delivery_and_the_price_of_ones_area() -> None:
    """Else a participant cannot see what their sum is made of."""
    memory = await over()
    assert (await lines(memory, BORIS))[:6] == [
        "Olive oil 5 l, settled",
        "10 × Olive oil 5 l: 380.00",
        "North: 3.00 on top",
        "Delivery: 15.00, your share of 30.00",
        "Together: 398.00 EUR",
        "You saved 40.00 EUR.",
    ]
    assert text((await screens(memory, BORIS))[1]).split("\n")[2:] == [
        "The whole group:",
        (
            "10 × Olive oil 5 l to North at 42.00 = 420.00."
            " Tier 1 was reached: 38.00 each, 40.00 less."
        ),
        (
            "2 × Olive oil 5 l to South at 42.00 = 84.00."
            " Tier 1 was reached: about 34.20 each, 15.60 less."
        ),
        "504.00 − 55.60 = 448.40",
        "Fees of the areas: 3.00",
        "Delivery 30.00 EUR, shared equally",
        "Together: 481.40 EUR",
        "",
        "Your part, the discount shared out to the cent:",
        "10 × Olive oil 5 l: 420.00 − 40.00 = 380.00",
        "North: 3.00 on top",
        "Delivery: 15.00, your share of 30.00",
        "Together: 398.00 EUR",
        "",
        "The parts of all 2 people add up to exactly 481.40 EUR.",
    ]


async def test_who_got_nothing_is_told_why_and_at_which_price() -> None:
    """Else somebody waits for goods that nobody bought."""
    memory = await over()
    settlement = await memory.settlement(OIL)
    assert settlement is not None
    screen = fell_out_screen(await view_of(memory, DEWI), settlement, EN)
    assert text(screen) == (
        "Olive oil 5 l, settled. You got none of it and owe nothing.\n"
        "3 × Olive oil 5 l not bought: you said 30.00 at most,"
        " and it stayed at about 34.20 EUR."
    )
    assert text((await say(memory, notice(NoticeKind.FELL_OUT, DEWI))).screen) == text(screen)


async def test_each_reason_is_a_sentence() -> None:
    """Else what did not come is not explained."""
    memory = await over()
    settlement = await memory.settlement(OIL)
    assert settlement is not None
    view = await view_of(memory, BORIS)
    said = {
        WhyOut.CASE: "2 × Olive oil 5 l not bought: a case of 6 could not be filled.",
        WhyOut.STOCK: "2 × Olive oil 5 l not bought: there were not enough.",
        WhyOut.PEOPLE: "2 × Olive oil 5 l not bought: all places were taken.",
        WhyOut.SHORTAGE: "2 × Olive oil 5 l did not arrive.",
    }
    for why, sentence in said.items():
        out = FallOut(BORIS, ONE, 2, why)
        screen = fell_out_screen(replace(view, fallen=(out,)), settlement, EN)
        assert text(screen).split("\n")[1] == sentence


async def test_money_that_is_due_back_is_told_with_who_gives_it() -> None:
    """Else somebody who paid too much hears nothing of it."""
    memory = await over(payment=Payment(due=Due.AT_ORDER))
    await memory.submit(MarkPaid(Cause("p", NOW), ANNA, OIL, CARLA, 9000, over=True))
    assert "Paid: 90.00 EUR" in await lines(memory)
    assert "6.60 EUR is due back to you. Anna gives it back by hand." in await lines(memory)
    await memory.submit(MarkPaidBack(Cause("b", NOW), ANNA, OIL, CARLA))
    assert "6.60 EUR was given back to you." in await lines(memory)
    told = await say(memory, notice(NoticeKind.MONEY_BACK, CARLA, amount=660))
    assert text(told.screen) == "Anna gave you 6.60 EUR back for Olive oil 5 l."


async def test_a_bill_takes_the_place_of_the_prices() -> None:
    """Else the sums shown are not those that are owed."""
    memory = await over()
    await memory.submit(EnterBill(Cause("bill", NOW), ANNA, OIL, 40000))
    statement, worked = await screens(memory, CARLA)
    rule = "the supplier's bill, shared by what each one's units would have cost."
    assert rule in text(statement)
    assert text(worked).split("\n")[3:10] == [
        "10 × Olive oil 5 l to North at 38.00 = 380.00",
        "2 × Olive oil 5 l to South at about 34.20 = 68.40",
        "The supplier's bill, shared by these amounts: 400.00",
        "Fees of the areas: 3.00",
        "Delivery 30.00 EUR, shared equally",
        "Together: 433.00 EUR",
        "",
    ]
    assert "2 × Olive oil 5 l: 61.02" in text(worked)
    told = notice(NoticeKind.STATEMENT_CORRECTED, CARLA, before=8340, after=7602, why="bill")
    assert text((await say(memory, told)).screen).split("\n")[:3] == [
        "Anna entered the supplier's final bill. Your share goes from 83.40 EUR to 76.02 EUR.",
        "",
        "Olive oil 5 l, settled and corrected",
    ]


async def test_what_was_given_back_is_taken_off() -> None:
    """Else somebody pays for what Anna has back."""
    memory = await over()
    await memory.submit(ReturnUnits(Cause("r", NOW), ANNA, OIL, CARLA, ONE, 1))
    assert "Given back: 1 × Olive oil 5 l, 34.20 less" in await lines(memory)
    assert "Together: 49.20 EUR" in await lines(memory)
    assert "Given back: 34.20 less" in text((await screens(memory, BORIS))[1]).split("\n")


async def test_every_payment_that_goes_back_is_explained() -> None:
    """Else money seems to come and go by itself."""
    memory = await over()
    said = {
        WhyBack.TWICE: "Your 50.00 EUR for Olive oil 5 l came when less was left to pay,"
        " so it goes back to you.",
        WhyBack.CLOSED: "Your 50.00 EUR for Olive oil 5 l is not needed any more and goes back"
        " to you.",
        WhyBack.CALLED_OFF: "Olive oil 5 l was called off, so your 50.00 EUR goes back to you.",
    }
    for why, first in said.items():
        for method, second in (
            (Method.STARS, "The Stars return by themselves."),
            (Method.ONLINE, "Anna was asked to give it back."),
        ):
            memory.world.take([twice(method, why)])
            told = await say(memory, notice(NoticeKind.CHARGE_BACK, BORIS, charge="charge"))
            assert text(told.screen) == f"{first} {second}"


async def test_news_of_goods_and_points_as_they_are_read() -> None:
    """Else somebody does not know what to do next."""
    memory = await over()
    for kind, person, values, said in (
        (
            NoticeKind.SHIPMENT,
            BORIS,
            {"stage": "ready"},
            "News of Olive oil 5 l.\nIt is ready to be picked up.\nGoes to: The garage, Sat 10–12",
        ),
        (
            NoticeKind.PICK_UP,
            BORIS,
            {},
            "Olive oil 5 l still waits for you to pick it up.\nGoes to: The garage, Sat 10–12",
        ),
        (
            NoticeKind.WHERE_TO,
            CARLA,
            {},
            "Olive oil 5 l: where should yours go? Anna needs to know.",
        ),
        (
            NoticeKind.POINTS_GIVEN,
            BORIS,
            {"amount": 300, "until": None},
            (
                "3.00 EUR from Olive oil 5 l came back to you as points with Anna."
                " They pay in a later buy of theirs."
            ),
        ),
        (
            NoticeKind.POINTS_EXPIRED,
            BORIS,
            {"amount": 300},
            "3.00 EUR in points with Anna expired.",
        ),
    ):
        told = await say(memory, notice(kind, person, **values))
        assert text(told.screen) == said, kind
    assert labels((await say(memory, notice(NoticeKind.WHERE_TO, CARLA))).screen) == [
        ["The garage, Sat 10–12"],
        ["The garage, Sun 16–18"],
        ["To an address"],
    ]


def entry(person: PersonId, reason: Reason, amount: int, number: int) -> Entry:
    """An entry of the oil's ledger."""
    return Entry(
        key=f"{reason}:{number}",
        buy=OIL,
        person=person,
        organiser=ANNA,
        amount=amount,
        currency="EUR",
        reason=reason,
        actor=ANNA,
        at=NOW,
    )


def cents(shown: str) -> int:
    """Minor units from what is shown."""
    return int(re.sub(r"[^0-9]", "", shown))


FIGURES = (
    (re.compile(r"^Points pay (.*) EUR of it"), -1),
    (re.compile(r"^Paid: (.*) EUR"), -1),
    (re.compile(r"^(.*) EUR came back to you as points"), 1),
    (re.compile(r"^(.*) EUR was given back to you"), 1),
    (re.compile(r"^(.*) EUR is due back to you"), 1),
    (re.compile(r"^Still to pay: (.*) EUR"), -1),
)


@given(
    amounts=st.lists(
        st.tuples(
            st.sampled_from([Reason.PAYMENT, Reason.CHARGE, Reason.PAID_BACK, Reason.POINTS_GIVEN]),
            st.integers(1, 20_000),
        ),
        max_size=4,
    )
)
async def test_all_figures_on_a_statement_add_up(amounts: list[tuple[Reason, int]]) -> None:
    """Else somebody finds a cent on their statement that nobody can explain."""
    memory = await over()
    for number, (reason, amount) in enumerate(amounts):
        memory.world.take([entry(CARLA, reason, amount, number)])
    said = await lines(memory)
    due = cents(next(one for one in said if one.startswith("Together")))
    rest, told = due, dict[Any, bool]()
    for one in said:
        for pattern, sign in FIGURES:
            if found := pattern.match(one):
                rest += sign * cents(found[1])
                told[pattern] = True
    view = await view_of(memory, CARLA)
    if not told and view.owed == due:
        return  # all of it is to be paid, and said so once
    assert rest == 0, said


async def test_the_longest_statement_fits_a_message() -> None:
    """Else whoever ordered most never hears what they owe."""
    memory = await over(title="T" * 200, how_to_pay="<" * 500)
    view, settlement = await view_of(memory, BORIS), await memory.settlement(OIL)
    assert view.statement is not None
    assert view.shipment is not None
    assert settlement is not None
    (item,) = view.buy.terms.items
    terms = replace(view.buy.terms, items=(replace(item, name="N" * 200, list_price=10**10),))
    areas = tuple(replace(area, name="A" * 200) for area in terms.areas)
    (line,) = view.statement.lines
    given = replace(line, guest=GuestNo(1), guest_name="G" * 100, returned=5, returned_amount=99)
    statement = replace(view.statement, lines=(given,) * 1500)
    many = tuple(FallOut(BORIS, ONE, 9_999, WhyOut.PRICE, limit=10**10) for _ in range(99))
    address = Destination(address="E" * 500)
    crowded = replace(
        view,
        buy=replace(view.buy, terms=replace(terms, areas=areas)),
        statement=statement,
        fallen=many,
        paid=10**12,
        points_spent=10**12,
        points_given=10**12,
        given_back=10**12,
        due_back=10**12,
        shipment=replace(view.shipment, destination=address, tracking="T" * 200),
    )
    for screen in (
        statement_screen(crowded, statement, settlement, EN),
        worked_out_screen(crowded, statement, settlement, EN),
        fell_out_screen(crowded, settlement, EN),
    ):
        assert len(text(screen)) <= 4096
