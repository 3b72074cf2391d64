"""Where one participant stands with their money and their goods, in a word or two."""

from __future__ import annotations

from domain.buy import GroupBuy, State
from domain.dues import ordered, settles_own
from domain.goods import Stage
from domain.payment import Due
from domain.views import BoardRow
from locales.translator import Translator


def takes_part(row: BoardRow) -> bool:
    """Tell whether the person asked for anything, got it, or has money in the buy."""
    money = row.owed or row.due_back or row.marked_paid or row.marked_back or row.paid_online
    return row.person is not None and bool(row.lines or row.statement or money)


def left_of(buy: GroupBuy, row: BoardRow) -> int:
    """Return what the person has to pay as the buy stands, in minor units; never below 0."""
    if row.person is None or settles_own(buy, row.person) or buy.state is State.CALLED_OFF:
        return 0
    if not buy.live:
        return max(0, row.owed)
    if buy.terms.payment.due is not Due.AT_ORDER:
        return 0
    return max(0, ordered(buy.terms, row.lines, row.area) + row.owed)


def paid_of(row: BoardRow) -> int:
    """Return what came in for the person's part, in money and points, in minor units."""
    return row.marked_paid + row.paid_online + row.points_spent


def has_part(row: BoardRow) -> bool:
    """Tell whether the person got anything, after the close, and kept it."""
    return row.kept > 0


def units_of(row: BoardRow) -> int:
    """Return the units that the person got, or before the close those ordered for certain."""
    if row.statement is None:
        return row.units
    return sum(line.quantity for line in row.statement.lines)


def stage_of(row: BoardRow) -> Stage:
    """Return how far the person's goods got."""
    return row.shipment.stage if row.shipment else Stage.AWAITED


def money_said(buy: GroupBuy, row: BoardRow, t: Translator) -> str:
    """Return "says paid", "owes 20.00", "10.00 to give back" or "paid"; "" where nothing is due."""
    currency = buy.terms.currency
    if row.due_back > 0:
        return t.plain("goods-money-back", amount=t.amount(row.due_back, currency))
    left = left_of(buy, row)
    if left and row.claimed_paid_at is not None:
        return t.plain("goods-money-claimed")
    if left:
        return t.plain("goods-money-owes", amount=t.amount(left, currency))
    settled = row.due if buy.state is State.CLOSED else buy.live and row.owed < 0
    return t.plain("goods-money-paid") if settled else ""


def goods_said(row: BoardRow, t: Translator) -> str:
    """Return how far the person's goods got; "" before anything happened to them."""
    stage = stage_of(row)
    return stage_said(stage, t) if has_part(row) and stage is not Stage.AWAITED else ""


def stage_said(stage: Stage, t: Translator) -> str:
    """Return a stage in a word or two."""
    return t.plain(f"goods-stage-{stage}")
