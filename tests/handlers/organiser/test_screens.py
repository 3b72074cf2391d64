"""The organiser's screens as pure functions: readable at 200, safe with any name."""

import re
from dataclasses import replace
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import limits
from domain.buy import Item, State, Totals
from domain.delivery import Area, AreaNo, Delivery
from domain.draft import Field
from domain.goods import PickUpPoint, PointNo, Supplier
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.order import Line
from domain.payment import Method, Payment, Rebate
from domain.people import Home
from domain.views import CardView
from handlers.draft.card import change_screen, draft_screen
from handlers.draft.known import Known
from handlers.draft.presses import Press
from handlers.draft.presses import on as on_draft
from handlers.draft.steps import CHANGEABLE, Group
from handlers.links import Links
from handlers.organiser.board import board_screen
from handlers.organiser.edit import (
    BEHIND,
    OF_AN_ITEM,
    TERMS,
    as_draft,
    edit_screen,
    term_screen,
)
from handlers.organiser.filtering import in_order
from handlers.organiser.invited import invitation_screen, invited_screen
from handlers.organiser.person import person_screen
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import Money, run_screen
from handlers.organiser.totals import totals_screen
from handlers.wording.how_far import HowFar, how_far
from tests.handlers.organiser.samples import LARGEST, NOW, T, a_buy, a_row, check, settled

KNOWN = Known(
    ("America/Argentina/Buenos_Aires",),
    (Home(HomeId(LARGEST), "Flat 12"),),
    methods=frozenset(Method),
)


def test_the_board_stays_readable_with_two_hundred_people() -> None:
    """BP-8 at size: purchaser, period and date of purchase, a page at a time."""
    rows = [a_row(number) for number in range(200)]
    for state in (State.OPEN, State.CLOSED):
        if state is State.CLOSED:
            rows = [settled(row) for row in rows]
        for page in (0, 7, 19, 20, 2**40):
            screen = board_screen(a_buy(state), rows, T, NOW, page)
            check(screen)
            assert "200 invited, 200 reached" in screen.text
            assert "200 have ordered" in screen.text
            assert len(screen.text.striptags()) < 1200
    first = board_screen(a_buy(), [a_row(number) for number in range(200)], T, NOW, 0).text
    assert re.sub("<[^>]*>", "", first).splitlines() == [
        "Olive oil 5 l",
        "Opened Wed 11:00, closes Fri 11:00",
        "200 invited, 200 reached",
        "200 have ordered",
        *[f"{n + 1}. Person {n}: 2, 84.00 · Wed 11:00" for n in range(10)],
    ]


def test_after_the_close_payments_to_confirm_come_first() -> None:
    """The organiser opens the board to collect: what needs a tap stands on top."""
    rows = [
        settled(a_row(1), owed=0), settled(a_row(2)), settled(a_row(3), claimed_paid_at=NOW)
    ]  # fmt: skip
    assert [row.name for row in in_order(rows, a_buy(State.CLOSED))] == [
        "Person 3",
        "Person 2",
        "Person 1",
    ]
    assert in_order(rows, a_buy()) == rows


def test_each_stage_of_an_invitation_has_its_word() -> None:
    """Not reached, nudged, opened, ordered, declined, blocked: the organiser acts on it."""
    rows = {
        HowFar.ORDERED: a_row(1),
        HowFar.DECLINED: a_row(2, units=0, declined_at=NOW),
        HowFar.BLOCKED: a_row(3, units=0, reach="blocked"),
        HowFar.OPENED: a_row(4, units=0, opened_at=NOW),
        HowFar.NUDGED: a_row(5, units=0, nudges=1),
        HowFar.NOT_REACHED: a_row(6, units=0, reach="never_started"),
        HowFar.WAITING: a_row(7, units=0),
    }
    assert {far: how_far(row) for far, row in rows.items()} == {far: far for far in HowFar}
    text = invited_screen(a_buy(), list(rows.values()), T, 0).text
    for word in ("in", "not this time", "blocked me", "has seen it", "nudged", "not reached"):
        assert f": {word}" in text


