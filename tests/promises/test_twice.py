"""An update that comes again, whenever and wherever, acts once."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.promises.acts import ACTS, on
from tests.promises.amounts import FEW
from tests.promises.street import (
    ANNA,
    BORIS,
    CARLA,
    FLAT,
    OIL,
    Rows,
    Street,
    changed,
)  # fmt: skip
from tests.promises.updates import tap

WHOLE = ("lines", "totals", "entries", "statements", "guests", "involvements", "conversations")
"""Tables that must be the same to the last row; of others, which draw ids and codes by chance,
only as many rows as once."""

COUNTED = ("buys", "drafts", "invitations", "codes", "notices", "timers", "memberships", "people")


def told(rows: Rows) -> dict[str, object]:
    """Return what must be the same, without the keys that name the update and the numbers."""
    rows = {**rows, "entries": Counter(row[2:] for row in rows["entries"].elements())}
    return {name: rows[name] for name in WHOLE} | {name: rows[name].total() for name in COUNTED}


@pytest.mark.timeout(300)
def test_every_act_acts_once(everywhere: Street) -> None:
    """Lost otherwise: a webhook that was called again orders, pays or closes twice."""
    for name, doing in ACTS.items():
        everywhere.hear(doing.update(everywhere))
        once = everywhere.rows()
        assert changed(everywhere.base, once), f"{name} changes nothing"
        everywhere.put_back()
        again = doing.update(everywhere)
        everywhere.hear(again, again)
        everywhere.hear(again)
        assert told(everywhere.rows()) == told(once), name
        assert not everywhere.bugs.found, everywhere.bugs.blamed()
        everywhere.say_all()
        everywhere.put_back()


@pytest.mark.timeout(300)
@FEW
@given(
    taps=st.lists(st.sampled_from([ANNA, BORIS, CARLA]), min_size=1, max_size=6),
    chance=st.randoms(use_true_random=False),
)
def test_taps_in_any_order_and_number_add_up(
    everywhere: Street, taps: list[int], chance: object
) -> None:
    """Lost otherwise: what somebody ordered depends on how Telegram delivered it."""
    updates = [tap(everywhere.number(), who, FLAT, on("t", OIL, 2, "m")) for who in taps]
    often = [update for update in updates for _ in range(3)]
    chance.shuffle(often)  # type: ignore[attr-defined]
    everywhere.hear(*often[: len(often) // 2])
    everywhere.hear(*often[len(often) // 2 :])
    lines = everywhere.storage.reader.board(OIL)
    found = {
        row.person: line.quantity
        for row in everywhere.runner.run(lines)
        for line in row.lines
        if line.item == 2 and not line.guest
    }
    assert found == {who: min(times, 5) for who, times in Counter(taps).items()}
    assert not everywhere.bugs.found, everywhere.bugs.blamed()
    everywhere.say_all()
    everywhere.put_back()
