"""What is to be paid: before the close, where it is paid at ordering, and after it.

All amounts are minor units of the buy's currency. `charges` are the payments through Telegram
that `entries` tell of: one that is about to go back to its payer counts as gone already.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.buy import GroupBuy, State, Terms
from domain.charges import Back, Charge
from domain.delivery import AreaNo
from domain.ids import PersonId
from domain.ledger import Entry, owed
from domain.order import Line
from domain.payment import Collects, Due, Method


def ordered(terms: Terms, lines: Iterable[Line], area: AreaNo) -> int:
    """Return what one person's lines come to at list price, with the fee of their area.

    Only what is wanted at any price counts, and delivery is not known before the close.
    """
    prices = {item.no: item.list_price for item in terms.items}
    amount = sum(line.quantity * prices[line.item] for line in lines)
    chosen = terms.area(area)
    return amount + (chosen.fee if chosen and amount else 0)


def going_back(charges: Iterable[Charge]) -> int:
    """Return what of the payments through Telegram is about to go back to whoever made it."""
    return sum(charge.amount for charge in charges if charge.back is Back.DUE)


def still_owed(entries: Iterable[Entry], charges: Iterable[Charge] = ()) -> int:
    """Return what one person's entries in a buy leave to pay once what goes back has gone.

    Below zero is money due to the person; before the close it is what was paid.
    """
    return owed(entries) + going_back(charges)


def to_pay(
    terms: Terms,
    lines: Iterable[Line],
    area: AreaNo,
    entries: Iterable[Entry],
    charges: Iterable[Charge] = (),
) -> int:
    """Return what is to be paid before the close: nothing, unless it is paid at ordering.

    Below zero is what was paid for more than is ordered now; the close gives it back.
    """
    if terms.payment.due is not Due.AT_ORDER:
        return 0
    return ordered(terms, lines, area) + still_owed(entries, charges)


def settles_own(buy: GroupBuy, person: PersonId) -> bool:
    """Tell whether the person pays nobody, since they are the one who collects."""
    return person == buy.organiser and buy.terms.payment.collects is Collects.ORGANISER


def uncovered(
    buy: GroupBuy,
    person: PersonId,
    lines: Iterable[Line],
    area: AreaNo,
    entries: Iterable[Entry],
    charges: Iterable[Charge] = (),
) -> int:
    """Return what of somebody's part is not paid yet, whenever that is due: points may pay it.

    Below zero is money due to the person. What was called off costs nothing.
    """
    if settles_own(buy, person) or buy.state is State.CALLED_OFF:
        return 0
    cost = ordered(buy.terms, lines, area) if buy.live else 0  # then it is a share among entries
    return cost + still_owed(entries, charges)


def left_to_pay(
    buy: GroupBuy,
    person: PersonId,
    lines: Iterable[Line],
    area: AreaNo,
    entries: Iterable[Entry],
    charges: Iterable[Charge] = (),
) -> int:
    """Return what somebody has to pay as the buy stands; 0 is nothing, and never below."""
    if buy.live and buy.terms.payment.due is not Due.AT_ORDER:
        return 0
    return max(0, uncovered(buy, person, lines, area, entries, charges))


def due_back(buy: GroupBuy, entries: Iterable[Entry], charges: Iterable[Charge] = ()) -> int:
    """Return the money that the organiser has to give back to somebody, by hand.

    Stars go back by themselves. A provider's money that came too late or twice is the organiser's
    to give back whenever it came; all else that is due back is so once the buy is over.
    """
    by_provider = (charge for charge in charges if charge.method is not Method.STARS)
    late = going_back(by_provider)
    return late if buy.live else late + max(0, -still_owed(entries, charges))
