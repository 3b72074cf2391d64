"""The statement of one participant (UX-15), and what came of a buy for somebody not in it."""

from __future__ import annotations

from markupsafe import Markup

from domain.buy import State
from domain.dues import settles_own
from domain.ids import HOST
from domain.money import half_up
from domain.settlement import LineShare, Settlement, Statement
from domain.sharing.settling import settled_price
from domain.views import CardView, MemberView
from handlers.callbacks import Act, on_order
from handlers.card.ended import result_lines, why_called_off
from handlers.screen import Button, Screen
from handlers.statement.fallen import fallen_lines
from handlers.statement.goods import goods_buttons, goods_lines
from handlers.statement.paying import back_said, how_lines, paid_said, paying_buttons
from handlers.wording.fitting import fitted
from handlers.wording.names import person_name, title
from handlers.wording.state import item_name
from locales.translator import Translator

ROOM, RETURNED_ROOM = 1300, 400
"""Characters of the lines, and of what was given back."""
AREA_LABEL = 30


def statement_screen(
    view: MemberView, statement: Statement, settlement: Settlement, t: Translator
) -> Screen:
    """Return somebody's share of a closed buy: lines, savings, and how to pay what is owed."""
    terms = view.buy.terms
    corrected = settlement.revision > 1
    head = "statement-head-corrected" if corrected else "statement-head"
    parts = [t(head, title=title(terms.title, t))]
    parts += share_lines(t, view, statement, settlement)
    if statement.saved > 0:
        parts.append(t("statement-saved", saved=t.money(statement.saved, terms.currency)))
    parts.append(_rule(t, view, settlement))
    parts += fallen_lines(t, view, settlement)
    parts += paying_lines(t, view, statement)
    parts += goods_lines(t, view)
    return Screen(Markup("\n").join(parts), statement_buttons(t, view))


def share_lines(
    t: Translator, view: MemberView, statement: Statement, settlement: Settlement
) -> list[Markup]:
    """Return the settled lines: "Yours: 2 × 35.00 = 70.00 EUR", or one each and their sum."""
    due = t.money(statement.due, view.buy.terms.currency)
    besides = _besides(t, view, statement, settlement)
    lines = [line for line in statement.lines if line.quantity]
    if len(lines) == 1 and not besides:
        product = _product(t, view, statement, lines[0], settlement)
        if product and len(view.buy.terms.items) == 1:
            return [t("statement-yours", product=product, due=due)]
        return [t("statement-yours", product=_units(t, view, lines[0]), due=due)]
    shown = fitted(t, [_share(t, view, line) for line in lines], ROOM)
    return [*shown, *besides, t("statement-together", due=due)]


def _besides(
    t: Translator, view: MemberView, statement: Statement, settlement: Settlement
) -> list[Markup]:
    """Return what was given back, and what comes on top of the goods."""
    terms = view.buy.terms
    returned = [_returned(t, view, line) for line in statement.lines if line.returned]
    said = fitted(t, returned, RETURNED_ROOM)
    if statement.fee:
        area = terms.area(statement.area)
        name = title(area.name if area else "", t, AREA_LABEL)
        said.append(t("order-fee", area=name, fee=t.amount(statement.fee, terms.currency)))
    if statement.delivery:
        share = t.amount(statement.delivery, terms.currency)
        cost = t.amount(settlement.delivery, terms.currency)
        said.append(t("statement-delivery", share=share, cost=cost))
    return said


def _rule(t: Translator, view: MemberView, settlement: Settlement) -> Markup:
    """Return the group's total and by which rule one's share of it was found (NEW-3)."""
    total = t.money(settlement.due, view.buy.terms.currency)
    if settlement.bill is not None and settlement.returned:
        return t("statement-rule-bill-returned", total=total)
    if settlement.bill is not None:
        return t("statement-rule-bill", total=total)
    return t("statement-rule", total=total)


