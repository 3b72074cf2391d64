"""The board as a pure function: who stands on it, how they are counted, found and shown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from domain.buy import State
from domain.goods import Destination, PickUpPoint, PointNo, Shipment, Stage
from domain.ids import BuyId, ItemNo, PersonId
from domain.order import Condition, Line
from domain.payment import Due, Payment
from domain.settlement import FallOut, LineShare, Statement, WhyOut
from domain.views import BoardRow
from handlers.organiser.board import board_screen
from handlers.organiser.filtering import Shows
from handlers.organiser.finding import found_screen
from handlers.organiser.paid_by import who_paid_screen
from handlers.organiser.person import person_screen
from tests.handlers.organiser.samples import LARGEST, NOW, T, a_buy, a_row, check, settled

OPEN, CLOSED = a_buy(), a_buy(State.CLOSED)
CROWD = [settled(a_row(number)) for number in range(200)]


def said(text: str) -> str:
    """A text with spaces as usual ones."""
    return text.replace("\u00a0", " ")


def plain(text: str) -> str:
    """A text without its markup."""
    return re.sub("<[^>]*>", "", said(text))


@pytest.mark.parametrize("shows", list(Shows))
@pytest.mark.parametrize("page", [0, 11, 19, 10**6])
def test_two_hundred_can_be_ticked_off_page_by_page(shows: Shows, page: int) -> None:
    """Lost: a page of which Telegram takes no message, or from which no other is reached."""
    rows = [replace(row, due_back=100) for row in CROWD]
    ticked = CROWD[0].person
    done = [replace(rows[0], owed=0, due_back=0, shipment=a_shipment(Stage.HANDED_OUT)), *rows[1:]]
    screen = board_screen(CLOSED, done, T, NOW, page, shows, ticked)
    check(screen)
    labels = [button.text for row in screen.rows for button in row]
    assert any(label.startswith("◀") for label in labels) is (page > 0)
    assert ("↩ Undo Person 0" in labels) is (shows is not Shows.ALL)


def a_shipment(stage: Stage, **more: object) -> Shipment:
    """Somebody's goods at a stage."""
    made = Shipment(BuyId(LARGEST), PersonId(1), "token", stage, stage_at=NOW)
    return replace(made, **more)  # type: ignore[arg-type]


def test_whoever_waits_for_a_lower_price_has_not_ordered_yet() -> None:
    """NEW-1: else they count as in, and Anna tells the supplier of units nobody is sure of."""
    line = Line(OPEN.id, PersonId(7), ItemNo(1), 0, 1, NOW, conditions=(Condition(3500, 3),))
    waiting = a_row(1, units=0, list_amount=0, lines=(line,))
    text = board_screen(OPEN, [a_row(2), waiting], T, NOW, 0).text
    assert "1 has ordered" in text
    assert "1 waits for a lower price" in text
    shown = said(person_screen(OPEN, waiting, T, NOW, 0).text)
    assert "Oil 1: 3 at 35.00 or less" in shown


def test_after_the_close_it_is_what_people_got_that_counts() -> None:
    """Lost: with limits and cases the board shows other units than the statements."""
    share = LineShare(PersonId(1), ItemNo(1), 1, 4200, 400)
    row = settled(a_row(1), due=3800, owed=3800)
    got = replace(row, statement=Statement(CLOSED.id, PersonId(1), "K7", (share,)))
    text = said(board_screen(CLOSED, [got], T, NOW, 0).text)
    assert "1. Person 1: 1, 38.00" in text
    assert "0 of 1 paid" in text
    assert "0 of 1 handed out" in text


def test_what_nobody_ordered_stands_with_whoever_keeps_it() -> None:
    """NEW-5: else the rest that the organiser takes is on no list, though they owe for it."""
    kept = settled(a_row(1, units=0, ordered_at=None))
    text = said(board_screen(CLOSED, [kept], T, NOW, 0).text)
    assert "1. Person 1: 2, 76.00 · owes 76.00" in text


def test_who_paid_ahead_and_owes_nothing_has_paid() -> None:
    """Lost: "owes" and "paid" both missing, so Anna asks whoever paid when ordering."""
    buy = replace(OPEN, terms=replace(OPEN.terms, payment=Payment(due=Due.AT_ORDER)))
    paid = a_row(1, owed=-8400, marked_paid=8400)
    text = plain(board_screen(buy, [paid, a_row(2)], T, NOW, 0).text)
    assert "Person 2: 2, 84.00 · Wed 11:00 · owes 84.00" in text
    assert "Person 1: 2, 84.00 · Wed 11:00 · paid" in text


