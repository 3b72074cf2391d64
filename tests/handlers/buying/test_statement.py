"""The statement, and that its sums can be checked."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.buy import GroupBuy, Item, Totals
from domain.commands.base import Cause
from domain.commands.collecting import MarkPaid
from domain.commands.member import ClaimPaid
from domain.ids import HOST, ItemNo, PersonId
from domain.ladder import Ladder, Metric, PercentOff, Tier
from domain.order import Involvement, Line
from domain.settlement import Statement
from domain.sharing.settling import settle
from domain.sharing.solver import solve
from domain.views import MemberView
from handlers.screen import Screen
from handlers.statement.screen import over_screen, statement_screen
from handlers.statement.worked_out import worked_out_screen
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.scenery import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    EN,
    NOW,
    OIL,
    close,
    flat,
    labels,
    oil,
    order,
    text,
)

TWO = ItemNo(2)


async def settled(*, items: tuple[Item, ...] | None = None) -> Memory:
    """The buy closed at 20: Boris 2, Carla 18."""
    memory = flat(oil(items=items) if items else None)
    await order(memory, BORIS, 2)
    await order(memory, CARLA, 18)
    await close(memory)
    return memory


async def view_of(memory: Memory, person: PersonId) -> MemberView:
    """Somebody's view."""
    view = await memory.mine(OIL, person)
    assert view is not None
    return view


async def statement(memory: Memory, person: PersonId = BORIS) -> Screen:
    """Somebody's statement."""
    view = await view_of(memory, person)
    settlement = await memory.settlement(OIL)
    assert view.statement is not None
    assert settlement is not None
    return statement_screen(view, view.statement, settlement, EN)


async def test_the_statement_of_the_owners_example() -> None:
    """Else somebody does not know what they owe, to whom, and what they saved."""
    screen = await statement(await settled())
    assert text(screen) == (
        "Olive oil 5 l, settled\n"
        "Yours: 2 × 35.00 = 70.00 EUR\n"
        "You saved 14.00 EUR.\n"
        "The group pays 700.00 EUR in all."
        " Your share is what your units cost, the discount shared to the cent.\n"
        "Pay Anna: IBAN DE00 1234, reference K7Q4PN-01"
    )
    assert labels(screen) == [
        ["Copy reference", "I've paid"],
        ["How this was worked out", "File with all lines"],
    ]
    assert screen.rows[0][0].copy == "K7Q4PN-01"


async def test_a_part_paid_leaves_the_rest() -> None:
    """Else somebody pays the whole sum again."""
    memory = await settled()
    await memory.submit(MarkPaid(Cause("p", NOW), ANNA, OIL, BORIS, 3000))
    assert "Still to pay: 40.00 EUR" in text(await statement(memory))


async def test_paid_asks_for_nothing_more() -> None:
    """Else whoever paid is asked to pay."""
    memory = await settled()
    await memory.submit(MarkPaid(Cause("p", NOW), ANNA, OIL, BORIS))
    screen = await statement(memory)
    assert "Paid. Thank you." in text(screen)
    assert labels(screen) == [["How this was worked out", "File with all lines"]]


async def test_a_claim_is_remembered() -> None:
    """Else "I've paid" is tapped again and again."""
    memory = await settled()
    await memory.submit(ClaimPaid(Cause("c", NOW), BORIS, OIL))
    screen = await statement(memory)
    assert "Anna was asked to confirm" in text(screen)
    assert "I've paid" not in labels(screen)[0]


async def test_the_organisers_own_share_is_settled() -> None:
    """Else the organiser is told to pay themselves."""
    memory = flat()
    await order(memory, ANNA, 2)
    await order(memory, BORIS, 8)
    await close(memory)
    assert "Your own share is settled" in text(await statement(memory, ANNA))