def paying_lines(t: Translator, view: MemberView, statement: Statement) -> list[Markup]:
    """Return what was paid and is still to be paid, to whom and how, and what comes back."""
    if settles_own(view.buy, view.person):
        return [t("statement-own")]
    back = back_said(t, view)
    if view.owed > 0:
        how = how_lines(t, view)
        if view.owed == statement.due:
            return how
        left = t("statement-left", owed=t.money(view.owed, view.buy.terms.currency))
        return [*paid_said(t, view), *back, left, *how]
    if back:
        return [*paid_said(t, view), *back]
    if view.points_spent and statement.due:
        return [*paid_said(t, view), t("statement-paid")]
    return [t("statement-paid")] if statement.due else []


def statement_buttons(t: Translator, view: MemberView) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons to pay, to say where the goods go, and to check the sums."""
    buy = view.buy.id
    goods = goods_buttons(t, view)
    checking = (
        Button(t.plain("statement-how"), on_order(buy, Act.WORKED_OUT)),
        Button(t.plain("statement-all-lines"), on_order(buy, Act.FILE)),
    )
    return (*paying_buttons(t, view), *([goods] if goods else []), checking)


def fell_out_screen(view: MemberView, settlement: Settlement, t: Translator) -> Screen:
    """Return what came of a buy for somebody who ordered and got nothing: why, and what comes
    back."""
    parts = [
        t("statement-none", title=title(view.buy.terms.title, t)),
        *fallen_lines(t, view, settlement),
        *paid_said(t, view),
        *back_said(t, view),
    ]
    file = Button(t.plain("statement-all-lines"), on_order(view.buy.id, Act.FILE))
    return Screen(Markup("\n").join(parts), ((file,),))


def over_screen(card: CardView, t: Translator, view: MemberView | None = None) -> Screen:
    """Return what came of a buy, for somebody who has no statement of it.

    With their `view` it tells what comes back of what they paid, for one who cancelled too.
    """
    terms = card.buy.terms
    if card.buy.state is State.CALLED_OFF:
        lines = [t("card-called-off", title=title(terms.title, t)), why_called_off(t, card)]
    else:
        lines = [t("card-closed", title=title(terms.title, t))]
        if card.settlement is not None and card.settlement.statements:
            lines += result_lines(t, card.buy, card.settlement)
        lines.append(t("order-over-not-in"))
    if view is not None:
        lines += [*paid_said(t, view), *back_said(t, view)]
    return Screen(Markup("\n").join(lines))


def _share(t: Translator, view: MemberView, line: LineShare) -> Markup:
    due = t.amount(line.list_amount - line.discount, view.buy.terms.currency)
    return t("statement-line", line=_units(t, view, line), due=due)


def _returned(t: Translator, view: MemberView, line: LineShare) -> Markup:
    item = view.buy.terms.item(line.item)
    name = item_name(t, view.buy.terms, item) if item else ""
    amount = t.amount(line.returned_amount, view.buy.terms.currency)
    return t("statement-returned", units=t.number(line.returned), name=name, amount=amount)


def _units(t: Translator, view: MemberView, line: LineShare) -> Markup:
    item = view.buy.terms.item(line.item)
    name = item_name(t, view.buy.terms, item) if item else ""
    units = t.number(line.quantity)
    if line.guest == HOST:
        return t("order-line", units=units, name=name)
    return t("order-line-guest", units=units, name=name, guest=person_name(line.guest_name, t))


def _product(
    t: Translator,
    view: MemberView,
    statement: Statement,
    line: LineShare,
    settlement: Settlement,
) -> Markup | None:
    """Return "2 × 35.00", where that is exactly what the line costs."""
    item = view.buy.terms.item(line.item)
    if item is None or line.guest != HOST:
        return None
    price = half_up(settled_price(view.buy.terms, settlement.tiers, item, statement.area).exact)
    if price * line.quantity != line.due:
        return None
    amount = t.amount(price, view.buy.terms.currency)
    return t("statement-product", units=t.number(line.quantity), price=amount)
