"""What terms of areas, delivery, cases and handing out are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from urllib.parse import urlsplit

from domain import limits
from domain.bounds import must_be_short, must_lie_within
from domain.buy import Item
from domain.delivery import Area, Delivery
from domain.draft import Field
from domain.errors import AreaTooCheap, MissingTerm, NamedTwice, NotAnAddress
from domain.goods import PickUpPoint, Supplier
from domain.ladder import HUNDRED_PERCENT, Ladder, exact_price

EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}")
"""What can be an e-mail address; whether it is one, the supplier's answer tells."""


def check_areas(areas: tuple[Area, ...], items: tuple[Item, ...], ladder: Ladder | None) -> None:
    """Refuse areas without a name of their own, with a fee below 0, or that make a price vanish.

    Raises `LimitTooLarge`, `LimitTooSmall`, `MissingTerm`, `TextTooLong`, `NamedTwice`, and
    `AreaTooCheap` where less than one minor unit would be left of a price at any tier.
    """
    must_lie_within(Field.AREAS, len(areas), limits.AREAS, least=0)
    _check_names(Field.AREAS, [(area.no, area.name) for area in areas])
    least = min(_prices(items, ladder), default=Fraction(HUNDRED_PERCENT))
    for area in areas:
        must_lie_within(Field.PRICE, area.fee, limits.PRICE, least=0)
        must_lie_within(Field.AREAS, area.basis_points, HUNDRED_PERCENT, least=0)
        left = Fraction(HUNDRED_PERCENT - area.basis_points, HUNDRED_PERCENT)
        if least * left < 1:
            raise AreaTooCheap(typed=area.name)


def _prices(items: tuple[Item, ...], ladder: Ladder | None) -> Iterator[Fraction]:
    """Yield the prices that there can be; what a ladder makes vanish is the ladder's mistake."""
    for item in items:
        own = item.ladder or ladder
        rewards = [None, *(tier.reward for tier in own.tiers)] if own else [None]
        prices = (exact_price(item.list_price, reward) for reward in rewards)
        yield from (price for price in prices if price >= 1)


def check_delivery(delivery: Delivery | None) -> None:
    """Refuse a delivery that costs nothing, or more than can be reckoned with."""
    if delivery is not None:
        must_lie_within(Field.DELIVERY, delivery.cost, limits.PRICE)


def check_case(item: Item) -> None:
    """Refuse a case that is never full: it holds more than the stock."""
    must_lie_within("case_size", item.case_size, min(limits.QUANTITY, item.stock or limits.STOCK))


def check_points(points: tuple[PickUpPoint, ...]) -> None:
    """Refuse pick-up points or slots without a name of their own, or too many of them."""
    must_lie_within(Field.PICK_UP, len(points), limits.POINTS, least=0)
    _check_names(Field.PICK_UP, [(point.no, point.name) for point in points])
    for point in points:
        must_lie_within(Field.PICK_UP, len(point.slots), limits.SLOTS, least=0)
        _check_names(Field.PICK_UP, list(enumerate(point.slots)))


def check_supplier(supplier: Supplier) -> None:
    """Refuse what can be no e-mail address, and a link that is not https (`NotAnAddress`)."""
    for address in (supplier.email, supplier.url):
        must_be_short(address, limits.CONTACT_LENGTH)
    if supplier.email and not EMAIL.fullmatch(supplier.email):
        raise NotAnAddress(typed=supplier.email)
    if supplier.url and not _is_https(supplier.url):
        raise NotAnAddress(typed=supplier.url)


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _check_names(field: Field, named: Iterable[tuple[int, str]]) -> None:
    """Refuse what has no name, or the name or number of another."""
    seen: set[str | int] = set()
    for number, name in named:
        must_be_short(name, limits.PLACE_LENGTH)
        called = " ".join(name.split()).casefold()
        if not called:
            raise MissingTerm(term=field)
        if called in seen or number in seen:
            raise NamedTwice(typed=name)
        seen |= {called, number}
