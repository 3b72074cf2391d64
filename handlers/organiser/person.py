"""One participant: what they ordered, what they owe or are owed, how far their goods are."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from domain.buy import GroupBuy, State
from domain.goods import Stage
from domain.ids import PersonId
from domain.order import Line
from domain.views import BoardRow
from handlers.base36 import encode
from handlers.organiser.paging import PAGE, paging
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.destination import where_said
from handlers.wording.names import person_name, title
from handlers.wording.standing import has_part, left_of, stage_of, stage_said
from locales.translator import Translator

LINES_SHOWN = 20

Rows = tuple[tuple[Button, ...], ...]


def person_screen(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime, page: int) -> Screen:
    """Show one participant, and what can be done about them."""
    lines = [Markup("<b>{}</b>").format(person_name(row.name, t))]
    if row.username:
        lines.append(Markup("@{}").format(row.username))
    lines += [_line(buy, line, t) for line in row.lines[:LINES_SHOWN]]
    if row.ordered_at:
        lines.append(t("board-ordered-at", when=t.when_live(row.ordered_at, now)))
    area = buy.terms.area(row.area)
    if area is not None:
        lines.append(t("board-area", area=title(area.name, t)))
    lines += [*_money(buy, row, t, now), *_goods(buy, row, t)]
    back = Button(t.plain("common-back"), on(Verb.BOARD, buy.id, n=page))
    return Screen(
        Markup("\n").join(lines),
        (*_paying(buy, row, t, page), *_handing_out(buy, row, t, page), (back,)),
    )


def who_paid_screen(
    buy: GroupBuy, row: BoardRow, rows: list[BoardRow], t: Translator, page: int
) -> Screen:
    """Ask who paid for somebody else."""
    others = [one for one in rows if one.person is not None and one.person != row.person]
    pages = max(1, -(-len(others) // PAGE))
    page = min(page, pages - 1)
    buttons = tuple(
        (
            Button(
                person_name(one.name, t),
                on(Verb.PAID_BY, buy.id, person=row.person, arg=encode(PersonId(one.person or 0))),
            ),
        )
        for one in others[page * PAGE : (page + 1) * PAGE]
    )
    turning = tuple(
        tuple(
            Button(button.text, on(Verb.WHO_PAID, buy.id, person=row.person, n=number))
            for number, button in zip(_pages(page, pages), shown, strict=True)
        )
        for shown in paging(buy, Verb.WHO_PAID, t, page, pages)
    )
    back = Button(t.plain("common-back"), on(Verb.PERSON, buy.id, person=row.person))
    text = t("board-who-paid", name=person_name(row.name, t))
    return Screen(text, (*buttons, *turning, (back,)))


def _pages(page: int, pages: int) -> list[int]:
    return [number for number in (page - 1, page, page + 1) if 0 <= number < pages]


def _line(buy: GroupBuy, line: Line, t: Translator) -> Markup:
    item = buy.terms.item(line.item)
    what = title(item.name, t) if item else ""
    if line.guest:
        guest = person_name(line.guest_name, t)
        return t("board-guest-line", count=line.quantity, item=what, guest=guest)
    return t("board-line", count=line.quantity, item=what)


def _money(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime) -> list[Markup]:
    currency = buy.terms.currency
    if buy.state is State.CLOSED:
        lines = [t("board-share-due", amount=t.money(row.due, currency))]
    else:
        lines = [t("board-at-list-price", amount=t.money(row.list_amount, currency))]
    left = left_of(buy, row)
    if row.claimed_paid_at is not None and left:
        lines.append(t("board-claims", when=t.when_live(row.claimed_paid_at, now)))
    if left:
        lines.append(t("board-owes", amount=t.money(left, currency)))
    elif buy.state is State.CLOSED and row.due:
        lines.append(t("board-has-paid"))
    elif row.owed < 0 and buy.live:
        lines.append(t("board-paid-so-far", amount=t.money(-row.owed, currency)))
    if row.paid_online:
        lines.append(t("board-paid-online", amount=t.money(row.paid_online, currency)))
    if row.points_spent:
        lines.append(t("board-paid-in-points", amount=t.money(row.points_spent, currency)))
    if row.due_back:
        lines.append(t("board-due-back", amount=t.money(row.due_back, currency)))
    return lines


def _goods(buy: GroupBuy, row: BoardRow, t: Translator) -> list[Markup]:
    if not has_part(buy, row):
        return []
    lines = [t("goods-is", stage=stage_said(stage_of(row), t))]
    if row.shipment and row.shipment.destination:
        lines.append(t("board-where", where=where_said(buy.terms, row.shipment.destination, t)))
    if row.shipment and row.shipment.tracking:
        lines.append(t("board-tracking", tracking=title(row.shipment.tracking, t)))
    return lines


def _paying(buy: GroupBuy, row: BoardRow, t: Translator, page: int) -> Rows:
    def button(key: str, verb: Verb) -> Button:
        return Button(t.plain(key), on(verb, buy.id, person=row.person, n=page))

    rows: list[tuple[Button, ...]] = []
    if left_of(buy, row):
        rows.append(
            (button("board-mark-paid", Verb.PAID), button("board-part-paid", Verb.PART_PAID))
        )
        more = [button("board-somebody-paid", Verb.WHO_PAID)]
        if row.claimed_paid_at is not None:
            more.append(button("board-deny", Verb.DENY))
        rows.append(tuple(more))
    if row.marked_paid:
        rows.append((button("board-undo-paid", Verb.UNPAID),))
    if row.due_back:
        rows.append((button("board-mark-back", Verb.PAID_BACK),))
    if row.marked_back:
        rows.append((button("board-undo-back", Verb.UNPAID_BACK),))
    return tuple(rows)


def _handing_out(buy: GroupBuy, row: BoardRow, t: Translator, page: int) -> Rows:
    if not has_part(buy, row):
        return ()

    def to(stage: Stage) -> Button:
        label = t.plain(f"board-stage-{stage}")
        if stage is Stage.SHIPPED:
            return Button(label, on(Verb.TRACKING, buy.id, person=row.person, n=page))
        return Button(label, on(Verb.STAGE, buy.id, person=row.person, n=page, arg=stage))

    now = stage_of(row)
    steps = [stage for stage in (Stage.PACKED, Stage.SHIPPED, Stage.READY) if stage is not now]
    rows: list[tuple[Button, ...]] = []
    if now is not Stage.HANDED_OUT:
        rows += [tuple(to(stage) for stage in steps), (to(Stage.HANDED_OUT),)]
    last = []
    if row.shipment and row.shipment.before is not None:
        undo = on(Verb.UNDO_STAGE, buy.id, person=row.person, n=page)
        last.append(Button(t.plain("board-undo-stage"), undo))
    last.append(
        Button(t.plain("board-gave-back"), on(Verb.RETURN, buy.id, person=row.person, n=page))
    )
    return (*rows, tuple(last))
