"""The statement of one participant (UX-15), and what came of a buy for somebody not in it."""

from __future__ import annotations

from markupsafe import Markup

from domain.buy import State
from domain.ids import HOST
from domain.money import half_up
from domain.offer import BUY_LADDER, price_at
from domain.settlement import LineShare, Settlement, Statement
from domain.views import CardView, MemberView
from handlers.callbacks import Act, on_order
from handlers.card.ended import result_lines, why_called_off
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from handlers.wording.state import item_name
from locales.translator import Translator

LINES_AT_MOST = 25
COPY_LIMIT = 256
"""Characters that a button copies (Bot API, CopyTextButton)."""


def statement_screen(
    view: MemberView, statement: Statement, settlement: Settlement, t: Translator
) -> Screen:
    """Return somebody's share of a closed buy: lines, savings, and how to pay what is owed."""
    terms = view.buy.terms
    parts = [t("statement-head", title=title(terms.title, t))]
    parts += share_lines(t, view, statement, settlement)
    if statement.saved:
        parts.append(t("statement-saved", saved=t.money(statement.saved, terms.currency)))
    parts += paying_lines(t, view, statement)
    return Screen(Markup("\n").join(parts), statement_buttons(t, view, statement))


def share_lines(
    t: Translator, view: MemberView, statement: Statement, settlement: Settlement
) -> list[Markup]:
    """Return the settled lines: "Yours: 2 × 35.00 = 70.00 EUR", or one each and their sum."""
    due = t.money(statement.due, view.buy.terms.currency)
    if len(statement.lines) == 1:
        line = statement.lines[0]
        product = _product(t, view, line, settlement)
        if product and len(view.buy.terms.items) == 1:
            return [t("statement-yours", product=product, due=due)]
        return [t("statement-yours", product=_units(t, view, line), due=due)]
    shown = [_share(t, view, line) for line in statement.lines[:LINES_AT_MOST]]
    if len(statement.lines) > LINES_AT_MOST:
        shown.append(t("order-more-lines", count=len(statement.lines) - LINES_AT_MOST))
    return [*shown, t("statement-together", due=due)]


def paying_lines(t: Translator, view: MemberView, statement: Statement) -> list[Markup]:
    """Return what is still to be paid, to whom and how, or that nothing is."""
    if view.person == view.buy.organiser:
        return [t("statement-own")]
    if view.owed <= 0:
        return [t("statement-paid")] if statement.due else []
    how = how_lines(t, view, statement)
    if view.owed == statement.due:
        return how
    return [t("statement-left", owed=t.money(view.owed, view.buy.terms.currency)), *how]


def how_lines(t: Translator, view: MemberView, statement: Statement) -> list[Markup]:
    """Return to whom and how it is paid, and whether one said to have done it."""
    organiser = person_name(view.organiser_name, t)
    lines = []
    how = view.buy.terms.how_to_pay.strip()
    if how:
        lines.append(
            t("statement-pay-how", organiser=organiser, how=how, reference=statement.reference)
        )
    else:
        lines.append(t("statement-pay", organiser=organiser, reference=statement.reference))
    if view.involvement.claimed_paid_at is not None:
        lines.append(t("statement-claimed", organiser=organiser))
    return lines


def statement_buttons(
    t: Translator, view: MemberView, statement: Statement
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons to copy the reference, to say that one paid, and to check the sums."""
    buy = view.buy.id
    worked_out = Button(t.plain("statement-how"), on_order(buy, Act.WORKED_OUT))
    if view.owed <= 0 or view.person == view.buy.organiser:
        return ((worked_out,),)
    paying = [Button(t.plain("statement-copy"), copy=statement.reference[:COPY_LIMIT])]
    if view.involvement.claimed_paid_at is None:
        paying.append(Button(t.plain("statement-i-paid"), on_order(buy, Act.PAID)))
    return tuple(paying), (worked_out,)


def over_screen(view: CardView, t: Translator) -> Screen:
    """Return what came of a buy, for somebody who has no statement of it."""
    if view.buy.state is State.CALLED_OFF:
        first = t("card-called-off", title=title(view.buy.terms.title, t))
        return Screen(Markup("\n").join([first, why_called_off(t, view)]))
    lines = [t("card-closed", title=title(view.buy.terms.title, t))]
    if view.settlement is not None and view.settlement.statements:
        lines += result_lines(t, view.buy, view.totals, view.settlement)
    lines.append(t("order-over-not-in"))
    return Screen(Markup("\n").join(lines))


def _share(t: Translator, view: MemberView, line: LineShare) -> Markup:
    due = t.amount(line.due, view.buy.terms.currency)
    return t("statement-line", line=_units(t, view, line), due=due)


def _units(t: Translator, view: MemberView, line: LineShare) -> Markup:
    item = view.buy.terms.item(line.item)
    name = item_name(t, view.buy.terms, item) if item else ""
    units = t.number(line.quantity)
    if line.guest == HOST:
        return t("order-line", units=units, name=name)
    return t("order-line-guest", units=units, name=name, guest=person_name(line.guest_name, t))


def _product(
    t: Translator, view: MemberView, line: LineShare, settlement: Settlement
) -> Markup | None:
    """Return "2 × 35.00", where that is exactly what the line costs."""
    item = view.buy.terms.item(line.item)
    if item is None or line.guest != HOST:
        return None
    tier = settlement.tiers.get(item.no if item.ladder else BUY_LADDER, 0)
    price = half_up(price_at(item, view.buy.terms.ladder_of(item), tier).exact)
    if price * line.quantity != line.due:
        return None
    amount = t.amount(price, view.buy.terms.currency)
    return t("statement-product", units=t.number(line.quantity), price=amount)
