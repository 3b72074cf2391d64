"""A buy written as one entry that, typed back in, gives the same buy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from domain.buy import Admission, Item, Minimum, Terms
from domain.draft import Draft
from domain.ladder import Metric
from handlers.reading.buy import read_buy
from handlers.reading.conditions import doubted
from handlers.reading.deadlines import write_moment
from handlers.reading.entry import BuyEntry
from handlers.reading.finish import title_of
from handlers.reading.quotes import quoted
from handlers.reading.setting import Setting
from handlers.reading.text import clean
from handlers.reading.write_goods import (
    Writing,
    write_area,
    write_delivery,
    write_point,
    write_supplier,
)
from handlers.reading.write_paying import to_say, write_how_to_pay, write_paying
from handlers.reading.write_terms import write_count, write_ladder, write_money, write_span

SOME_PRICE = "1.00 EUR"

Stated = Draft | Terms | BuyEntry
"""Whatever states the terms of a buy."""


def write_buy(stated: Stated, language: str, zone: str, now: datetime) -> str:
    """Return the entry that states these terms, in words of `language`, without `/buy`.

    One line where the buy has one item that gives it its title, else a line for the title and
    for each item. `read_buy` with the same language, zone and time gives the same terms.
    """
    setting = Setting(now, zone, stated.currency, (language,))
    items = tuple(item for item in stated.items if not item.removed)
    of_buy = [*_ladder(stated, setting), *_conditions(stated, setting)]
    pay = [
        write_how_to_pay(line.strip(), setting.t)
        for line in stated.how_to_pay.split("\n")
        if line.strip()
    ]
    titled = bool(stated.title) and stated.title != title_of(items)
    if len(items) == 1 and not titled:
        return "\n".join(["; ".join([_item(items[0], setting), *of_buy]), *pay])
    title = [write_name(_one_line(stated.title), setting)] if titled else []
    written = [_item(item, setting) for item in items]
    return "\n".join([*title, *written, *(["; ".join(of_buy)] if of_buy else []), *pay])


def _item(item: Item, setting: Setting) -> str:
    parts = [write_name(_one_line(item.name), setting)]
    if item.list_price:
        unit = f"/{item.unit}" if item.unit else ""
        parts.append(write_money(item.list_price, setting.currency, setting.t) + unit)
    if item.stock is not None:
        parts.append(setting.t.plain("reading-stock", value=setting.t.number(item.stock)))
    if item.case_size is not None:
        parts.append(setting.t.plain("reading-case", value=setting.t.number(item.case_size)))
    if item.ladder is not None:
        parts.append(write_ladder(item.ladder, setting.currency, setting.t))
    return "; ".join(parts)


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _in_line(name: str) -> str:
    return f"{name}; {SOME_PRICE}"


def write_name(name: str, setting: Setting, where: Callable[[str], str] = _in_line) -> str:
    """Return the name, in quotes if without them it would be read as anything but a name.

    `where` gives the entry in which the name is to stand, with `SOME_PRICE`.
    """
    bare = " ".join(clean(name).split())
    entry = read_buy(
        where(bare),
        now=setting.now,
        zone=setting.zone,
        default_currency="EUR",
        languages=setting.languages,
    )
    read = [item.name for item in entry.items]
    certain = read == [bare] and not (entry.questions or entry.ladder or entry.zone)
    return name if certain else quoted(name)


def _ladder(stated: Stated, setting: Setting) -> Iterator[str]:
    if stated.ladder is not None and stated.ladder.tiers:
        yield write_ladder(stated.ladder, setting.currency, setting.t)


def _conditions(stated: Stated, setting: Setting) -> Iterator[str]:
    t = setting.t
    if stated.deadline is not None:
        yield t.plain("reading-until", moment=write_moment(stated.deadline, setting))
    if stated.opens_at is not None:
        yield t.plain("reading-opens", moment=write_moment(stated.opens_at, setting))
    if stated.minimum is not None:
        yield t.plain("reading-minimum", value=_counted(stated.minimum, setting))
    if stated.max_people is not None:
        people = t.plain("reading-people", count=stated.max_people)
        yield t.plain("reading-maximum", value=people)
    if stated.per_person_limit is not None:
        yield t.plain("reading-limit", value=t.number(stated.per_person_limit))
    if stated.extend_by is not None:
        yield t.plain("reading-extend", span=write_span(stated.extend_by, t))
    yield from _flags(stated, setting)
    yield from write_further(stated, setting)


def _flags(stated: Stated, setting: Setting) -> Iterator[str]:
    t = setting.t
    if stated.admission is Admission.NAMED:
        yield t.plain("reading-named")
    elif stated.admission is Admission.CHAT:
        yield t.plain("reading-members")
    if stated.guests_count:
        yield t.plain("reading-guests")
    if stated.close_when_answered is not None:
        yield t.plain("reading-early" if stated.close_when_answered else "reading-not-early")


def write_further(
    stated: Stated, setting: Setting, writing: Writing | None = None
) -> Iterator[str]:
    """Yield the terms of paying, areas, delivery and handing out, an entry for each.

    `writing` puts amounts and names as a screen shows them; else they are as people type them.
    """
    t = setting.t
    how = writing or Writing(t, stated.currency)
    said = stated.paying if isinstance(stated, BuyEntry) else to_say(stated.payment, how.currency)
    yield from write_paying(said, t)
    if stated.takes_rest:
        yield t.plain("reading-takes-rest")
    for area in stated.areas:
        yield write_area(area, how)
    if stated.delivery is not None:
        yield write_delivery(stated.delivery, how)
    for point in stated.pick_up:
        yield write_point(point, how, partial(doubted, setting=setting))
    if stated.ships:
        yield t.plain("reading-ships")
    yield from write_supplier(stated.supplier, t)


def _counted(minimum: Minimum, setting: Setting) -> str:
    if minimum.metric is Metric.UNITS:
        return setting.t.plain("reading-units", count=minimum.value)
    return write_count(minimum.metric, minimum.value, setting.currency, setting.t)
