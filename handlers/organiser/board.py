"""The board (BP-8, UX-7): who is invited, reached, in, paid, handed out; each ticked by one tap."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from markupsafe import Markup

from domain.buy import GroupBuy, State
from domain.goods import Stage
from domain.ids import PersonId
from domain.views import BoardRow
from handlers.organiser.paging import PAGE, paging
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.how_far import HowFar, how_far
from handlers.wording.names import person_name, title
from handlers.wording.standing import goods_said, has_part, left_of, money_said, stage_of
from locales.translator import Translator


class Shows(StrEnum):
    """Which people the board shows, and what a tap on one of them does."""

    ALL = ""
    """Everyone in; a tap opens the person."""
    OWE = "owe"
    """Who has to pay; a tap marks them paid."""
    BACK = "back"
    """To whom money is due; a tap marks it given back."""
    OUT = "out"
    """Whose goods are still here; a tap hands them out."""


def shown_by(arg: str) -> Shows:
    """Return what a press asks for; forged ones show everyone."""
    return Shows(arg) if arg in set(Shows) else Shows.ALL


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
    people = in_order([row for row in rows if row.person is not None and row.lines], buy)
    of_whom = [row for row in people if wanted(shows, buy, row)]
    pages = max(1, -(-len(of_whom) // PAGE))
    page = min(page, pages - 1)
    shown = of_whom[page * PAGE : (page + 1) * PAGE]
    lines = [
        Markup("<b>{}</b>").format(title(buy.terms.title, t)),
        t(
            "board-period" if buy.live else "board-period-over",
            opens=t.when_live(buy.terms.opens_at or buy.created_at, now),
            closes=t.when_live(buy.closed_at or buy.terms.deadline, now),
        ),
        *_counted(buy, rows, t),
        *(_row(buy, row, t, now, number) for number, row in enumerate(shown, page * PAGE + 1)),
    ]
    if shows is not Shows.ALL:
        lines.append(t(f"board-tap-{shows}") if shown else t("board-nobody-left"))
    buttons = [_button(buy, row, t, shows, page) for row in shown]
    width = 2 if shows is Shows.ALL else 1
    grid = tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
    return Screen(
        Markup("\n").join(lines),
        (
            *_taken_back(buy, rows, t, shows, page, ticked),
            *grid,
            *paging(buy, Verb.BOARD, t, page, pages, shows),
            *_choice(buy, people, t, shows),
            (Button(t.plain("board-find"), on(Verb.FIND, buy.id)), back_to_run(buy, t)),
        ),
    )


def found_screen(
    buy: GroupBuy, rows: list[BoardRow], t: Translator, now: datetime, typed: str
) -> Screen:
    """Show those whose name or @name has what was typed in it."""
    sought = typed.casefold().removeprefix("@").strip()
    hits = [
        row
        for row in rows
        if row.person is not None
        and (sought in row.name.casefold() or sought in (row.username or "").casefold())
    ]
    shown = hits[:PAGE]
    lines = [t("board-found", count=len(hits), typed=title(typed, t))]
    lines += [_row(buy, row, t, now, number) for number, row in enumerate(shown, 1)]
    buttons = tuple((_button(buy, row, t, Shows.ALL, 0),) for row in shown)
    back = Button(t.plain("common-back"), on(Verb.BOARD, buy.id))
    again = Button(t.plain("board-find"), on(Verb.FIND, buy.id))
    return Screen(Markup("\n").join(lines), (*buttons, (again, back)))


def in_order(rows: list[BoardRow], buy: GroupBuy) -> list[BoardRow]:
    """Return the rows as the organiser needs them: payments to confirm, debts, then the rest."""

    def place(row: BoardRow) -> tuple[bool, bool]:
        left = left_of(buy, row)
        return not (left and row.claimed_paid_at), not left

    return sorted(rows, key=place)


def wanted(shows: Shows, buy: GroupBuy, row: BoardRow) -> bool:
    """Tell whether the board shows a person."""
    match shows:
        case Shows.OWE:
            return left_of(buy, row) > 0
        case Shows.BACK:
            return row.due_back > 0
        case Shows.OUT:
            return has_part(buy, row) and stage_of(row) is not Stage.HANDED_OUT
        case _:
            return True


def _counted(buy: GroupBuy, rows: list[BoardRow], t: Translator) -> list[Markup]:
    named = [row for row in rows if row.named]
    people = [row for row in rows if row.person is not None and row.lines]
    lines = []
    if named:
        reached = sum(how_far(row) not in (HowFar.NOT_REACHED, HowFar.BLOCKED) for row in named)
        lines.append(t("board-invited", count=len(named), reached=t.number(reached)))
    lines.append(t("board-purchasers", count=len(people)))
    if buy.state is State.CLOSED:
        parts = [row for row in people if has_part(buy, row)]
        paid = sum(left_of(buy, row) == 0 for row in parts)
        out = sum(stage_of(row) is Stage.HANDED_OUT for row in parts)
        lines.append(t("board-done", count=len(parts), paid=t.number(paid), out=t.number(out)))
    return lines


def _row(buy: GroupBuy, row: BoardRow, t: Translator, now: datetime, number: int) -> Markup:
    amount = row.list_amount if buy.state is not State.CLOSED else row.due
    said = t(
        "board-row",
        number=t.number(number),
        name=person_name(row.name, t),
        units=t.number(row.units),
        amount=t.amount(amount, buy.terms.currency),
        when=t.when_live(row.ordered_at, now) if row.ordered_at else "",
    )
    for more in (money_said(buy, row, t), goods_said(buy, row, t)):
        said = t("board-row-and", row=said, more=more) if more else said
    return t("unsaid-mark", row=said) if row.in_doubt else said


def _button(buy: GroupBuy, row: BoardRow, t: Translator, shows: Shows, page: int) -> Button:
    name = person_name(row.name, t)
    if shows is Shows.ALL:
        return Button(name, on(Verb.PERSON, buy.id, person=row.person, n=page))
    amount = row.due_back if shows is Shows.BACK else left_of(buy, row)
    label = t.plain(f"board-tick-{shows}", name=name, amount=t.amount(amount, buy.terms.currency))
    return Button(label, on(Verb.TICK, buy.id, person=row.person, n=page, arg=shows))


def _taken_back(
    buy: GroupBuy,
    rows: list[BoardRow],
    t: Translator,
    shows: Shows,
    page: int,
    ticked: PersonId | None,
) -> tuple[tuple[Button, ...], ...]:
    row = next((row for row in rows if row.person == ticked and ticked is not None), None)
    if row is None or shows is Shows.ALL or wanted(shows, buy, row):
        return ()
    label = t.plain("board-untick", name=person_name(row.name, t))
    return ((Button(label, on(Verb.UNTICK, buy.id, person=ticked, n=page, arg=shows)),),)


def _choice(
    buy: GroupBuy, people: list[BoardRow], t: Translator, shows: Shows
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that show others, each with how many they are."""
    buttons = []
    for other in Shows:
        count = sum(wanted(other, buy, row) for row in people)
        if other is not shows and (count or other is Shows.ALL):
            label = t.plain(f"board-show-{other or 'all'}", number=t.number(count))
            buttons.append(Button(label, on(Verb.BOARD, buy.id, arg=other)))
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
