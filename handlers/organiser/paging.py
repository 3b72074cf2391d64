"""The row of buttons that turns the pages of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from domain.buy import GroupBuy
from domain.ids import PersonId
from handlers.organiser.presses import Verb, on
from handlers.screen import Button
from locales.translator import Translator

T = TypeVar("T")

PAGE = 10
"""People on one page."""


def page_of(things: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """Return what stands on a page, which page that is (the last for any beyond), of how many."""
    pages = max(1, -(-len(things) // PAGE))
    page = min(page, pages - 1)
    return things[page * PAGE : (page + 1) * PAGE], page, pages


def paging(
    buy: GroupBuy,
    verb: Verb,
    t: Translator,
    page: int,
    pages: int,
    arg: str = "",
    person: PersonId | None = None,
) -> tuple[tuple[Button, ...], ...]:
    """Return the row that turns pages; none where everything is on one."""
    if pages == 1:
        return ()

    def to(label: str, number: int) -> Button:
        return Button(label, on(verb, buy.id, person=person, n=number, arg=arg))

    row = []
    if page:
        row.append(to(t.plain("board-earlier"), page - 1))
    row.append(to(f"{t.number(page + 1)}/{t.number(pages)}", page))
    if page < pages - 1:
        row.append(to(t.plain("board-later"), page + 1))
    return (tuple(row),)
