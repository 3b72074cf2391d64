"""What was typed for one part of a draft, read and put in; what is unclear becomes a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain import limits
from domain.buy import Item, Minimum
from domain.draft import Draft, Field, Question
from domain.errors import DomainError, MixedCurrencies, TextTooLong
from domain.ladder import Ladder
from domain.money import Money
from handlers.draft.choices import in_zone
from handlers.draft.filling_further import FURTHER
from handlers.draft.steps import agree, answered
from handlers.draft.typed import Typed, asking, unclear
from handlers.reading.answers import (
    read_currency,
    read_limit,
    read_max_people,
    read_minimum,
    read_price,
    read_stock,
)
from handlers.reading.buy import read_buy
from handlers.reading.conditions import read_condition
from handlers.reading.deadlines import read_deadline, read_span
from handlers.reading.entry import fill as fill_entry
from handlers.reading.entry import in_money_of, settle_currency
from handlers.reading.ladders import read_ladder
from handlers.reading.setting import Setting, Unreadable, cut
from handlers.reading.zones import read_zone


def fill(draft: Draft, field: Field, text: str, setting: Setting, item: int | None = None) -> Draft:
    """Return the draft with what was typed for `field`.

    What is unclear, or cannot be read, comes first among the draft's questions. Raises what the
    reader refuses, such as `MixedCurrencies`, and `TextTooLong`, and what `agree` refuses; a
    whole entry is kept as it is, and the draft's screen says what cannot stand in it.
    """
    typed = Typed(draft, field, text.strip(), setting, item)
    after = READERS.get(field, _stated)(typed)
    if field not in (Field.TITLE, Field.ITEMS):
        agree(draft, after, setting.now)
    return after


def settle(draft: Draft, text: str, setting: Setting) -> Draft:
    """Return the draft with its first question answered; raises as `fill` does.

    Where the question came from an answer to the wizard, the wizard goes on after it.
    """
    question = draft.questions[0]
    rest = replace(draft, questions=draft.questions[1:])
    after = fill(rest, question.field, text, setting, question.item)
    if question.field is draft.step and not after.questions:
        return answered(rest, after)
    return after


def refusals_of(draft: Draft, text: str, setting: Setting) -> tuple[Draft, tuple[DomainError, ...]]:
    """Return the draft with what a whole `/buy` line states, and why something was not taken."""
    entry = read_buy(
        text,
        now=setting.now,
        zone=draft.zone,
        default_currency=draft.currency,
        languages=setting.languages,
    )
    there = in_zone(draft, entry.zone) if entry.zone else draft
    return fill_entry(there, entry), entry.refusals


def fill_line(draft: Draft, text: str, setting: Setting) -> Draft:
    """Return the draft with what a whole line states; raises what was refused in it."""
    filled, refusals = refusals_of(draft, text, setting)
    if refusals:
        raise refusals[0]
    return filled


def _title(typed: Typed) -> Draft:
    """A new draft takes all that the line states; later only the name changes."""
    if not typed.draft.items:
        return fill_line(typed.draft, typed.text, typed.setting)
    name = " ".join(typed.text.split())
    if len(name) > limits.NAME_LENGTH:
        raise TextTooLong(limit=limits.NAME_LENGTH, length=len(name))
    items = typed.draft.items
    if len(items) == 1 and items[0].name == typed.draft.title:
        items = (replace(items[0], name=name),)
    return replace(typed.draft, title=name, items=items)


def _items(typed: Typed) -> Draft:
    """An answer about one item replaces it; otherwise the list is typed anew.

    A price alone is that of the first item without one: what could not be read was its price.
    """
    empty = replace(typed.draft, items=(), questions=())
    read = fill_line(empty, typed.text, typed.setting)
    if not read.items:
        unpriced = any(not item.list_price for item in typed.draft.items if not item.removed)
        return _price(typed) if unpriced else asking(typed.draft, typed.question())
    if typed.item is not None:
        return _with(typed.draft, _corrected(_item_for(typed.draft, typed.item), read.items[0]))
    title = typed.draft.title or read.title
    return replace(
        typed.draft, title=title, items=read.items, questions=read.questions + typed.draft.questions
    )


def _corrected(item: Item | None, new: Item) -> Item:
    """Return the item as corrected; what the correction leaves out stays."""
    if item is None:
        return new
    return replace(
        item,
        name=new.name,
        list_price=new.list_price or item.list_price,
        unit=new.unit or item.unit,
        stock=item.stock if new.stock is None else new.stock,
        case_size=item.case_size if new.case_size is None else new.case_size,
        ladder=new.ladder or item.ladder,
    )


def _price(typed: Typed) -> Draft:
    item = _item_for(typed.draft, typed.item)
    read = read_price(typed.text, typed.setting_now())
    if item is None or isinstance(read, Unreadable):
        return asking(typed.draft, typed.question())
    if isinstance(read, Question):
        return asking(typed.draft, replace(read, field=Field.PRICE, item=item.no))
    return _with(_in_currency(typed.draft, read), replace(item, list_price=read.amount))


def _in_currency(draft: Draft, price: Money) -> Draft:
    """The first price says in which currency the buy is; a later one must keep to it."""
    if price.currency == draft.currency:
        return draft
    if any(item.list_price for item in draft.items) or draft.ladder:
        raise MixedCurrencies(first=draft.currency, second=price.currency)
    return in_money_of(draft, price.currency)


def _ladder(typed: Typed) -> Draft:
    own = None if typed.item is None else _item_for(typed.draft, typed.item)
    priced = own or next(iter(typed.draft.items), None)
    read = read_ladder(typed.text, typed.setting_now(), priced.unit if priced else "", typed.item)
    match read:
        case Ladder() if own is not None:
            return _with(typed.draft, replace(own, ladder=read))
        case Ladder():
            return replace(typed.draft, ladder=read)
        case Question() | Unreadable():
            return unclear(typed, read)
        case _:
            raise read


def _moment(typed: Typed) -> Draft:
    read = read_deadline(typed.text, typed.setting_now(), typed.field)
    if isinstance(read, datetime):
        changed: dict[str, Any] = {typed.field.value: read}  # deadline or opens_at, as in a draft
        return replace(typed.draft, **changed)
    return unclear(typed, read)


def _term(
    read: Callable[[str, Setting], int | Minimum | Question | Unreadable], name: str
) -> Callable[[Typed], Draft]:
    """Return how a draft's field of that name is filled with what `read` finds."""

    def fill_in(typed: Typed) -> Draft:
        found = read(typed.text, typed.setting_now())
        if isinstance(found, Question | Unreadable):
            return unclear(typed, found)
        changed: dict[str, Any] = {name: found}
        return replace(typed.draft, **changed)

    return fill_in


