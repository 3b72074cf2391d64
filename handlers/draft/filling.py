"""What was typed for one part of a draft, read and put in; what is unclear becomes a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import limits
from domain.buy import Item, Minimum
from domain.draft import Draft, Field, Question
from domain.errors import MixedCurrencies, TextTooLong
from domain.ids import ItemNo
from domain.ladder import Ladder
from handlers.draft.choices import in_zone
from handlers.reading.buy import read_buy
from handlers.reading.conditions import read_condition
from handlers.reading.deadlines import read_deadline, read_span
from handlers.reading.entry import fill as fill_entry
from handlers.reading.items import Price, read_price_part
from handlers.reading.ladders import read_ladder
from handlers.reading.money import codes
from handlers.reading.setting import Setting, Unreadable, cut
from handlers.reading.zones import read_zone

WORDS = {
    Field.MINIMUM: "min",
    Field.MAX_PEOPLE: "max",
    Field.PERSON_LIMIT: "limit",
    Field.STOCK: "stock",
}
"""The word that an answer to these questions leaves out."""

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer: the draft it is for, the text, how to read it, and for which item."""

    draft: Draft
    field: Field
    text: str
    setting: Setting
    item: int | None = None

    def question(self) -> Question:
        """Return the question for an answer that cannot be read."""
        return Question(self.field, cut(self.text), (), self.item)

    def setting_now(self) -> Setting:
        """Return how to read it, in the draft's own currency and zone."""
        return replace(self.setting, currency=self.draft.currency, zone=self.draft.zone)


def fill(
    draft: Draft, field: Field, text: str, setting: Setting, item: int | None = None
) -> Draft:
    """Return the draft with what was typed for `field`.

    What is unclear, or cannot be read, comes first among the draft's questions. Raises what the
    reader refuses, such as `MixedCurrencies`, and `TextTooLong`.
    """
    typed = Typed(draft, field, text.strip(), setting, item)
    reader = READERS.get(field)
    return reader(typed) if reader else asking(draft, typed.question())


def asking(draft: Draft, question: Question) -> Draft:
    """Return the draft with a question that comes before all others."""
    return replace(draft, questions=(question, *draft.questions))


def fill_line(draft: Draft, text: str, setting: Setting) -> Draft:
    """Return the draft with what a whole `/buy` line states."""
    entry = read_buy(
        text,
        now=setting.now,
        zone=draft.zone,
        default_currency=draft.currency,
        languages=setting.languages,
    )
    if entry.refusals:
        raise entry.refusals[0]
    return fill_entry(draft, entry)


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
    """An answer about one item replaces it; otherwise the list is typed anew."""
    empty = replace(typed.draft, items=(), questions=())
    read = fill_line(empty, typed.text, typed.setting)
    if not read.items:
        return asking(typed.draft, typed.question())
    if typed.item is not None:
        new = replace(read.items[0], no=ItemNo(typed.item))
        return _with(typed.draft, new)
    title = typed.draft.title or read.title
    return replace(
        typed.draft, title=title, items=read.items, questions=read.questions + typed.draft.questions
    )


def _price(typed: Typed) -> Draft:
    item = _item_for(typed.draft, typed.item)
    price = read_price_part(typed.text, typed.setting_now())
    if item is None or price is None:
        return asking(typed.draft, typed.question())
    if price.question is not None:
        return asking(typed.draft, replace(price.question, item=item.no))
    draft = _in_currency(typed.draft, price)
    return _with(draft, replace(item, list_price=price.amount, unit=price.unit or item.unit))


def _in_currency(draft: Draft, price: Price) -> Draft:
    """The first price says in which currency the buy is; a later one must keep to it."""
    if not price.code or price.code == draft.currency:
        return draft
    if any(item.list_price for item in draft.items) or draft.ladder:
        raise MixedCurrencies(first=draft.currency, second=price.code)
    return replace(draft, currency=price.code)


def _ladder(typed: Typed) -> Draft:
    unit = typed.draft.items[0].unit if typed.draft.items else ""
    read = read_ladder(typed.text, typed.setting_now(), unit, typed.item)
    match read:
        case Ladder():
            return replace(typed.draft, ladder=read)
        case Question():
            return asking(typed.draft, read)
        case Unreadable():
            return asking(typed.draft, typed.question())
        case _:
            raise read


def _moment(typed: Typed) -> Draft:
    read = read_deadline(typed.text, typed.setting_now(), typed.field)
    if isinstance(read, datetime):
        if typed.field is Field.OPENS_AT:
            return replace(typed.draft, opens_at=read)
        return replace(typed.draft, deadline=read)
    return asking(typed.draft, read if isinstance(read, Question) else typed.question())


def _condition(typed: Typed) -> Draft:
    found = read_condition(typed.text, typed.setting_now())
    if found is None or found.field != typed.field:
        worded = f"{WORDS[typed.field]} {typed.text}"
        if typed.field is Field.MAX_PEOPLE and typed.text.isdecimal():
            worded = f"{worded} {PEOPLE}"
        found = read_condition(worded, typed.setting_now())
    if found is None or found.field != typed.field:
        return asking(typed.draft, typed.question())
    match found.value:
        case Question() as question:
            return asking(typed.draft, replace(question, quoted=cut(typed.text)))
        case Minimum() as minimum:
            return replace(typed.draft, minimum=minimum)
        case int() as number:
            return _limited(typed, number)
        case _:
            return asking(typed.draft, typed.question())


def _limited(typed: Typed, number: int) -> Draft:
    if typed.field is Field.MAX_PEOPLE:
        return replace(typed.draft, max_people=number)
    if typed.field is Field.PERSON_LIMIT:
        return replace(typed.draft, per_person_limit=number)
    items = tuple(
        replace(item, stock=number) if typed.item in (None, item.no) else item
        for item in typed.draft.items
    )
    return replace(typed.draft, items=items)


def _span(typed: Typed) -> Draft:
    read = read_span(typed.text)
    if isinstance(read, timedelta):
        return replace(typed.draft, extend_by=read)
    return asking(typed.draft, typed.question())


def _zone(typed: Typed) -> Draft:
    read = read_zone(typed.text)
    if isinstance(read, Unreadable):
        return asking(typed.draft, typed.question())
    return in_zone(typed.draft, read)


def _currency(typed: Typed) -> Draft:
    code = typed.text.upper()
    if code not in codes():
        return asking(typed.draft, typed.question())
    return replace(typed.draft, currency=code)


def _how_to_pay(typed: Typed) -> Draft:
    if len(typed.text) > limits.HOW_TO_PAY_LENGTH:
        raise TextTooLong(limit=limits.HOW_TO_PAY_LENGTH, length=len(typed.text))
    return replace(typed.draft, how_to_pay=typed.text)


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
    Field.MINIMUM: _condition,
    Field.MAX_PEOPLE: _condition,
    Field.PERSON_LIMIT: _condition,
    Field.STOCK: _condition,
    Field.IF_MISSED: _span,
    Field.HOW_TO_PAY: _how_to_pay,
}
"""Fields that are answered by typing; the others have buttons only."""
