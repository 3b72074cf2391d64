"""One participant: what they ordered or got, what they owe or are owed, how far their goods are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from markupsafe import Markup

from domain.buy import GroupBuy, State
from domain.goods import Stage
from domain.ids import HOST
from domain.order import Line
from domain.settlement import LineShare
from domain.views import BoardRow
from handlers.organiser.person_buttons import Rows, goods_buttons, money_buttons
from handlers.organiser.presses import Verb, on
from handlers.reading.write_order import write_wish
from handlers.screen import Button, Screen
from handlers.wording.destination import where_said
from handlers.wording.names import person_name, title
from handlers.wording.standing import has_part, left_of, paid_of, stage_of, stage_said
from locales.translator import Translator

LINES_SHOWN = 20
TRACKING = 200


def person_screen(
    buy: GroupBuy,
    row: BoardRow,
    t: Translator,
    now: datetime,
    page: int,
    payers: Sequence[tuple[str, int]] = (),
) -> Screen:
    """Show one participant, and what can be done about them.

    `payers` are others who paid for them through a provider too late or twice, each with how many
    minor units are to give back: to them.
    """
    lines = [Markup("<b>{}</b>").format(person_name(row.name, t))]
    if row.username:
        lines.append(Markup("@{}").format(row.username))
    lines += _lines(buy, row, t)
    if row.ordered_at:
        lines.append(t("board-ordered-at", when=t.when_live(row.ordered_at, now)))
    area = buy.terms.area(row.area)
    if area is not None:
        lines.append(t("board-area", area=title(area.name, t)))
    lines += _money(buy, row, t, now)
    for name, amount in payers:
        said = t.amount(amount, buy.terms.currency)
        lines.append(t("board-back-to", amount=said, name=person_name(name, t)))
    lines += _goods(buy, row, t, now)
    back: Rows = ((Button(t.plain("common-back"), on(Verb.BOARD, buy.id, n=page)),),)
    buttons = (*money_buttons(buy, row, t, page), *goods_buttons(buy, row, t, page), *back)
    return Screen(Markup("\n").join(lines), buttons)


def _lines(buy: GroupBuy, row: BoardRow, t: Translator) -> list[Markup]:
    """Return what was asked for, or after the close what was got and what was not."""
    if row.statement is None:
        said = [_ordered(buy, line, t) for line in row.lines]
    else:
        said = [_got(buy, line, t) for line in row.statement.lines if line.quantity]
        said += [_returned(buy, line, t) for line in row.statement.lines if line.returned]
    said += [
        t(f"board-missed-{one.why}", units=t.number(one.units), name=_item(buy, one.item, t))
        for one in row.fallen
    ]
    more = len(said) - LINES_SHOWN
    return [*said[:LINES_SHOWN], t("order-more-lines", count=more)] if more > 0 else said


def _ordered(buy: GroupBuy, line: Line, t: Translator) -> Markup:
    item = buy.terms.item(line.item)
    if item is None or not (line.conditions or line.extra):
        return _units(buy, line.item, line.quantity, line.guest_name if line.guest else None, t)
    wish = write_wish(line.quantity, line.conditions, line.extra, item, buy.terms.currency, t)
    name = _item(buy, line.item, t)
    if line.guest == HOST:
        return t("order-line-wish", name=name, wish=wish)
    guest = person_name(line.guest_name, t)
    return t("order-line-wish-guest", name=name, wish=wish, guest=guest)


def _got(buy: GroupBuy, line: LineShare, t: Translator) -> Markup:
    return _units(buy, line.item, line.quantity, line.guest_name if line.guest else None, t)


def _units(buy: GroupBuy, item: int, units: int, guest: str | None, t: Translator) -> Markup:
    name = _item(buy, item, t)
    if guest is None:
        return t("board-line", count=units, item=name)
    return t("board-guest-line", count=units, item=name, guest=person_name(guest, t))


def _returned(buy: GroupBuy, line: LineShare, t: Translator) -> Markup:
    name = _item(buy, line.item, t)
    amount = t.amount(line.returned_amount, buy.terms.currency)
    return t("statement-returned", units=t.number(line.returned), name=name, amount=amount)


def _item(buy: GroupBuy, number: int, t: Translator) -> str:
    item = next((one for one in buy.terms.items if one.no == number), None)
    return title(item.name, t) if item else ""


def _money(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime) -> Iterator[Markup]:
    currency = buy.terms.currency
    if buy.state is State.CLOSED:
        yield t("board-share-due", amount=t.money(row.due, currency))
    else:
        yield t("board-at-list-price", amount=t.money(row.list_amount, currency))
    left, paid = left_of(buy, row), paid_of(row)
    in_full = buy.state is State.CLOSED and paid == row.due
    if paid and not in_full:
        yield t("board-paid-so-far", amount=t.money(paid, currency))
    if row.paid_online:
        yield t("board-paid-online", amount=t.amount(row.paid_online, currency))
    if row.points_spent:
        yield t("board-paid-in-points", amount=t.amount(row.points_spent, currency))
    if row.marked_back:
        yield t("board-given-back", amount=t.money(row.marked_back, currency))
    if row.claimed_paid_at is not None and left:
        yield t("board-claims", when=t.when_live(row.claimed_paid_at, now))
    if left:
        yield t("board-owes", amount=t.money(left, currency))
    elif buy.state is State.CLOSED and row.due and not row.due_back:
        yield t("board-has-paid")
    if row.due_back:
        yield t("board-due-back", amount=t.money(row.due_back, currency))


def _goods(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime) -> Iterator[Markup]:
    if not has_part(row):
        return
    stage, shipment = stage_said(stage_of(row), t), row.shipment
    if shipment is None or shipment.stage is Stage.AWAITED or shipment.stage_at is None:
        yield t("goods-is", stage=stage)
    else:
        yield t("goods-is-since", stage=stage, when=t.when_live(shipment.stage_at, now))
    if shipment is not None and shipment.destination is not None:
        yield t("board-where", where=where_said(buy.terms, shipment.destination, t))
    if shipment is not None and shipment.tracking:
        yield t("board-tracking", tracking=title(shipment.tracking, t, TRACKING))
