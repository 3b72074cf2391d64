"""Whose an update's changes may be: the one who acted, and the buy acted on."""

from __future__ import annotations

import json
from typing import Any

from tests.promises.street import NUTS, OIL, RUN_BY, TEA, Changes

OWNED_BY = {
    "people": "id",
    "memberships": "person",
    "drafts": "owner",
    "conversations": "owner",
    "guests": "host",
    "code_guesses": "person",
}
"""Tables in which a row is one person's, with the column that says whose."""

ONES_PART = {"lines": "person", "involvements": "person"}
"""Tables in which a row is one person's or, for whoever runs the buy, anybody's."""

RUNNERS_ALONE = ("entries", "settlements", "statements", "helpers", "codes")
"""Tables in which only whoever runs a buy changes anything."""

RUNNERS_FIELDS = ("organiser", "home", "terms", "state", "code", "helpers", "call_off_reason")

OF_NOBODY = {"chats", "messages", "homes", "notices", "timers", "totals", "buys", "invitations"}


def check(who: int, changes: Changes, *, forms: tuple[int, ...] | None = None) -> None:
    """Fail if `who` changed what is not theirs; `forms` are the buys that may be touched at all."""
    known = OWNED_BY.keys() | ONES_PART.keys() | {*RUNNERS_ALONE} | OF_NOBODY
    assert changes.keys() <= known, changes.keys() - known
    for table, rows in changes.items():
        for row in rows:
            _check_row(table, row, who, forms)
    _check_runners(changes, who)


def _check_row(table: str, row: dict[str, Any], who: int, forms: tuple[int, ...] | None) -> None:
    buy: Any = row.get("id") if table == "buys" else row.get("buy")
    runs = buy not in RUN_BY or RUN_BY[buy] == who
    if table in OWNED_BY:
        assert row[OWNED_BY[table]] == who, (table, row)
    if table in ONES_PART:
        assert row[ONES_PART[table]] == who or runs, (table, row)
    if table in RUNNERS_ALONE:
        assert runs, (table, row)
    if forms is not None and buy is not None and table not in ("notices", "conversations"):
        assert buy in forms, (table, row)
    if table == "lines":
        assert buy in (OIL, NUTS), "an order in a buy that is over"
        assert row["quantity"] >= 0
    if table == "entries":
        assert buy in (TEA, OIL, NUTS)


def _check_runners(changes: Changes, who: int) -> None:
    """Fail if somebody changed what is for whoever runs a buy to change."""
    for number, runs in RUN_BY.items():
        versions = [row for row in changes.get("buys", ()) if row["id"] == number]
        if runs == who or len(versions) < 2:
            continue
        for name in RUNNERS_FIELDS:
            told = {json.dumps(row[name]) for row in versions}
            assert len(told) == 1, (name, told)
