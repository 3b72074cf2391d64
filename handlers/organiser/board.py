"""The board (BP-8, UX-7): who is invited, reached, in, paid, handed out; each ticked by one tap."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from domain.buy import GroupBuy, State
from domain.goods import Stage
from domain.ids import PersonId
from domain.views import BoardRow
from handlers.organiser.filtering import Shows, in_order, wanted
from handlers.organiser.paging import PAGE, page_of, paging
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.how_far import HowFar, how_far
from handlers.wording.names import person_name, title
from handlers.wording.standing import (
    goods_said,
    has_part,
    left_of,
    money_said,
    stage_of,
    takes_part,
    units_of,
)
from locales.translator import Translator

Rows = tuple[tuple[Button, ...], ...]


def board_screen(
    buy: GroupBuy,
    rows: list[BoardRow],
    t: Translator,
    now: datetime,
    page: int,
    shows: Shows = Shows.ALL,
    ticked: PersonId | None = None,
) -> Screen:
    """Show one page; `ticked` is who was just ticked off, which one more tap takes back."""
    people = in_order([row for row in rows if takes_part(row)], buy)
    shown, page, pages = page_of([row for row in people if wanted(shows, buy, row)], page)
    lines = [
        Markup("<b>{}</b>").format(title(buy.terms.title, t)),
        t(
            "board-period" if buy.live else "board-period-over",
            opens=t.when_live(buy.terms.opens_at or buy.created_at, now),
            closes=t.when_live(buy.closed_at or buy.terms.deadline, now),
        ),
        *_counted(buy, rows, t),
        *(row_said(buy, row, t, now, number) for number, row in enumerate(shown, page * PAGE + 1)),
    ]
    if shows is not Shows.ALL:
        lines.append(t(f"board-tap-{shows}") if shown else t("board-nobody-left"))
    buttons = [_button(buy, row, t, shows, page) for row in shown]
    return Screen(
        Markup("\n").join(lines),
        (
            *_taken_back(buy, rows, t, shows, page, ticked),
            *_in_rows(buttons, 2 if shows is Shows.ALL else 1),
            *paging(buy, Verb.BOARD, t, page, pages, shows),
            *_choice(buy, people, t, shows),
            (Button(t.plain("board-find"), on(Verb.FIND, buy.id)), back_to_run(buy, t)),
        ),
    )


def row_said(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime, number: int) -> Markup:
    """Return one person in one line: how many, how much, when, and how they stand."""
    amount = row.due if buy.state is State.CLOSED else row.list_amount
    values: dict[str, Any] = {
        "number": t.number(number),
        "name": person_name(row.name, t),
        "units": t.number(units_of(row)),
        "amount": t.amount(amount, buy.terms.currency),
    }
    if row.ordered_at is None:
        said = t("board-row-undated", **values)
    else:
        said = t("board-row", when=t.when_live(row.ordered_at, now), **values)
    for more in (money_said(buy, row, t), goods_said(row, t)):
        said = t("board-row-and", row=said, more=more) if more else said
    return t("unsaid-mark", row=said) if row.in_doubt else said


def person_button(buy: GroupBuy, row: BoardRow, t: Translator, page: int = 0) -> Button:
    """Return the button that opens one person."""
    return Button(person_name(row.name, t), on(Verb.PERSON, buy.id, person=row.person, n=page))


def _counted(buy: GroupBuy, rows: list[BoardRow], t: Translator) -> list[Markup]:
    named = [row for row in rows if row.named]
    lines = []
    if named:
        reached = sum(how_far(row) not in (HowFar.NOT_REACHED, HowFar.BLOCKED) for row in named)
        lines.append(t("board-invited", count=len(named), reached=t.number(reached)))
    lines.append(t("board-purchasers", count=sum(row.units > 0 for row in rows)))
    waiting = sum(bool(row.lines) and not row.units for row in rows)
    if waiting and buy.live:
        lines.append(t("board-waiting", count=waiting))
    if buy.state is State.CLOSED:
        owing = [row for row in rows if row.due > 0]
        paid = sum(left_of(buy, row) == 0 for row in owing)
        lines.append(t("board-paid", count=len(owing), paid=t.number(paid)))
        parts = [row for row in rows if has_part(row)]
        out = sum(stage_of(row) is Stage.HANDED_OUT for row in parts)
        lines.append(t("board-handed-out", count=len(parts), out=t.number(out)))
    return lines


def _button(buy: GroupBuy, row: BoardRow, t: Translator, shows: Shows, page: int) -> Button:
    if shows is Shows.ALL:
        return person_button(buy, row, t, page)
    amount = row.due_back if shows is Shows.BACK else left_of(buy, row)
    label = t.plain(
        f"board-tick-{shows}",
        name=person_name(row.name, t),
        amount=t.amount(amount, buy.terms.currency),
    )
    return Button(label, on(Verb.TICK, buy.id, person=row.person, n=page, arg=shows))


def _taken_back(
    buy: GroupBuy,
    rows: list[BoardRow],
    t: Translator,
    shows: Shows,
    page: int,
    ticked: PersonId | None,
) -> Rows:
    row = next((row for row in rows if row.person == ticked and ticked is not None), None)
    if row is None or shows is Shows.ALL or wanted(shows, buy, row):
        return ()
    label = t.plain("board-untick", name=person_name(row.name, t))
    return ((Button(label, on(Verb.UNTICK, buy.id, person=ticked, n=page, arg=shows)),),)


def _choice(buy: GroupBuy, people: list[BoardRow], t: Translator, shows: Shows) -> Rows:
    """Return the buttons that show others, each with how many they are."""
    buttons = []
    for other in Shows:
        count = sum(wanted(other, buy, row) for row in people)
        if other is not shows and (count or other is Shows.ALL):
            label = t.plain(f"board-show-{other or 'all'}", number=t.number(count))
            buttons.append(Button(label, on(Verb.BOARD, buy.id, arg=other)))
    return _in_rows(buttons, 2)


def _in_rows(buttons: list[Button], width: int) -> Rows:
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
