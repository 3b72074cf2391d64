"""Any terms of paying, areas, delivery and handing out; two round trips draw the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from domain.delivery import Area, AreaNo, Delivery, SharedBy
from domain.goods import PickUpPoint, PointNo, Supplier
from domain.payment import STARS, Collects, Due, Method, Payment, Rebate
from handlers.reading.headed import one_line
from handlers.reading.text import clean, fold, plain

NAMES = (
    "North", "Север", "Zona norte", "北城", "الشمال", "Mitte, Wedding", "North: east", "area 51",
    "Anna's garage", 'The "old" mill', "«Мельница»", "Main St 5", "until Fri 18:00", "fee 5",
    "10:00", "max 5", "pay online", "free", "no fee", "Tea 3 EUR", "5,10", "pick up: there",
)  # fmt: skip
SLOTS = ("Sat 10–12", "вс 16–18", "sáb 10-12", "周六10–12", "السبت 10", "by 10:00", "10–12, 14–16")

texts = st.text(
    st.characters(exclude_categories=["C", "Z", "M"], include_characters=" "),
    min_size=1,
    max_size=24,
)


def sayable(name: str) -> bool:
    """Tell whether a name can stand on a line at all: on one line, and without a semicolon."""
    bare = one_line(clean(name)) == name and " · " not in f" {name} "
    return bare and not {";", "。"} & set(plain(name))


names = st.one_of(st.sampled_from(NAMES), texts.filter(sayable))
amounts = st.integers(0, 999_999)
emails = st.sampled_from(["", "orders@oil.example", "a.b+c@example.co.uk", "заказ@пример.рф"])
urls = st.sampled_from(["", "https://oil.example/orders?x=1,2&y=a:b", "https://oil.example:8443"])


@st.composite
def areas(draw: st.DrawFn) -> tuple[Area, ...]:
    """Up to three areas, numbered from 1, no two of one name."""
    called = draw(st.lists(names, max_size=3, unique_by=fold))
    return tuple(
        Area(AreaNo(no), name, draw(amounts), draw(st.integers(0, 9_999)))
        for no, name in enumerate(called, start=1)
    )


@st.composite
def points(draw: st.DrawFn) -> tuple[PickUpPoint, ...]:
    """Up to two points, numbered from 1, each with up to three times."""
    called = draw(st.lists(names, max_size=2, unique_by=fold))
    slots = st.lists(st.sampled_from(SLOTS), max_size=3, unique=True).map(tuple)
    return tuple(
        PickUpPoint(PointNo(no), name, draw(slots)) for no, name in enumerate(called, start=1)
    )


@st.composite
def payments(draw: st.DrawFn, currency: str) -> Payment:
    """Any conditions of paying that agree; points have a time to last, or none."""
    usual = Method.STARS if currency == STARS else Method.BY_HAND
    method = draw(st.sampled_from([usual, *Method]))
    rebate = draw(st.sampled_from(Rebate))
    spans = st.none() | st.integers(1, 900).map(lambda days: timedelta(days=days))
    return Payment(
        method=method,
        due=draw(st.sampled_from(Due)),
        collects=draw(
            st.sampled_from(Collects if method is Method.BY_HAND else [Collects.ORGANISER])
        ),
        rebate=rebate,
        points_last=draw(spans) if rebate is Rebate.POINTS else None,
    )


def further() -> st.SearchStrategy[dict[str, Any]]:
    """All but paying, by the names that entries, drafts and terms have for them."""
    costs = st.builds(Delivery, st.integers(1, 999_999), st.sampled_from(SharedBy))
    return st.fixed_dictionaries(
        {
            "areas": areas(),
            "delivery": st.none() | costs,
            "pick_up": points(),
            "supplier": st.builds(Supplier, emails, urls),
        }
    )
