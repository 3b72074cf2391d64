"""Terms: from a draft to the conditions of a buy, and what conditions are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from domain import limits
from domain.bounds import must_be_short, must_lie_within
from domain.buy import Admission, Item, Minimum, Terms
from domain.draft import Draft, Field
from domain.errors import (
    CurrencyNotTaken,
    DeadlineBeforeOpening,
    DeadlinePassed,
    DomainError,
    LimitTooLarge,
    MinimumAboveMaximum,
    MissingTerm,
    StarsAlone,
    TooManyItems,
    UnitPriceNeedsOneItem,
)
from domain.goods_terms import (
    check_areas,
    check_case,
    check_delivery,
    check_points,
    check_supplier,
)
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric, UnitPrice, check_ladder
from domain.payment import ONLINE_CURRENCIES, STARS, Method, Payment
from domain.zones import zone_named


def draft_terms(draft: Draft) -> Terms:
    """Return the terms that a draft describes; raise `MissingTerm` for the first that it lacks.

    A question that still waits for its answer is missing too. Items are numbered from 1 in their
    order. Without a title the only item's name is the title. Closing early is on by default when
    the buy is for named people alone.
    """
    if draft.questions:
        raise MissingTerm(term=draft.questions[0].field)
    offered = tuple(item for item in draft.items if not item.removed)
    title = draft.title or (offered[0].name if len(offered) == 1 else "")
    lacks = {
        Field.TITLE: not title and bool(offered),
        Field.ITEMS: not offered or not all(item.name.strip() for item in offered),
        Field.PRICE: not all(item.list_price for item in offered),
        Field.CURRENCY: not draft.currency,
        Field.DEADLINE: draft.deadline is None,
        Field.HOME: draft.admission is Admission.CHAT and draft.home is None,
    }
    missing = next((field for field, lacking in lacks.items() if lacking), None)
    if missing or draft.deadline is None:
        raise MissingTerm(term=missing or Field.DEADLINE)
    by_default = draft.admission is Admission.NAMED
    early = draft.close_when_answered
    return Terms(
        title=title,
        currency=draft.currency,
        items=tuple(replace(item, no=ItemNo(no)) for no, item in enumerate(offered, start=1)),
        deadline=draft.deadline,
        zone=draft.zone,
        ladder=draft.ladder,
        opens_at=draft.opens_at,
        minimum=draft.minimum,
        max_people=draft.max_people,
        per_person_limit=draft.per_person_limit,
        extend_by=draft.extend_by,
        admission=draft.admission,
        guests_count=draft.guests_count,
        close_when_answered=by_default if early is None else early,
        how_to_pay=draft.how_to_pay,
        payment=draft.payment,
        takes_rest=draft.takes_rest,
        areas=draft.areas,
        delivery=draft.delivery,
        pick_up=draft.pick_up,
        ships=draft.ships,
        supplier=draft.supplier,
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something stated cannot stand, and the field that an answer to it would change."""

    field: Field
    error: DomainError


def check_terms(terms: Terms, now: datetime) -> None:
    """Refuse terms under which no buy can run, at the time `now`.

    Raises `DeadlinePassed`, `DeadlineBeforeOpening`, `UnknownZone`, `MissingTerm` (no item),
    `TooManyItems`, `TextTooLong`, `LimitTooSmall`, `LimitTooLarge`, `MinimumAboveMaximum`,
    `UnitPriceNeedsOneItem`, `StarsAlone`, `CurrencyNotTaken`, and what `check_ladder` and
    `domain.goods_terms` refuse.
    """
    if not terms.live_items:
        raise MissingTerm(term=Field.ITEMS)
    for _, check in _checks(terms, now):
        check()


def refused_in(draft: Draft, now: datetime) -> tuple[Refused, ...]:
    """Return why what a draft states so far would be refused at its start.

    What it does not state yet is no reason: neither a missing deadline nor an item without price.
    """
    found = []
    for field, check in _checks(draft, now):
        try:
            check()
        except DomainError as error:
            found.append(Refused(field, error))
    return tuple(found)


