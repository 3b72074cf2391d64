"""Terms: from a draft to the conditions of a buy, and what conditions are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain import limits
from domain.buy import Admission, Item, Minimum, Terms
from domain.draft import Draft, Field
from domain.errors import (
    DeadlineBeforeOpening,
    DeadlinePassed,
    LimitTooLarge,
    LimitTooSmall,
    MinimumAboveMaximum,
    MissingTerm,
    TextTooLong,
    TooManyItems,
    UnitPriceNeedsOneItem,
)
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric, UnitPrice, check_ladder
from domain.offer import covered
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
    )


def check_terms(terms: Terms, now: datetime) -> None:
    """Refuse terms under which no buy can run, at the time `now`.

    Raises `DeadlinePassed`, `DeadlineBeforeOpening`, `UnknownZone`, `MissingTerm` (no item),
    `TooManyItems`, `TextTooLong`, `LimitTooSmall`, `LimitTooLarge`, `MinimumAboveMaximum`,
    `UnitPriceNeedsOneItem`, and what `check_ladder` refuses.
    """
    _check_times(terms, now)
    _check_text(terms.title, limits.NAME_LENGTH)
    _check_text(terms.how_to_pay, limits.HOW_TO_PAY_LENGTH)
    if not terms.live_items:
        raise MissingTerm(term=Field.ITEMS)
    if len(terms.live_items) > limits.ITEMS:
        raise TooManyItems(limit=limits.ITEMS)
    for item in terms.live_items:
        _check_item(item)
    _check_limit(Field.MAX_PEOPLE, terms.max_people, limits.QUANTITY)
    _check_limit(Field.PERSON_LIMIT, terms.per_person_limit, limits.QUANTITY)
    if terms.minimum:
        _check_minimum(terms.minimum, terms.max_people)
    if terms.ladder:
        _check_buy_ladder(terms.ladder, covered(terms))


def _check_times(terms: Terms, now: datetime) -> None:
    zone_named(terms.zone)
    if terms.deadline <= now:
        raise DeadlinePassed(deadline=terms.deadline)
    if terms.opens_at is not None and terms.opens_at >= terms.deadline:
        raise DeadlineBeforeOpening(opens_at=terms.opens_at)
    if terms.extend_by is not None:
        hours = terms.extend_by // timedelta(hours=1)
        _check_limit(Field.IF_MISSED, hours, limits.EXTENSION // timedelta(hours=1))


def _check_item(item: Item) -> None:
    _check_text(item.name, limits.NAME_LENGTH)
    _check_text(item.unit, limits.UNIT_LENGTH)
    _check_limit(Field.PRICE, item.list_price, limits.PRICE)
    _check_limit(Field.STOCK, item.stock, limits.STOCK)
    _check_limit("case_size", item.case_size, limits.QUANTITY)
    if item.ladder:
        _check_size(item.ladder)
        check_ladder(item.ladder, [item.list_price])


def _check_buy_ladder(ladder: Ladder, items: tuple[Item, ...]) -> None:
    _check_size(ladder)
    if len(items) > 1:
        for number, tier in enumerate(ladder.tiers, start=1):
            if isinstance(tier.reward, UnitPrice):
                raise UnitPriceNeedsOneItem(tier=number)
    check_ladder(ladder, [item.list_price for item in items])


def _check_size(ladder: Ladder) -> None:
    if len(ladder.tiers) > limits.TIERS:
        raise LimitTooLarge(term=Field.LADDER, value=len(ladder.tiers), limit=limits.TIERS)
    for tier in ladder.tiers:
        if tier.threshold > limits.AMOUNT:
            raise LimitTooLarge(term=Field.LADDER, value=tier.threshold, limit=limits.AMOUNT)


def _check_minimum(minimum: Minimum, max_people: int | None) -> None:
    _check_limit(Field.MINIMUM, minimum.value, limits.AMOUNT)
    people = minimum.metric is Metric.PARTICIPANTS
    if people and max_people is not None and minimum.value > max_people:
        raise MinimumAboveMaximum(minimum=minimum.value, maximum=max_people)


def _check_limit(term: str, value: int | None, limit: int) -> None:
    if value is None:
        return
    if value < 1:
        raise LimitTooSmall(term=term, value=value)
    if value > limit:
        raise LimitTooLarge(term=term, value=value, limit=limit)


def _check_text(text: str, limit: int) -> None:
    if len(text) > limit:
        raise TextTooLong(limit=limit, length=len(text))
