"""The purchase-condition table (BP-8): purchaser, period, date of purchase, and who has paid."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from domain.buy import GroupBuy, State
from domain.views import BoardRow
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from locales.translator import Translator

PAGE = 10
LINES_SHOWN = 20


def board_screen(
    buy: GroupBuy, rows: list[BoardRow], t: Translator, now: datetime, page: int
) -> Screen:
    """Show one page of everyone who ordered; after the close, who owes comes first."""
    purchasers = in_order([row for row in rows if row.person is not None and row.units], buy)
    pages = max(1, -(-len(purchasers) // PAGE))
    page = min(page, pages - 1)
    shown = purchasers[page * PAGE : (page + 1) * PAGE]
    lines = [
        Markup("<b>{}</b>").format(title(buy.terms.title, t)),
        t(
            "board-period" if buy.live else "board-period-over",
            opens=t.when_live(buy.terms.opens_at or buy.created_at, now),
            closes=t.when_live(buy.closed_at or buy.terms.deadline, now),
        ),
        t("board-purchasers", count=len(purchasers)),
    ]
    first = page * PAGE + 1
    lines += [_row(buy, row, t, now, number) for number, row in enumerate(shown, first)]
    people = [
        Button(person_name(row.name, t), on(Verb.PERSON, buy.id, person=row.person, n=page))
        for row in shown
        if row.person is not None
    ]
    grid = tuple(tuple(people[at : at + 2]) for at in range(0, len(people), 2))
    turning = paging(buy, Verb.BOARD, t, page, pages)
    return Screen(Markup("\n").join(lines), (*grid, *turning, (back_to_run(buy, t),)))


def in_order(rows: list[BoardRow], buy: GroupBuy) -> list[BoardRow]:
    """Return the rows as the organiser needs them: payments to confirm, debts, then the rest."""
    if buy.state is not State.CLOSED:
        return rows
    return sorted(rows, key=lambda row: (row.claimed_paid_at is None, row.owed <= 0))


def paging(
    buy: GroupBuy, verb: Verb, t: Translator, page: int, pages: int
) -> tuple[tuple[Button, ...], ...]:
    """Return the row that turns pages; none where everything is on one."""
    if pages == 1:
        return ()
    row = []
    if page:
        row.append(Button(t.plain("board-earlier"), on(verb, buy.id, n=page - 1)))
    row.append(Button(f"{t.number(page + 1)}/{t.number(pages)}", on(verb, buy.id, n=page)))
    if page < pages - 1:
        row.append(Button(t.plain("board-later"), on(verb, buy.id, n=page + 1)))
    return (tuple(row),)


def _row(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime, number: int) -> Markup:
    said = _standing(buy, row, t, now, number)
    return t("unsaid-mark", row=said) if row.in_doubt else said


def _standing(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime, number: int) -> Markup:
    values: dict[str, Any] = {
        "number": t.number(number),
        "name": person_name(row.name, t),
        "units": t.number(row.units),
        "when": t.when_live(row.ordered_at, now) if row.ordered_at else "",
    }
    if buy.state is not State.CLOSED:
        amount = t.amount(row.list_amount, buy.terms.currency)
        return t("board-row", amount=amount, **values)
    amount = t.amount(row.due, buy.terms.currency)
    if row.claimed_paid_at is not None and row.owed > 0:
        return t("board-row-claimed", amount=amount, **values)
    if row.owed > 0:
        owed = t.amount(row.owed, buy.terms.currency)
        return t("board-row-owes", amount=amount, owed=owed, **values)
    return t("board-row-paid", amount=amount, **values)


def person_screen(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime, page: int) -> Screen:
    """Show one purchaser: what they ordered, what they owe, and what can be done about it."""
    currency = buy.terms.currency
    lines = [Markup("<b>{}</b>").format(person_name(row.name, t))]
    if row.username:
        lines.append(Markup("@{}").format(row.username))
    for line in row.lines[:LINES_SHOWN]:
        item = buy.terms.item(line.item)
        what = title(item.name, t) if item else ""
        if line.guest:
            guest = person_name(line.guest_name, t)
            lines.append(t("board-guest-line", count=line.quantity, item=what, guest=guest))
        else:
            lines.append(t("board-line", count=line.quantity, item=what))
    if row.ordered_at:
        lines.append(t("board-ordered-at", when=t.when_live(row.ordered_at, now)))
    if buy.state is not State.CLOSED:
        lines.append(t("board-at-list-price", amount=t.money(row.list_amount, currency)))
        return Screen(Markup("\n").join(lines), ((_back(buy, t, page),),))
    lines.append(t("board-share-due", amount=t.money(row.due, currency)))
    if row.claimed_paid_at is not None and row.owed > 0:
        lines.append(t("board-claims", when=t.when_live(row.claimed_paid_at, now)))
    if row.owed > 0:
        lines.append(t("board-owes", amount=t.money(row.owed, currency)))
    else:
        lines.append(t("board-has-paid"))
    return Screen(Markup("\n").join(lines), (*_paying(buy, row, t, page), (_back(buy, t, page),)))


def _back(buy: GroupBuy, t: Translator, page: int) -> Button:
    return Button(t.plain("common-back"), on(Verb.BOARD, buy.id, n=page))


def _paying(
    buy: GroupBuy, row: BoardRow, t: Translator, page: int
) -> tuple[tuple[Button, ...], ...]:
    def button(key: str, verb: Verb) -> Button:
        return Button(t.plain(key), on(verb, buy.id, person=row.person, n=page))

    rows = []
    if row.owed > 0:
        rows.append((button("board-mark-paid", Verb.PAID),))
        rows.append((button("board-part-paid", Verb.PART_PAID),))
        if row.claimed_paid_at is not None:
            rows.append((button("board-deny", Verb.DENY),))
    if row.owed < row.due:
        rows.append((button("board-undo-paid", Verb.UNPAID),))
    return tuple(rows)
