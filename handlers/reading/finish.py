"""Finishing: what was gathered becomes items, a title, one ladder, and what is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from domain.buy import Admission, Item, Minimum
from domain.delivery import Delivery
from domain.draft import Field, Question
from domain.errors import MixedCurrencies
from domain.ids import ItemNo
from domain.ladder import Ladder
from handlers.reading.entry import BuyEntry
from handlers.reading.found import TAKES_REST
from handlers.reading.gather import Gathering, ItemSoFar
from handlers.reading.ladders import read_ladder
from handlers.reading.quotes import quoted
from handlers.reading.setting import asked
from handlers.reading.write_terms import write_money

T = TypeVar("T")

LONGEST_TITLE = 80


def finish(gathered: Gathering) -> BuyEntry:
    """Return the entry that was gathered."""
    title = _title(gathered)
    _buy_counts(gathered)
    _of_items(gathered)
    _one_ladder(gathered)
    finished = _Finished(gathered)
    items = tuple(finished.item(no, item) for no, item in enumerate(gathered.items, start=1))
    unit = items[0].unit if len(items) == 1 else ""
    ladder = finished.ladder(gathered.ladder, unit, None)
    if len(items) == 1 and ladder is None:
        items, ladder = (replace(items[0], ladder=None),), items[0].ladder
    if gathered.price_before:
        gathered.ask(Field.PRICE, gathered.price_before[1])
    questions = tuple(dict.fromkeys(gathered.questions + finished.questions))
    return BuyEntry(
        title=title or title_of(items),
        currency=gathered.setting.currency,
        zone=_value(gathered, Field.ZONE, str) or "",
        items=items,
        ladder=ladder,
        deadline=_value(gathered, Field.DEADLINE, datetime),
        opens_at=_value(gathered, Field.OPENS_AT, datetime),
        minimum=_value(gathered, Field.MINIMUM, Minimum),
        max_people=_value(gathered, Field.MAX_PEOPLE, int),
        per_person_limit=_value(gathered, Field.PERSON_LIMIT, int),
        extend_by=_value(gathered, Field.IF_MISSED, timedelta),
        admission=_value(gathered, Field.ADMISSION, Admission),
        guests_count=_value(gathered, Field.GUESTS, bool),
        close_when_answered=_value(gathered, Field.EARLY_CLOSE, bool),
        how_to_pay="\n".join(gathered.pay),
        paying=gathered.further.paying,
        takes_rest=_value(gathered, TAKES_REST, bool),
        areas=gathered.further.areas,
        delivery=_value(gathered, Field.DELIVERY, Delivery),
        pick_up=gathered.further.points,
        ships=_value(gathered, Field.SHIPS, bool),
        supplier=gathered.further.supplier,
        questions=questions,
        refusals=(*finished.refusals, *gathered.refusals),
        missing=_missing(gathered, items, questions),
    )


class _Finished:
    """Items and ladders, with the questions and refusals they lead to."""

    def __init__(self, gathered: Gathering) -> None:
        self.setting = gathered.setting
        self.several = len(gathered.items) > 1
        self.questions: list[Question] = []
        self.refusals: list[MixedCurrencies] = []

    def item(self, number: int, so_far: ItemSoFar) -> Item:
        """Return one item; `list_price` is 0 while its price is asked."""
        name, amount = so_far.name, 0
        self.questions += [replace(question, item=number) for question in so_far.questions]
        price = so_far.price
        if price is None and so_far.tail and so_far.tail.tail and not so_far.questions:
            name, amount = self._tail(number, so_far)
        elif price and price.foreign:
            self.refusals.append(MixedCurrencies(self.setting.currency, price.foreign))
            self.questions.append(asked(Field.PRICE, so_far.price_typed, (), number))
        elif price and price.question:
            self.questions.append(replace(price.question, item=number))
        elif price:
            amount = price.amount
        unit = price.unit if price else ""
        if so_far.doubtful and not so_far.questions:
            self._name(number, so_far, amount)
        return Item(
            ItemNo(number),
            name,
            amount,
            unit=unit,
            stock=so_far.counts.get(Field.STOCK),
            case_size=so_far.counts.get(Field.CASE),
            ladder=self.ladder(so_far.ladder, unit, number if self.several else None),
        )

    def _name(self, number: int, so_far: ItemSoFar, amount: int) -> None:
        """Ask whether a name that looks like a tier or a condition is one: in quotes it is."""
        money = write_money(amount, self.setting.currency, self.setting.t)
        option = "; ".join([quoted(so_far.name), *([money] if amount else [])])
        self.questions.append(asked(Field.ITEMS, so_far.name, [option], number))

    def _tail(self, number: int, so_far: ItemSoFar) -> tuple[str, int]:
        """Return name and price where the name ends in a bare number: "Eggs - 3", "Eggs 30"."""
        named = so_far.tail
        if named is None or named.tail is None:
            return so_far.name, 0
        if named.sure:
            return named.name_without_tail, named.tail.amount
        money = write_money(named.tail.amount, self.setting.currency, self.setting.t)
        option = f"{named.name_without_tail}; {money}"
        self.questions.append(asked(Field.ITEMS, so_far.name, [option], number))
        return so_far.name, 0

    def ladder(self, pieces: list[str], unit: str, item: int | None) -> Ladder | None:
        """Return the ladder of an item, or of the buy (`item` None)."""
        if not pieces:
            return None
        text = "".join(pieces)
        read = read_ladder(text, self.setting, unit, item)
        if isinstance(read, Ladder):
            return read
        if isinstance(read, MixedCurrencies):
            self.refusals.append(read)
        asking = read if isinstance(read, Question) else asked(Field.LADDER, text, (), item)
        self.questions.append(asking)
        return None


def _title(gathered: Gathering) -> str:
    """Return the title: a first line with a name alone, where a later line names a priced item."""
    first, *others = gathered.items or [ItemSoFar("")]
    bare = first.alone and first.price is None and not first.questions
    if not bare or not any(item.price or item.tail for item in others):
        return ""
    gathered.items.pop(0)
    return first.name


def title_of(items: tuple[Item, ...]) -> str:
    """Return the title of a buy that was given none: the names of its items."""
    names = ", ".join(item.name for item in items)
    return (
        names
        if len(names) <= LONGEST_TITLE or len(items) == 1
        else names[: LONGEST_TITLE - 1] + "…"
    )


def _of_items(gathered: Gathering) -> None:
    """Give each number stated of an item by its name to that item; ask where there is none."""
    for about, stated, typed in gathered.of_items:
        same = [item for item in gathered.items if item.name == stated.name]
        if len(same) == 1:
            same[0].counts[about] = stated.value
        else:
            gathered.ask(Field(about), typed)


def _one_ladder(gathered: Gathering) -> None:
    """Put the ladder of the only item and what goes on below its line together."""
    if len(gathered.items) == 1 and gathered.ladder and gathered.items[0].ladder:
        gathered.ladder = [*gathered.items[0].ladder, ";", *gathered.ladder]
        gathered.items[0].ladder = []


def _buy_counts(gathered: Gathering) -> None:
    """Give a stock or case size on a line of its own to the only item; of several, ask."""
    for about in (Field.STOCK, Field.CASE):
        value, typed = gathered.values.pop(about, (None, ""))
        if isinstance(value, int):
            if len(gathered.items) == 1:
                gathered.items[0].counts.setdefault(str(about), value)
            else:
                gathered.ask(about, typed)


def _value(gathered: Gathering, field: Field | str, kind: type[T]) -> T | None:
    value, _ = gathered.values.get(field, (None, ""))
    return value if isinstance(value, kind) else None


def _missing(
    gathered: Gathering, items: tuple[Item, ...], questions: tuple[Question, ...]
) -> tuple[Field, ...]:
    asked_for = {question.field for question in questions}
    priced = {
        question.item for question in questions if question.field in (Field.PRICE, Field.ITEMS)
    }
    missing = []
    if not items and Field.ITEMS not in asked_for:
        missing.append(Field.ITEMS)
    if any(item.list_price == 0 and item.no not in priced for item in items):
        missing.append(Field.PRICE)
    if not gathered.setting.currency and Field.CURRENCY not in asked_for:
        missing.append(Field.CURRENCY)
    if _value(gathered, Field.DEADLINE, datetime) is None and Field.DEADLINE not in asked_for:
        missing.append(Field.DEADLINE)
    return tuple(missing)
