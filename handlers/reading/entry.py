"""What was read of an entry, and how it becomes part of a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.buy import Admission, Item, Minimum
from domain.delivery import Area, Delivery
from domain.draft import Draft, Field, Question
from domain.errors import DomainError
from domain.goods import NO_SUPPLIER, PickUpPoint, Supplier
from domain.ladder import AmountOff, Ladder, Metric, Reward, Tier, UnitPrice
from handlers.reading.paying import UNSAID, Paying, of_currency
from locales.formats import exponent, money


@dataclass(frozen=True, slots=True)
class BuyEntry:
    """The parts of a draft that an entry states; what it does not state is empty.

    `currency` is "" while a sign such as `$` is not settled: amounts then count in hundredths
    until `settle_currency`. An item whose price is unknown has `list_price` 0.
    """

    title: str = ""
    currency: str = ""
    zone: str = ""
    """The IANA zone that the entry names for its times."""
    items: tuple[Item, ...] = ()
    ladder: Ladder | None = None
    deadline: datetime | None = None
    opens_at: datetime | None = None
    minimum: Minimum | None = None
    max_people: int | None = None
    per_person_limit: int | None = None
    extend_by: timedelta | None = None
    admission: Admission | None = None
    guests_count: bool | None = None
    close_when_answered: bool | None = None
    how_to_pay: str = ""
    paying: Paying = UNSAID
    takes_rest: bool | None = None
    areas: tuple[Area, ...] = ()
    delivery: Delivery | None = None
    pick_up: tuple[PickUpPoint, ...] = ()
    ships: bool | None = None
    supplier: Supplier = NO_SUPPLIER
    questions: tuple[Question, ...] = ()
    """What is ambiguous or not understood; the rest of the entry is kept."""
    refusals: tuple[DomainError, ...] = ()
    """Why something read was not taken: `MixedCurrencies`."""
    missing: tuple[Field, ...] = ()
    """What a buy needs and the entry neither states nor asks about."""


def fill(draft: Draft, entry: BuyEntry) -> Draft:
    """Return the draft with what the entry states; all else stays. Questions are replaced.

    While a sign such as `$` is not settled, the draft's currency is "" (see `settle_currency`).
    """
    stated = {
        name: value
        for name in (
            "title", "currency", "zone", "items", "ladder", "deadline", "opens_at", "minimum",
            "max_people", "per_person_limit", "extend_by", "admission", "guests_count",
            "close_when_answered", "how_to_pay", "takes_rest", "areas", "delivery", "pick_up",
            "ships", "supplier",
        )
        if (value := getattr(entry, name)) not in (None, "", (), NO_SUPPLIER)
    }  # fmt: skip
    payment = of_currency(draft.payment, stated.get("currency", draft.currency))
    stated["payment"] = entry.paying.over(payment)
    if any(question.field is Field.CURRENCY for question in entry.questions):
        stated["currency"] = ""
    return replace(draft, **stated, questions=entry.questions)


def in_currency(amount: int, code: str, before: str = "") -> int | None:
    """Return minor units of the currency `before` ("": not settled, hundredths) as the same
    number in `code`: 42.00 stays 42. None if `code` has no minor units that small (5.50 JPY)."""
    shift = exponent(code) - exponent(before)
    scale: int = 10 ** abs(shift)
    if shift >= 0:
        return amount * scale
    return None if amount % scale else amount // scale


def settle_currency(draft: Draft, code: str) -> Draft:
    """Return the draft in another currency, with the numbers that were typed: 300 stays 300.

    An amount that the currency cannot hold is dropped, so that it is asked for again.
    """
    before = draft.currency
    items = tuple(
        replace(
            item,
            list_price=in_currency(item.list_price, code, before) or 0,
            ladder=_ladder_in(item.ladder, code, before),
        )
        for item in draft.items
    )
    minimum = draft.minimum
    if minimum is not None and minimum.metric is Metric.AMOUNT:
        value = in_currency(minimum.value, code, before)
        minimum = None if value is None else replace(minimum, value=value)
    ladder = _ladder_in(draft.ladder, code, before)
    changed = replace(draft, items=items, ladder=ladder, minimum=minimum)
    return in_money_of(_carried(changed, code, before), code)


def in_money_of(draft: Draft, code: str) -> Draft:
    """Return the draft with another currency's code; only a buy in Stars is paid in Stars."""
    return replace(draft, currency=code, payment=of_currency(draft.payment, code))


def _carried(draft: Draft, code: str, before: str) -> Draft:
    """Return the draft with fees and the cost of delivery in another currency.

    One that the currency cannot hold is asked for again, by a question.
    """
    asking: list[Question] = []
    areas = []
    for area in draft.areas:
        fee = in_currency(area.fee, code, before)
        if fee is None:
            asking.append(Question(Field.AREAS, area.name, (), area.no))
        else:
            areas.append(replace(area, fee=fee))
    delivery = draft.delivery
    if delivery is not None:
        cost = in_currency(delivery.cost, code, before)
        if cost is None:
            asking.append(Question(Field.DELIVERY, money(delivery.cost, before, "en")))
        delivery = None if cost is None else replace(delivery, cost=cost)
    return replace(
        draft, areas=tuple(areas), delivery=delivery, questions=(*draft.questions, *asking)
    )


def _ladder_in(ladder: Ladder | None, code: str, before: str) -> Ladder | None:
    if ladder is None:
        return None
    tiers = []
    for tier in ladder.tiers:
        counted = ladder.metric is not Metric.AMOUNT
        threshold = tier.threshold if counted else in_currency(tier.threshold, code, before)
        reward = _reward_in(tier.reward, code, before)
        if threshold is None or reward is None:
            return None
        tiers.append(Tier(threshold, reward))
    return Ladder(ladder.metric, tuple(tiers))


def _reward_in(reward: Reward, code: str, before: str) -> Reward | None:
    if not isinstance(reward, AmountOff | UnitPrice):
        return reward
    amount = in_currency(reward.amount, code, before)
    return None if amount is None else replace(reward, amount=amount)
