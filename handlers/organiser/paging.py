"""The row of buttons that turns the pages of a list."""

from __future__ import annotations

from domain.buy import GroupBuy
from handlers.organiser.presses import Verb, on
from handlers.screen import Button
from locales.translator import Translator

PAGE = 10
"""People on one page."""


def paging(
    buy: GroupBuy, verb: Verb, t: Translator, page: int, pages: int, arg: str = ""
) -> tuple[tuple[Button, ...], ...]:
    """Return the row that turns pages; none where everything is on one."""
    if pages == 1:
        return ()
    row = []
    if page:
        row.append(Button(t.plain("board-earlier"), on(verb, buy.id, n=page - 1, arg=arg)))
    here = f"{t.number(page + 1)}/{t.number(pages)}"
    row.append(Button(here, on(verb, buy.id, n=page, arg=arg)))
    if page < pages - 1:
        row.append(Button(t.plain("board-later"), on(verb, buy.id, n=page + 1, arg=arg)))
    return (tuple(row),)
