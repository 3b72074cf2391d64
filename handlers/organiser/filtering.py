"""Which people the board shows, and in which order."""

from __future__ import annotations

from enum import StrEnum

from domain.buy import GroupBuy
from domain.goods import Stage
from domain.views import BoardRow
from handlers.wording.standing import has_part, left_of, stage_of, takes_part


class Shows(StrEnum):
    """Which people the board shows, and what a tap on one of them does."""

    ALL = ""
    """Everyone who takes part; a tap opens the person."""
    OWE = "owe"
    """Who has to pay; a tap marks them paid."""
    BACK = "back"
    """To whom money is due; a tap marks it given back."""
    OUT = "out"
    """Whose goods are still here; a tap hands them out."""


def shown_by(arg: str) -> Shows:
    """Return what a press asks for; forged ones show everyone."""
    return Shows(arg) if arg in set(Shows) else Shows.ALL


def wanted(shows: Shows, buy: GroupBuy, row: BoardRow) -> bool:
    """Tell whether the board shows a person."""
    match shows:
        case Shows.OWE:
            return left_of(buy, row) > 0
        case Shows.BACK:
            return row.due_back > 0
        case Shows.OUT:
            return has_part(row) and stage_of(row) is not Stage.HANDED_OUT
        case _:
            return takes_part(row)


def in_order(rows: list[BoardRow], buy: GroupBuy) -> list[BoardRow]:
    """Return the rows as the organiser needs them: payments to confirm, debts, then the rest."""

    def place(row: BoardRow) -> tuple[bool, bool]:
        left = left_of(buy, row)
        return not (left and row.claimed_paid_at), not left

    return sorted(rows, key=place)