def _checks(stated: Terms | Draft, now: datetime) -> Iterator[tuple[Field, Callable[[], None]]]:
    """Yield what has to hold, each with the field that it is about."""
    items = tuple(item for item in stated.items if not item.removed)
    yield Field.ZONE, partial(_check_zone, stated.zone)
    yield Field.DEADLINE, partial(_check_deadline, stated, now)
    yield Field.OPENS_AT, partial(_check_opening, stated)
    yield Field.IF_MISSED, partial(_check_extension, stated.extend_by)
    yield Field.TITLE, partial(must_be_short, stated.title, limits.NAME_LENGTH)
    yield Field.HOW_TO_PAY, partial(must_be_short, stated.how_to_pay, limits.HOW_TO_PAY_LENGTH)
    yield Field.ITEMS, partial(_check_number_of, items)
    for item in items:
        unpriced = isinstance(stated, Draft) and not item.list_price
        yield from _item_checks(item, alone=len(items) == 1, unpriced=unpriced)
    yield (
        Field.MAX_PEOPLE,
        partial(must_lie_within, Field.MAX_PEOPLE, stated.max_people, limits.QUANTITY),
    )
    yield (
        Field.PERSON_LIMIT,
        partial(must_lie_within, Field.PERSON_LIMIT, stated.per_person_limit, limits.QUANTITY),
    )
    yield Field.MINIMUM, partial(_check_minimum, stated.minimum, stated.max_people)
    yield Field.LADDER, partial(_check_buy_ladder, stated.ladder, items)
    yield Field.PAYMENT, partial(_check_payment, stated.payment, stated.currency)
    priced = tuple(item for item in items if item.list_price)
    yield Field.AREAS, partial(check_areas, stated.areas, priced, stated.ladder)
    yield Field.DELIVERY, partial(check_delivery, stated.delivery)
    yield Field.PICK_UP, partial(check_points, stated.pick_up)
    yield Field.SUPPLIER, partial(check_supplier, stated.supplier)


def _item_checks(
    item: Item, *, alone: bool, unpriced: bool
) -> Iterator[tuple[Field, Callable[[], None]]]:
    """Yield what has to hold for one item; of several, the list of items is to be corrected."""
    yield Field.ITEMS, partial(_check_item, item)
    if not unpriced:
        price = partial(must_lie_within, Field.PRICE, item.list_price, limits.PRICE)
        yield Field.PRICE if alone else Field.ITEMS, price
    stock = partial(must_lie_within, Field.STOCK, item.stock, limits.STOCK)
    yield Field.STOCK if alone else Field.ITEMS, stock
    yield Field.ITEMS, partial(_check_own_ladder, item)


def _check_zone(zone: str) -> None:
    zone_named(zone)


def _check_deadline(stated: Terms | Draft, now: datetime) -> None:
    if stated.deadline is not None and stated.deadline <= now:
        raise DeadlinePassed(deadline=stated.deadline)


def _check_opening(stated: Terms | Draft) -> None:
    if stated.opens_at is None or stated.deadline is None:
        return
    if stated.opens_at >= stated.deadline:
        raise DeadlineBeforeOpening(opens_at=stated.opens_at)


def _check_extension(span: timedelta | None) -> None:
    if span is not None:
        hour = timedelta(hours=1)
        must_lie_within(Field.IF_MISSED, span // hour, limits.EXTENSION // hour)


def _check_payment(payment: Payment, currency: str) -> None:
    """Refuse Stars for what has another currency, the other way round, and what nobody can pay."""
    if currency and (payment.method is Method.STARS) != (currency == STARS):
        raise StarsAlone
    if currency and payment.method is Method.ONLINE and currency not in ONLINE_CURRENCIES:
        raise CurrencyNotTaken(currency)
    if payment.points_last is not None:
        day = timedelta(days=1)
        must_lie_within(Field.PAYMENT, payment.points_last // day, limits.POINTS_LAST // day)


def _check_number_of(items: tuple[Item, ...]) -> None:
    if len(items) > limits.ITEMS:
        raise TooManyItems(limit=limits.ITEMS)


def _check_item(item: Item) -> None:
    must_be_short(item.name, limits.NAME_LENGTH)
    must_be_short(item.unit, limits.UNIT_LENGTH)
    check_case(item)


def _check_own_ladder(item: Item) -> None:
    if item.ladder:
        _check_size(item.ladder)
        check_ladder(item.ladder, _priced((item,)))


def _check_buy_ladder(ladder: Ladder | None, items: tuple[Item, ...]) -> None:
    if ladder is None:
        return
    _check_size(ladder)
    under_it = tuple(item for item in items if item.ladder is None)
    if len(under_it) > 1:
        for number, tier in enumerate(ladder.tiers, start=1):
            if isinstance(tier.reward, UnitPrice):
                raise UnitPriceNeedsOneItem(tier=number)
    check_ladder(ladder, _priced(under_it))


def _priced(items: tuple[Item, ...]) -> list[int]:
    return [item.list_price for item in items if item.list_price]


def _check_size(ladder: Ladder) -> None:
    if len(ladder.tiers) > limits.TIERS:
        raise LimitTooLarge(term=Field.LADDER, value=len(ladder.tiers), limit=limits.TIERS)
    for tier in ladder.tiers:
        if tier.threshold > limits.AMOUNT:
            raise LimitTooLarge(term=Field.LADDER, value=tier.threshold, limit=limits.AMOUNT)


def _check_minimum(minimum: Minimum | None, max_people: int | None) -> None:
    if minimum is None:
        return
    must_lie_within(Field.MINIMUM, minimum.value, limits.AMOUNT)
    people = minimum.metric is Metric.PARTICIPANTS
    if people and max_people is not None and minimum.value > max_people:
        raise MinimumAboveMaximum(minimum=minimum.value, maximum=max_people)
