"""How a statement was worked out: the group's sums, one's own, and that they add up (NEW-3)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from domain.buy import Item, Terms
from domain.delivery import AreaNo
from domain.ids import ItemNo
from domain.offer import BUY_LADDER, Price
from domain.settlement import LineShare, Settlement, Statement
from domain.sharing.settling import settled_price
from domain.views import MemberView
from handlers.callbacks import Act, on_order
from handlers.screen import Button, Screen
from handlers.statement.fallen import fallen_lines
from handlers.statement.paying import back_said, paid_said
from handlers.wording.areas import delivery_line
from handlers.wording.fitting import fitted
from handlers.wording.names import title
from handlers.wording.prices import rounded, said
from handlers.wording.state import item_name
from locales.translator import Translator

ROOM = 1200
"""Characters of the group's lines, and of one's own."""
AREA_LABEL = 30


def worked_out_screen(
    view: MemberView, statement: Statement, settlement: Settlement, t: Translator
) -> Screen:
    """Return the sums behind one statement; every line can be checked with a pocket calculator."""
    terms = view.buy.terms
    people = sum(any(line.quantity for line in one.lines) for one in settlement.statements)
    parts = [
        t("statement-worked-out", title=title(terms.title, t)),
        Markup(""),
        *_group(t, terms, settlement),
        Markup(""),
        *_own(t, terms, statement, settlement),
        Markup(""),
        t("statement-adds-up", count=people, due=t.money(settlement.due, terms.currency)),
    ]
    if rest := [*fallen_lines(t, view, settlement), *paid_said(t, view), *back_said(t, view)]:
        parts += [Markup(""), *rest]
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
    """Return what the group bought, at which prices, and what that and the rest come to."""
    units: Counter[tuple[ItemNo, AreaNo]] = Counter()
    for statement in settlement.statements:
        for line in statement.lines:
            units[line.item, statement.area] += line.quantity
    bought = [
        (item, area)
        for item in terms.items
        for area in sorted({area for no, area in units if no == item.no})
        if units[item.no, area]
    ]
    lines = [t("statement-group")]
    items = [_item(t, terms, item, area, units[item.no, area], settlement) for item, area in bought]
    lines += fitted(t, items, ROOM)
    return [*lines, *_sums(t, terms, settlement)]


def _item(
    t: Translator, terms: Terms, item: Item, area: AreaNo, units: int, settlement: Settlement
) -> Markup:
    tier = settlement.tiers.get(item.no if item.ladder else BUY_LADDER, 0)
    price = settled_price(terms, settlement.tiers, item, area)
    values: dict[str, Any] = {"units": t.number(units), "name": _name(t, terms, item, area)}
    if settlement.bill is not None:
        return _weight(t, terms, price, units, values)
    values["list"] = t.amount(item.list_price, terms.currency)
    values["total"] = t.amount(units * item.list_price, terms.currency)
    if not price.saved:
        return t("statement-item", **values)
    saved = rounded(t, units * price.saved, terms.currency, about=False, named=False)
    now = said(t, price, terms.currency, named=False)
    if not tier:
        return t("statement-item-area", price=now, saved=saved, **values)
    return t("statement-item-tier", tier=t.number(tier), price=now, saved=saved, **values)


def _weight(
    t: Translator, terms: Terms, price: Price, units: int, values: dict[str, Any]
) -> Markup:
    """Return what units of an item weigh in the sharing of the bill: what they would cost."""
    weight = rounded(t, units * price.exact, terms.currency, about=False, named=False)
    each = said(t, price, terms.currency, named=False)
    return t("statement-item", list=each, total=weight, **values)


def _name(t: Translator, terms: Terms, item: Item, area: AreaNo) -> str:
    """Return an item's name, with the area where that changes its price."""
    name, chosen = item_name(t, terms, item), terms.area(area)
    if chosen is None or not any(one.basis_points for one in terms.areas):
        return name
    return t.plain("statement-name-area", name=name, area=title(chosen.name, t, AREA_LABEL))


def _sums(t: Translator, terms: Terms, settlement: Settlement) -> list[Markup]:
    def money(amount: int) -> str:
        return t.amount(amount, terms.currency)

    goods = settlement.list_amount - settlement.discount
    besides = settlement.delivery or settlement.fees or settlement.returned
    due = money(goods) if besides else t.money(goods, terms.currency)
    if settlement.bill is not None:
        lines = [t("statement-bill", bill=due)]
    else:
        total, less = money(settlement.list_amount), money(settlement.discount)
        lines = [t("statement-group-sum", total=total, discount=less, due=due)]
    if settlement.returned:
        lines.append(t("statement-group-returned", amount=money(settlement.returned)))
    if settlement.fees:
        lines.append(t("statement-group-fees", amount=money(settlement.fees)))
    if settlement.delivery and terms.delivery:
        lines.append(delivery_line(t, terms.delivery, terms.currency))
    if besides:
        lines.append(t("statement-together", due=t.money(settlement.due, terms.currency)))
    return lines


def _own(t: Translator, terms: Terms, statement: Statement, settlement: Settlement) -> list[Markup]:
    """Return one's own lines and what comes on top, and their sum."""
    bill = settlement.bill is not None
    lines = [t("statement-own-lines-bill" if bill else "statement-own-lines")]
    own = [line for line in statement.lines if line.quantity]
    lines += fitted(t, [one for line in own for one in _own_line(t, terms, line, bill=bill)], ROOM)
    if statement.fee:
        area = terms.area(statement.area)
        name = title(area.name if area else "", t, AREA_LABEL)
        lines.append(t("order-fee", area=name, fee=t.amount(statement.fee, terms.currency)))
    if statement.delivery:
        share = t.amount(statement.delivery, terms.currency)
        cost = t.amount(settlement.delivery, terms.currency)
        lines.append(t("statement-delivery", share=share, cost=cost))
    if len(lines) > 2:  # noqa: PLR2004 - the heading, and a line that is its own sum
        lines.append(t("statement-together", due=t.money(statement.due, terms.currency)))
    return lines


def _own_line(t: Translator, terms: Terms, line: LineShare, *, bill: bool) -> list[Markup]:
    item = terms.item(line.item)
    values: dict[str, Any] = {
        "units": t.number(line.quantity),
        "name": item_name(t, terms, item) if item else "",
        "due": t.amount(line.list_amount - line.discount, terms.currency),
    }
    if bill:
        said_ = [t("statement-own-line-bill", **values)]
    else:
        total = t.amount(line.list_amount, terms.currency)
        discount = t.amount(line.discount, terms.currency)
        said_ = [t("statement-own-line", total=total, discount=discount, **values)]
    if line.returned:
        amount = t.amount(line.returned_amount, terms.currency)
        units = t.number(line.returned)
        said_.append(t("statement-returned", units=units, name=values["name"], amount=amount))
    return said_