def _stock(typed: Typed) -> Draft:
    read = read_stock(typed.text, typed.setting_now())
    if not isinstance(read, int):
        return unclear(typed, read)
    items = tuple(
        replace(item, stock=read) if typed.item in (None, item.no) else item
        for item in typed.draft.items
    )
    return replace(typed.draft, items=items)


def _span(typed: Typed) -> Draft:
    read = read_span(typed.text)
    if isinstance(read, timedelta):
        return replace(typed.draft, extend_by=read)
    return asking(typed.draft, typed.question())


def _zone(typed: Typed) -> Draft:
    zones = read_zone(typed.text)
    if len(zones) == 1:
        return in_zone(typed.draft, zones[0])
    return asking(typed.draft, Question(Field.ZONE, cut(typed.text), tuple(zones)))


def _currency(typed: Typed) -> Draft:
    read = read_currency(typed.text, typed.setting_now())
    if isinstance(read, str):
        return settle_currency(typed.draft, read)
    return unclear(typed, read)


def _how_to_pay(typed: Typed) -> Draft:
    if len(typed.text) > limits.HOW_TO_PAY_LENGTH:
        raise TextTooLong(limit=limits.HOW_TO_PAY_LENGTH, length=len(typed.text))
    return replace(typed.draft, how_to_pay=typed.text)


def _stated(typed: Typed) -> Draft:
    """An answer to what two parts of a line contradicted each other in: one of them."""
    found = read_condition(typed.text, typed.setting_now())
    if found is None or found.field is not typed.field or isinstance(found.value, Question):
        return asking(typed.draft, typed.question())
    read = fill_line(replace(typed.draft, questions=()), typed.text, typed.setting)
    return replace(read, questions=typed.draft.questions)


def _item_for(draft: Draft, number: int | None) -> Item | None:
    """Return the item that an answer belongs to: the one asked about, else the first unpriced."""
    live = [item for item in draft.items if not item.removed]
    if number is not None:
        return next((item for item in live if item.no == number), None)
    unpriced = [item for item in live if not item.list_price]
    return next(iter(unpriced or live), None)


def _with(draft: Draft, new: Item) -> Draft:
    items = tuple(new if item.no == new.no else item for item in draft.items)
    return replace(draft, items=items)


READERS: dict[Field, Callable[[Typed], Draft]] = {
    Field.TITLE: _title,
    Field.ITEMS: _items,
    Field.PRICE: _price,
    Field.CURRENCY: _currency,
    Field.LADDER: _ladder,
    Field.DEADLINE: _moment,
    Field.OPENS_AT: _moment,
    Field.ZONE: _zone,
    Field.MINIMUM: _term(read_minimum, "minimum"),
    Field.MAX_PEOPLE: _term(read_max_people, "max_people"),
    Field.PERSON_LIMIT: _term(read_limit, "per_person_limit"),
    Field.STOCK: _stock,
    Field.IF_MISSED: _span,
    Field.HOW_TO_PAY: _how_to_pay,
    **FURTHER,
}
"""Fields that are answered by typing; the others have buttons only."""
