"""How a statement was worked out: the group's sums, one's own, and that they add up (NEW-3)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from domain.buy import Item, Terms
from domain.ids import ItemNo
from domain.offer import BUY_LADDER, price_at
from domain.settlement import Settlement, Statement
from handlers.callbacks import Act, on_order
from handlers.screen import Button, Screen
from handlers.wording.names import title
from handlers.wording.prices import rounded, said
from handlers.wording.state import item_name
from locales.translator import Translator

ITEMS_AT_MOST = 15


def worked_out_screen(
    terms: Terms, statement: Statement, settlement: Settlement, t: Translator
) -> Screen:
    """Return the sums behind one statement; every line can be checked with a pocket calculator."""
    parts = [
        t("statement-worked-out", title=title(terms.title, t)),
        Markup(""),
        *_group(t, terms, settlement),
        Markup(""),
        *_own(t, terms, statement),
        Markup(""),
        t(
            "statement-adds-up",
            count=len(settlement.statements),
            due=t.money(settlement.due, terms.currency),
        ),
    ]
    back = Button(t.plain("common-back"), on_order(statement.buy, Act.STATEMENT))
    return Screen(Markup("\n").join(parts), ((back,),))


def units_sold(settlement: Settlement) -> Counter[ItemNo]:
    """Return the units of each item over all statements."""
    units: Counter[ItemNo] = Counter()
    for statement in settlement.statements:
        for line in statement.lines:
            units[line.item] += line.quantity
    return units


def _group(t: Translator, terms: Terms, settlement: Settlement) -> list[Markup]:
    units = units_sold(settlement)
    bought = [item for item in terms.items if units[item.no]]
    lines = [t("statement-group")]
    lines += [_item(t, terms, item, units[item.no], settlement) for item in bought[:ITEMS_AT_MOST]]
    if len(bought) > ITEMS_AT_MOST:
        lines.append(t("card-more-items", count=len(bought) - ITEMS_AT_MOST))
    lines.append(
        t(
            "statement-group-sum",
            total=t.amount(settlement.list_amount, terms.currency),
            discount=t.amount(settlement.discount, terms.currency),
            due=t.money(settlement.due, terms.currency),
        )
    )
    return lines


def _item(t: Translator, terms: Terms, item: Item, units: int, settlement: Settlement) -> Markup:
    tier = settlement.tiers.get(item.no if item.ladder else BUY_LADDER, 0)
    ladder = terms.ladder_of(item)
    price = price_at(item, ladder, tier)
    values: dict[str, Any] = {
        "units": t.number(units),
        "name": item_name(t, terms, item),
        "list": t.amount(item.list_price, terms.currency),
        "total": t.amount(units * item.list_price, terms.currency),
    }
    if not price.saved:
        return t("statement-item", **values)
    saved = rounded(t, units * price.saved, terms.currency, about=False, named=False)
    now = said(t, price, terms.currency, named=False)
    return t("statement-item-tier", tier=t.number(tier), price=now, saved=saved, **values)


def _own(t: Translator, terms: Terms, statement: Statement) -> list[Markup]:
    lines = [t("statement-own-lines")]
    for line in statement.lines[:ITEMS_AT_MOST]:
        item = terms.item(line.item)
        lines.append(
            t(
                "statement-own-line",
                units=t.number(line.quantity),
                name=item_name(t, terms, item) if item else "",
                total=t.amount(line.list_amount, terms.currency),
                discount=t.amount(line.discount, terms.currency),
                due=t.amount(line.due, terms.currency),
            )
        )
    if len(statement.lines) > ITEMS_AT_MOST:
        lines.append(t("order-more-lines", count=len(statement.lines) - ITEMS_AT_MOST))
    if len(statement.lines) > 1:
        lines.append(t("statement-together", due=t.money(statement.due, terms.currency)))
    return lines
