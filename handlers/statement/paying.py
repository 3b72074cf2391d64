"""How somebody pays for their part, and with what: lines and buttons for order and statement."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from domain.buy import State
from domain.dues import settles_own
from domain.payment import Collects, Method, Payment
from domain.views import MemberView
from handlers.callbacks import Act, on_order
from handlers.screen import Button
from handlers.wording.names import person_name
from handlers.wording.owing import left_of, reference_of, usable_points
from locales.translator import Translator

COPY_LIMIT = 256
"""Characters that a button copies (Bot API, CopyTextButton)."""

Rows = tuple[tuple[Button, ...], ...]


def how_lines(t: Translator, view: MemberView) -> list[Markup]:
    """Return to whom and how it is paid, and whether one said to have done it."""
    organiser = person_name(view.organiser_name, t)
    lines = [_how(t, view, organiser)]
    if view.involvement.claimed_paid_at is not None:
        lines.append(t("statement-claimed", organiser=organiser))
    return lines


def _how(t: Translator, view: MemberView, organiser: str) -> Markup:
    payment = view.buy.terms.payment
    if payment.method is Method.ONLINE:
        return t("statement-pay-online", organiser=organiser)
    if payment.method is Method.STARS:
        return t("statement-pay-stars", organiser=organiser)
    how = view.buy.terms.how_to_pay.strip()
    values: dict[str, Any] = {"reference": reference_of(view)}
    if payment.collects is Collects.EACH:
        if how:
            return t("statement-pay-supplier-how", how=how, **values)
        return t("statement-pay-supplier", **values)
    if how:
        return t("statement-pay-how", organiser=organiser, how=how, **values)
    return t("statement-pay", organiser=organiser, **values)


def back_said(t: Translator, view: MemberView) -> list[Markup]:
    """Return what came back already, as points or by hand, and what is still due back."""
    currency = view.buy.terms.currency
    organiser = person_name(view.organiser_name, t)
    said = []
    if view.points_given:
        amount = t.money(view.points_given, currency)
        said.append(t("statement-points-given", amount=amount, organiser=organiser))
    if view.given_back:
        amount = t.money(view.given_back, currency)
        said.append(t("statement-given-back", amount=amount))
    if view.due_back:
        amount = t.money(view.due_back, currency)
        said.append(_due_back(t, view.buy.terms.payment, amount, organiser))
    return said


def _due_back(t: Translator, payment: Payment, amount: str, organiser: str) -> Markup:
    if payment.collects is Collects.EACH:
        return t("statement-due-back-supplier", amount=amount)
    return t("statement-due-back", amount=amount, organiser=organiser)


def paid_said(t: Translator, view: MemberView) -> list[Markup]:
    """Return what was paid so far, in points and in money."""
    currency = view.buy.terms.currency
    said = []
    if view.points_spent:
        said.append(t("statement-points-pay", amount=t.money(view.points_spent, currency)))
    if view.paid:
        said.append(t("statement-paid-so-far", amount=t.money(view.paid, currency)))
    return said


def paying_buttons(t: Translator, view: MemberView) -> Rows:
    """Return the buttons to pay what is left, to say that one did, and to let points pay."""
    rows = []
    if left_of(view) and view.buy.state is not State.CALLED_OFF:
        rows += _by_telegram(t, view) if view.buy.terms.payment.by_telegram else _by_hand(t, view)
    if points := _points(t, view):
        rows.append(points)
    return tuple(rows)


def _by_telegram(t: Translator, view: MemberView) -> list[tuple[Button, ...]]:
    buy, payment = view.buy.id, view.buy.terms.payment
    amount = t.money(left_of(view), view.buy.terms.currency)
    pay = Button(t.plain("statement-pay-now", amount=amount), on_order(buy, Act.PAY))
    link = Button(t.plain("statement-pay-link"), on_order(buy, Act.PAY_LINK))
    if payment.method is Method.STARS:
        return [(pay,), (link,)]
    part = Button(t.plain("statement-pay-part"), on_order(buy, Act.PAY_PART))
    return [(pay,), (part, link)]


def _by_hand(t: Translator, view: MemberView) -> list[tuple[Button, ...]]:
    buttons = [Button(t.plain("statement-copy"), copy=reference_of(view)[:COPY_LIMIT])]
    if view.involvement.claimed_paid_at is None:
        buttons.append(Button(t.plain("statement-i-paid"), on_order(view.buy.id, Act.PAID)))
    return [tuple(buttons)]


def _points(t: Translator, view: MemberView) -> tuple[Button, ...]:
    """Return the buttons about points, where somebody has some that could pay, or pay already."""
    if settles_own(view.buy, view.person) or view.buy.state is State.CALLED_OFF:
        return ()
    buy, usable = view.buy.id, usable_points(view)
    buttons = []
    if usable:
        amount = t.money(usable, view.buy.terms.currency)
        label = t.plain("statement-use-points", amount=amount)
        buttons.append(Button(label, on_order(buy, Act.POINTS)))
        buttons.append(Button(t.plain("statement-points-some"), on_order(buy, Act.POINTS_SOME)))
    if view.points_spent:
        label = t.plain("statement-points-back")
        buttons.append(Button(label, on_order(buy, Act.POINTS_BACK)))
    return tuple(buttons)
