"""What the machine of any sequence draws from: people, terms, changes of a live buy."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from domain.buy import Admission, Item, Minimum
from domain.commands.organiser import (
    NewTerms,
)
from domain.ids import ItemNo
from domain.ladder import AmountOff, Ladder, Metric, PercentOff, Tier, UnitPrice
from tests.domain.play import NAMES, OIL

PEOPLE = st.integers(1, len(NAMES))
OTHERS = st.integers(2, len(NAMES))
OIL_OR_SALT = st.sampled_from([OIL, ItemNo(2), ItemNo(3)])
LADDERS = st.sampled_from(
    [
        None,
        Ladder(Metric.UNITS, (Tier(5, PercentOff(333)), Tier(9, PercentOff(750)))),
        Ladder(Metric.PARTICIPANTS, (Tier(2, AmountOff(7)), Tier(4, AmountOff(50)))),
        Ladder(Metric.AMOUNT, (Tier(10_000, PercentOff(1000)),)),
    ]
)
TERMS = st.fixed_dictionaries(
    {
        "ladder": LADDERS,
        "max_people": st.sampled_from([None, 3, 5]),
        "per_person_limit": st.sampled_from([None, 4]),
        "guests_count": st.booleans(),
        "close_when_answered": st.booleans(),
        "extend_by": st.sampled_from([None, timedelta(days=2)]),
        "minimum": st.sampled_from([None, Minimum(Metric.UNITS, 4)]),
        "admission": st.sampled_from(Admission),
        "named": st.sampled_from([(), (2, 3), (2, 3, 4)]),
    }
)
SALT = Item(
    ItemNo(2), "Salt", 999, stock=6, ladder=Ladder(Metric.UNITS, (Tier(4, UnitPrice(500)),))
)

CHANGES = [
    NewTerms(guests_count=True),
    NewTerms(guests_count=False),
    NewTerms(max_people=4),
    NewTerms(per_person_limit=6),
    NewTerms(close_when_answered=True),
    NewTerms(item=Item(OIL, "Oil", 4000)),
    NewTerms(item=Item(OIL, "Oil", 4000, stock=9)),
    NewTerms(item=Item(ItemNo(9), "Bread", 310, stock=5)),
    NewTerms(ladder=Ladder(Metric.UNITS, (Tier(3, PercentOff(800)),))),
]
