"""A buy and its people as the board has them, and what Telegram takes of a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.buy import GroupBuy, Item, State, Terms
from domain.ids import BuyId, HomeId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from domain.order import Line
from domain.settlement import LineShare, Statement
from domain.views import BoardRow
from handlers.screen import Screen
from locales.translator import Translator

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
T = Translator("en", "Europe/Berlin")
LARGEST = 2**53 - 1
MESSAGE_LIMIT = 4096
BUTTONS_LIMIT = 100


def a_buy(state: State = State.OPEN, items: int = 1) -> GroupBuy:
    """Return a buy with the longest ids there are."""
    terms = Terms(
        title="Olive oil 5 l",
        currency="EUR",
        items=tuple(Item(ItemNo(no), f"Oil {no}", 4200) for no in range(1, items + 1)),
        deadline=NOW + timedelta(days=2),
        zone="Europe/Berlin",
        ladder=Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)),)) if items == 1 else None,
    )
    return GroupBuy(
        BuyId(LARGEST), PersonId(1), HomeId(2), terms, state, "K7Q4PN", terms.deadline, NOW,
        closed_at=NOW if state is State.CLOSED else None,
    )  # fmt: skip


def a_row(number: int, **more: Any) -> BoardRow:
    """Return one purchaser on the board of an open buy."""
    person, units = PersonId(2**52 - number), more.get("units", 2)
    line = Line(BuyId(LARGEST), person, ItemNo(1), units, number + 1, NOW)
    row = BoardRow(
        person=person,
        name=f"Person {number}",
        username=None,
        named=True,
        reach="open",
        nudges=0,
        opened_at=None,
        declined_at=None,
        ordered_at=NOW,
        units=2,
        list_amount=8400,
        lines=(line,) if units else (),
        due=0,
        owed=0,
        claimed_paid_at=None,
        token="t" * 16,
    )
    return replace(row, **more)


def settled(row: BoardRow, **more: Any) -> BoardRow:
    """Return the row after the close: two for 38.00 each, nothing paid yet."""
    person = row.person or PersonId(0)
    share = LineShare(person, ItemNo(1), 2, list_amount=8400, discount=800)
    statement = Statement(BuyId(LARGEST), person, "K7Q4-01", (share,))
    owing: dict[str, Any] = {"due": 7600, "owed": 7600, "statement": statement}
    return replace(row, **(owing | more))


def check(screen: Screen) -> None:
    """Telegram takes the message: its length, its buttons and what they say back."""
    assert len(screen.text) <= MESSAGE_LIMIT
    buttons = [button for row in screen.rows for button in row]
    assert len(buttons) <= BUTTONS_LIMIT
    for button in buttons:
        assert button.text
        assert sum(part is not None for part in (button.data, button.url, button.copy)) == 1
        assert len((button.data or "").encode()) <= 64
        assert len(button.copy or "") <= 256