@given(st.text(max_size=4096))
def test_any_name_is_shown_escaped_and_cut(name: str) -> None:
    """A name is what its bearer typed: markup, right-to-left marks, four thousand letters."""
    buy = a_buy(State.CLOSED)
    item = replace(buy.terms.items[0], name=name, unit=name)
    terms = replace(buy.terms, title=name, items=(item,), how_to_pay=name)
    line = Line(buy.id, PersonId(9), ItemNo(1), 2, 1, NOW, guest_name=name)
    row = a_row(1, name=name, lines=(line,))
    after = settled(row)
    view = CardView(replace(buy, terms=terms), Totals(buy.id, units={ItemNo(1): 3}), name, None, ())
    live = replace(view.buy, state=State.OPEN)
    for screen in (
        board_screen(live, [row], T, NOW, 0),
        person_screen(live, row, T, NOW, 0),
        board_screen(view.buy, [after], T, NOW, 0),
        person_screen(view.buy, after, T, NOW, 0),
        invited_screen(view.buy, [row], T, 0),
        invitation_screen(view.buy, row, T, Links("bot"), 0),
        totals_screen(view, T),
        run_screen(replace(view, buy=live), T, NOW, Money()),
        edit_screen(live, T, NOW),
    ):
        check(screen)
        assert "<script" not in screen.text


def test_every_button_fits_with_the_longest_ids() -> None:
    """Telegram refuses a whole message for one callback of 65 bytes."""
    for verb in Verb:
        data = on(verb, BuyId(LARGEST), person=PersonId(2**52 - 1), n=10_000, arg="t" * 16)
        assert len(data.encode()) <= 64
    buy = a_buy()
    draft = as_draft(buy)
    for field in (*TERMS, *BEHIND, *OF_AN_ITEM):
        check(term_screen(buy, field, 99, T, NOW, KNOWN))
        check(term_screen(buy, field, 0, T, NOW, KNOWN))
    for group in Group:
        check(edit_screen(buy, T, NOW, group))
    for field in Field:
        asked = replace(draft, step=field)
        check(draft_screen(asked, T, NOW, KNOWN, Links("bot"), in_group=False))
    longest = max(available_timezones(), key=len)
    assert len(on_draft(draft, Press.SET, Field.ZONE, longest).encode()) <= 64


@pytest.mark.parametrize("name", ["A" * 100, "< " * 50, "مستودع " * 14, "until 5, " * 11])
def test_the_longest_terms_there_may_be_fit_one_screen(name: str) -> None:
    """Lost: twenty areas and twenty places with twenty times each, and no way to correct them."""
    buy = a_buy()
    slots = tuple(f"{name[:90]} {no}" for no in range(limits.SLOTS))
    terms = replace(
        buy.terms,
        payment=Payment(Method.ONLINE, rebate=Rebate.POINTS, points_last=limits.POINTS_LAST),
        areas=tuple(Area(AreaNo(no), name, 10**9, 1234) for no in range(1, limits.AREAS + 1)),
        delivery=Delivery(10**9),
        pick_up=tuple(PickUpPoint(PointNo(no), name, slots) for no in range(1, limits.POINTS + 1)),
        ships=True,
        supplier=Supplier("a@oil.example", "https://oil.example/" + "x" * 230),
        how_to_pay="x" * limits.HOW_TO_PAY_LENGTH,
    )
    live = replace(buy, terms=terms)
    check(edit_screen(live, T, NOW))
    draft = as_draft(live)
    check(draft_screen(draft, T, NOW, KNOWN, Links("bot"), in_group=True))
    check(change_screen(draft, T, NOW))
    for field in (*CHANGEABLE, *BEHIND):
        asked = replace(draft, step=field)
        check(draft_screen(asked, T, NOW, KNOWN, Links("bot"), in_group=False))


def test_run_this_buy_says_where_it_stands() -> None:
    """Numbers first: how many are in, what it costs now, what comes next."""
    buy = a_buy()
    totals = Totals(buy.id, participants=3, people=3, units={ItemNo(1): 8}, named=5, unanswered=2)
    text = run_screen(CardView(buy, totals, "Anna", None, ()), T, NOW, Money()).text
    assert "3 people in, 8 units" in text
    assert "42.00\u00a0EUR now" in text
    assert "2 more" in text
    assert "5 named, still to answer: 2" in text
    assert "K7Q4PN" in text


def test_what_comes_next_names_its_item() -> None:
    """Lost: with a ladder for each item nobody knows which of them "6 more" brings down."""
    oil, eggs = Item(ItemNo(1), "Oil", 4200), Item(ItemNo(2), "Eggs", 300)
    ladders = [
        Ladder(Metric.UNITS, (Tier(n, UnitPrice(price)),)) for n, price in ((6, 100), (4, 50))
    ]
    items = tuple(
        replace(item, ladder=ladder) for item, ladder in zip((oil, eggs), ladders, strict=True)
    )
    buy = a_buy()
    buy = replace(buy, terms=replace(buy.terms, items=items, ladder=None))
    text = run_screen(CardView(buy, Totals(buy.id), "Anna", None, ()), T, NOW, Money()).text
    assert "Oil: 6 more and it is 1.00 for all" in text
    assert "Eggs: 4 more and it is 0.50 for all" in text