@pytest.mark.parametrize("typed", ["muller", "MÜLLER", "@hans_m", "hans", "ülle"])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    """UX-7: else nobody finds Müller from a keyboard without ü."""
    rows = [a_row(1), a_row(2, name="Jürgen Müller", username="hans_m")]
    screen = found_screen(OPEN, rows, T, NOW, typed)
    assert screen.text.startswith("1 found for")
    assert screen.rows[0][0].text == "Jürgen Müller"


def test_more_than_fit_are_told() -> None:
    """Lost: the eleventh Anna cannot be found, and nothing says that she is there."""
    screen = found_screen(CLOSED, CROWD, T, NOW, "person")
    check(screen)
    assert "200 found for “person”" in screen.text
    assert "and 190 more: type more of the name" in screen.text


@pytest.mark.parametrize("typed", ["<b>", "nobody", "x" * 4096, "\u202e"])
def test_what_is_not_found_is_said(typed: str) -> None:
    """Lost: silence, or markup that Telegram refuses."""
    screen = found_screen(CLOSED, CROWD[:3], T, NOW, typed)
    check(screen)
    assert "found for" in screen.text


@pytest.mark.parametrize("page", [0, 7, 19, 10**6])
def test_any_of_two_hundred_can_have_paid(page: int) -> None:
    """Lost: the turning buttons forget for whom it was paid."""
    screen = who_paid_screen(CLOSED, CROWD[0], CROWD, T, page)
    check(screen)
    assert "Who paid the" in screen.text
    turning = [button for row in screen.rows for button in row if (button.data or "").count("whop")]
    assert turning
    assert len({(button.data or "").split(":")[3] for button in turning}) == 1


@pytest.mark.parametrize("why", list(WhyOut))
def test_the_organiser_reads_why_somebody_got_less(why: WhyOut) -> None:
    """Lost: Anna cannot answer the first question everybody asks."""
    out = FallOut(PersonId(1), ItemNo(1), 2, why, limit=3000)
    text = person_screen(CLOSED, settled(a_row(1), fallen=(out,)), T, NOW, 0).text
    assert "Not got: 2 × Oil 1, " in text


def test_a_person_shows_every_way_they_paid() -> None:
    """All figures of one person on one screen, to the cent."""
    row = settled(
        a_row(1, username="per_son"),
        owed=600,
        marked_paid=3000,
        paid_online=2000,
        points_spent=2000,
    )
    text = said(person_screen(CLOSED, row, T, NOW, 0).text)
    for line in (
        "@per_son", "Share: 76.00 EUR", "Paid: 70.00 EUR", "20.00 of it through Telegram",
        "20.00 of it in points", "<b>6.00 EUR</b> still to pay",
    ):  # fmt: skip
        assert line in text


def test_many_lines_are_cut_and_counted() -> None:
    """Lost: thirty items for fifty guests make a message that Telegram refuses."""
    lines = tuple(Line(OPEN.id, PersonId(1), ItemNo(1), 1, no, NOW) for no in range(60))
    screen = person_screen(OPEN, a_row(1, lines=lines), T, NOW, 0)
    check(screen)
    assert "and 40 more lines" in screen.text


@pytest.mark.parametrize(
    ("where", "steps"),
    [
        (Destination(address="Main St 5"), ["Mark packed", "Mark shipped", "Hand out"]),
        (Destination(point=PointNo(1)), ["Mark packed", "Mark ready", "Hand out"]),
        (None, ["Mark packed", "Mark ready", "Hand out"]),
    ],
)
def test_the_steps_fit_the_way_the_goods_go(where: Destination | None, steps: list[str]) -> None:
    """Lost: a parcel "ready to be picked up", or a bottle in a garage "on its way"."""
    points = (PickUpPoint(PointNo(1), "the garage"),)
    buy = replace(CLOSED, terms=replace(CLOSED.terms, ships=where is not None, pick_up=points))
    for stage, left in ((Stage.REQUESTED, steps), (Stage.PACKED, steps[1:]), (Stage.SHIPPED, None)):
        row = settled(a_row(1), shipment=a_shipment(stage, destination=where))
        labels = [b.text for r in person_screen(buy, row, T, NOW, 0).rows for b in r]
        if left is not None:
            assert [label for label in labels if label in steps] == left
        assert "Hand out" in labels


def test_rows_without_a_person_are_nobody_to_tick_off() -> None:
    """A personal link that nobody opened yet is not somebody who owes."""
    link = BoardRow(
        person=None, name="My aunt", username=None, named=True, reach="never_started", nudges=0,
        opened_at=None, declined_at=None, ordered_at=None, units=0, list_amount=0, lines=(), due=0,
        owed=0, claimed_paid_at=None, token="t" * 16,
    )  # fmt: skip
    for shows in Shows:
        screen = board_screen(CLOSED, [link], T, NOW, 0, shows)
        assert "My aunt" not in screen.text
    assert found_screen(CLOSED, [link], T, NOW, "aunt").text.startswith("0 found")
