"""Areas, delivery and handing out, written so that they can be typed back in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.delivery import Area, Delivery, SharedBy
from domain.goods import PickUpPoint, Supplier
from handlers.reading.headed import AFTER_WORD, listed, name_and_rest, one_line
from handlers.reading.quotes import QUOTES, quoted
from handlers.reading.text import clean
from handlers.reading.write_terms import write_money, write_percent
from locales.translator import Translator


@dataclass(frozen=True, slots=True)
class Writing:
    """How amounts and names are put: as they are typed, or as a screen shows them."""

    t: Translator
    currency: str
    money: Callable[[int, str, Translator], str] = write_money
    name: Callable[[str], str] = one_line


SHARED = {
    SharedBy.EQUALLY: "reading-delivery-equally",
    SharedBy.UNITS: "reading-delivery-units",
    SharedBy.AMOUNT: "reading-delivery-amount",
}


def write_area(area: Area, writing: Writing) -> str:
    """Return an area: `area North: fee 5.00 EUR, 10% off`."""
    t = writing.t
    terms = []
    if area.fee:
        amount = writing.money(area.fee, writing.currency, t)
        terms.append(t.plain("reading-fee", amount=amount))
    if area.basis_points:
        terms.append(t.plain("reading-off", percent=write_percent(area.basis_points, t)))
    name = writing.name(area.name)
    bare = clean(name)
    if name_and_rest(f"{bare}:".lstrip(AFTER_WORD)) != (bare, ""):
        name = quoted(name)
    said = ", ".join(terms) or t.plain("reading-no-fee")
    return t.plain("reading-area", name=name, terms=said)


def write_delivery(delivery: Delivery, writing: Writing) -> str:
    """Return what delivery costs and how that is shared: `delivery 30.00 EUR shared equally`."""
    cost = writing.money(delivery.cost, writing.currency, writing.t)
    return writing.t.plain(SHARED[delivery.shared_by], cost=cost)


def write_point(point: PickUpPoint, writing: Writing, doubted: Callable[[str], bool]) -> str:
    """Return a pick-up point with its times: `pick up: the garage, Sat 10–12, Sun 16–18`.

    A place or time that would be cut, or read as another condition (`doubted`), is in quotes.
    """

    def put(piece: str) -> str:
        shown = writing.name(piece)
        bare = clean(shown)
        alone = list(listed(bare)) == [(bare, False)] and bare[:1] not in QUOTES
        return shown if alone and not doubted(bare) else quoted(shown)

    pieces = ", ".join(put(piece) for piece in (point.name, *point.slots))
    return writing.t.plain("reading-pick-up", text=pieces)


def write_supplier(supplier: Supplier, t: Translator) -> list[str]:
    """Return where shipping requests go besides to the organiser, an entry for each address."""
    addresses = (supplier.email, supplier.url)
    return [t.plain("reading-supplier", text=address) for address in addresses if address]
