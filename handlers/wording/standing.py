"""Where one participant stands with their money and their goods, in a word or two."""

from __future__ import annotations

from domain.buy import GroupBuy, State
from domain.dues import ordered, settles_own
from domain.goods import Stage
from domain.payment import Due
from domain.views import BoardRow
from locales.translator import Translator


def left_of(buy: GroupBuy, row: BoardRow) -> int:
    """Return what the person has to pay as the buy stands, in minor units; never below 0."""
    if row.person is None or settles_own(buy, row.person) or buy.state is State.CALLED_OFF:
        return 0
    if not buy.live:
        return max(0, row.owed)
    if buy.terms.payment.due is not Due.AT_ORDER:
        return 0
    return max(0, ordered(buy.terms, row.lines, row.area) + row.owed)


def has_part(buy: GroupBuy, row: BoardRow) -> bool:
    """Tell whether there is anything in the closed buy to hand out to the person."""
    return buy.state is State.CLOSED and row.due > 0


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
    paid = row.due if not buy.live else -row.owed
    return t.plain("goods-money-paid") if paid > 0 else ""


def goods_said(buy: GroupBuy, row: BoardRow, t: Translator) -> str:
    """Return how far the person's goods got; "" before the close or without any."""
    return stage_said(stage_of(row), t) if has_part(buy, row) else ""


def stage_said(stage: Stage, t: Translator) -> str:
    """Return a stage in a word or two."""
    return t.plain(f"goods-stage-{stage}")
