"""Gathering: the parts of all lines sorted to the items and to the buy they speak of."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.delivery import Area
from domain.draft import Field, Question
from domain.errors import MixedCurrencies
from domain.goods import PickUpPoint, Supplier
from handlers.reading.card_lines import OfItem
from handlers.reading.found import Found, field_of
from handlers.reading.further import Further
from handlers.reading.items import Named, Price, read_named
from handlers.reading.parts import About, Part, after_price, unlike_a_name
from handlers.reading.paying import Paying
from handlers.reading.setting import Setting, asked, cut
from handlers.reading.write_terms import write_money


@dataclass
class ItemSoFar:
    """An item while its parts are gathered."""

    name: str
    price: Price | None = None
    price_typed: str = ""
    tail: Named | None = None
    """The name with a bare number at its end, which may be the price."""
    ladder: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    alone: bool = False
    """Nothing else stood on the name's line: it may be the title of all."""
    doubtful: bool = False
    """The name could be something else: a tier, a condition."""


class Gathering:
    """What the lines of an entry have said so far."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.items: list[ItemSoFar] = []
        self.values: dict[Field | str, tuple[object, str]] = {}
        self.of_items: list[tuple[str, OfItem, str]] = []
        """Numbers stated of an item by its name: what, how many, and as typed."""
        self.ladder: list[str] = []
        self.pay: list[str] = []
        self.further = Further()
        self.questions: list[Question] = []
        self.refusals: list[MixedCurrencies] = []
        self.price_before: tuple[Price, str] | None = None
        """A price that stood before any name."""

    def ask(self, about: Field, typed: str, options: Sequence[str] = ()) -> None:
        """Note a question about the buy."""
        self.questions.append(asked(about, typed, options))

    def take(self, parts: list[Part]) -> None:
        """Take the parts of one line."""
        before = len(self.items)
        ladder: list[str] = []
        alone = all(part.about is About.NAME for part in parts)
        for at, part in enumerate(parts):
            current = self.items[-1] if len(self.items) > before else None
            priced = at + 1 < len(parts) and parts[at + 1].about is About.PRICE
            if part.about is About.NAME:
                ladder += self._name(part, current, priced)
            elif isinstance(part.value, Price):
                self._price(part.value, part.typed, current)
            elif part.about is About.LADDER:
                ladder.append(joint(part, ladder))
            elif isinstance(part.value, Found):
                self._condition(part.value, part.typed, current)
        if len(self.items) > before:
            self.items[-1].alone = alone
        if ladder and len(self.items) - before > 1:
            self.ask(Field.LADDER, "".join(ladder))
        elif len(self.items) > before:
            self.items[-1].ladder += ladder
        else:
            self.ladder += [*([";"] if self.ladder and ladder else []), *ladder]

    def _name(self, part: Part, current: ItemSoFar | None, priced: bool) -> list[str]:
        """Take a name, with the price in it; return the ladder that followed that price."""
        named, *others = (
            [Named(part.typed)] if part.literal else read_named(part.typed, self.setting)
        )
        if not _is_name(named.name):
            self.ask(Field.ITEMS, part.typed)
            return []
        if current and part.after_comma and current.price is None and not current.counts:
            current.name += f", {named.name}"
            current.price, current.price_typed = named.price, part.typed
            current.tail = None
        elif current and not priced and named.price is None:
            self.ask(Field.ITEMS, part.typed)
            return []
        else:
            current = ItemSoFar(named.name, named.price, part.typed, named if named.tail else None)
            self.items.append(current)
            if self.price_before and named.price is None:
                current.price, current.price_typed = self.price_before
                self.price_before = None
        current.doubtful = not part.literal and unlike_a_name(current.name)
        if others:
            return self._doubtful_name(current, [named, *others], part.typed)
        return self._rest(named.rest, current) if named.rest else []

    def _doubtful_name(self, item: ItemSoFar, ways: list[Named], typed: str) -> list[str]:
        """Ask where name and price run into each other: `Rice 5 500 EUR`."""
        item.price = None
        options = [
            f"{way.name}; {write_money(way.price.amount, self.setting.currency, self.setting.t)}"
            for way in ways
            if way.price
        ]
        item.questions.append(asked(Field.ITEMS, typed, options))
        return []

    def _rest(self, rest: str, item: ItemSoFar) -> list[str]:
        ladder: list[str] = []
        for part in after_price(rest, self.setting):
            if part.about is About.LADDER:
                ladder.append(joint(part, ladder))
            elif isinstance(part.value, Found):
                self._condition(part.value, part.typed, item)
            else:
                self.ask(Field.ITEMS, part.typed)
        return ladder

    def _price(self, price: Price, typed: str, current: ItemSoFar | None) -> None:
        last = self.items[-1] if self.items else None
        item = current or (last if last and last.price is None else None)
        if item is None:
            if self.items or self.price_before:
                self.ask(Field.PRICE, typed)
            else:
                self.price_before = (price, typed)
        elif item.price is None:
            item.price, item.price_typed = price, typed
        elif item.price != price:
            both = [
                write_money(one.amount, one.code, self.setting.t) for one in (item.price, price)
            ]
            question = asked(Field.PRICE, f"{both[0]}; {typed}", both)
            item.price = Price(0, price.code, question=question)

    def _condition(self, found: Found, typed: str, current: ItemSoFar | None) -> None:
        if isinstance(found.value, Question):
            asking = found.value
            question = Question(asking.field, cut(asking.quoted), asking.options)
            self.questions.append(self.further.numbered(question))
        elif isinstance(found.value, MixedCurrencies):
            self.refusals.append(found.value)
            self.questions.append(self.further.numbered(asked(field_of(found), typed, ())))
        elif isinstance(found.value, Paying | Area | PickUpPoint | Supplier):
            contradiction = self.further.take(found.value, typed)
            self.questions += [contradiction] if contradiction else []
        elif found.field is Field.HOW_TO_PAY:
            self.pay.append(str(found.value))
        elif isinstance(found.value, OfItem):
            self.of_items.append((str(found.field), found.value, typed))
        elif found.field in (Field.STOCK, Field.CASE) and current and isinstance(found.value, int):
            current.counts[str(found.field)] = found.value
        elif found.field in self.values and self.values[found.field][0] != found.value:
            _, before = self.values[found.field]
            self.values[found.field] = (None, typed)
            self.ask(field_of(found), f"{before}; {typed}", [before, typed])
        else:
            self.values[found.field] = (found.value, typed)


def _is_name(typed: str) -> bool:
    """Tell whether anything but punctuation was typed."""
    return any(not unicodedata.category(char).startswith(("P", "Z", "C")) for char in typed)


def joint(part: Part, before: list[str]) -> str:
    """Return a piece of a ladder with the sign that joined it to the piece before."""
    if not before:
        return part.typed
    return f"{',' if part.after_comma else ';'} {part.typed}"