async def test_somebody_not_in_it_sees_the_result() -> None:
    """Else the link of a closed buy shows nothing."""
    memory = await settled()
    view = await memory.card(OIL)
    assert view is not None
    assert text(over_screen(view, EN)).split("\n") == [
        "Olive oil 5 l · settled",
        "20 × Olive oil 5 l at 35.00 EUR",
        "2 people, 700.00 EUR in all, 140.00 saved together",
        "You were not in it.",
    ]


async def test_how_it_was_worked_out() -> None:
    """Else nobody but the bot can check the sums."""
    memory = await settled()
    view, settlement = await view_of(memory, BORIS), await memory.settlement(OIL)
    assert view.statement is not None
    assert settlement is not None
    screen = worked_out_screen(view, view.statement, settlement, EN)
    assert text(screen) == (
        "Olive oil 5 l: how it was worked out\n"
        "\n"
        "The whole group:\n"
        "20 × Olive oil 5 l at 42.00 = 840.00. Tier 2 was reached: 35.00 each, 140.00 less.\n"
        "840.00 − 140.00 = 700.00 EUR\n"
        "\n"
        "Your part, the discount shared out to the cent:\n"
        "2 × Olive oil 5 l: 84.00 − 14.00 = 70.00\n"
        "\n"
        "The parts of all 2 people add up to exactly 700.00 EUR."
    )


def view_in(buy: GroupBuy, statement: Statement) -> MemberView:
    """The view of somebody who did nothing but order."""
    return MemberView(
        buy=buy,
        totals=Totals(buy.id),
        organiser_name="Anna",
        person=statement.person,
        lines=(),
        guests={},
        involvement=Involvement(buy.id, statement.person),
        invitation=None,
        statement=statement,
    )


def cents(shown: str) -> int:
    """Minor units from what is shown."""
    return int(re.sub(r"[^0-9]", "", shown))


@given(
    quantities=st.lists(st.integers(1, 40), min_size=1, max_size=6),
    price=st.integers(3, 99_999),
    percent=st.integers(1, 9_000),
)
def test_every_sum_shown_adds_up(quantities: list[int], price: int, percent: int) -> None:
    """Else a participant finds a cent that nobody can explain."""
    ladder = Ladder(Metric.UNITS, (Tier(1, PercentOff(percent)),))
    buy = oil(items=(Item(ItemNo(1), "Oil", price),), ladder=ladder)
    lines = [
        Line(OIL, PersonId(200 + n), ItemNo(1), quantity, n, NOW, HOST)
        for n, quantity in enumerate(quantities)
    ]
    solution = solve(buy.terms, ANNA, lines, {}, Totals(OIL))
    settlement = settle(buy, solution, {}, NOW)
    dues = []
    for one in settlement.statements:
        shown = text(worked_out_screen(view_in(buy, one), one, settlement, EN)).split("\n")
        group = [cents(part) for part in re.split("[−=]", shown[4])]
        own = [cents(part) for part in re.split("[−=]", shown[7].rpartition(":")[2])]
        assert group[0] - group[1] == group[2] == settlement.due
        assert own[0] - own[1] == own[2] == one.due
        dues.append(own[2])
    assert sum(dues) == settlement.due


async def test_the_longest_statement_fits_a_message() -> None:
    """Else whoever ordered most never gets a statement."""
    items = tuple(Item(ItemNo(n), "N" * 200, 10_000_000_000) for n in range(1, 31))
    memory = flat(oil(items=items, title="T" * 200, how_to_pay="<" * 500, ladder=None))
    for item in items:
        await order(memory, DEWI, 9_999, item.no)
    await close(memory)
    view, settlement = await view_of(memory, DEWI), await memory.settlement(OIL)
    assert view.statement is not None
    assert settlement is not None
    assert len(text(await statement(memory, DEWI))) <= 4096
    many = replace(view.statement, lines=view.statement.lines * 51)
    assert len(text(worked_out_screen(view, many, settlement, EN))) <= 4096
