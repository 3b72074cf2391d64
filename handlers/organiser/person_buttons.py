"""The buttons under one participant: what can be marked, and what can be taken back."""

from __future__ import annotations

from domain.buy import GroupBuy
from domain.dues import settles_own
from domain.goods import Stage
from domain.views import BoardRow
from handlers.organiser.presses import Verb, on
from handlers.screen import Button
from handlers.wording.standing import has_part, left_of, stage_of
from locales.translator import Translator

Rows = tuple[tuple[Button, ...], ...]

SENT = (Stage.PACKED, Stage.SHIPPED, Stage.HANDED_OUT)
PICKED_UP = (Stage.PACKED, Stage.READY, Stage.HANDED_OUT)
"""What happens to parts, one after the other; any of it can be left out."""


def money_buttons(buy: GroupBuy, row: BoardRow, t: Translator, page: int) -> Rows:
    """Return the buttons that mark payments; whoever collects marks nothing for themselves."""
    if row.person is None or settles_own(buy, row.person):
        return ()

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
    if row.marked_paid > 0:
        rows.append((button("board-undo-paid", Verb.UNPAID),))
    if row.due_back:
        rows.append((button("board-mark-back", Verb.PAID_BACK),))
    if row.marked_back > 0:
        rows.append((button("board-undo-back", Verb.UNPAID_BACK),))
    return tuple(rows)


def goods_buttons(buy: GroupBuy, row: BoardRow, t: Translator, page: int) -> Rows:
    """Return the buttons that bring somebody's goods on, and take a step or goods back."""

    def button(key: str, verb: Verb, arg: str = "") -> Button:
        return Button(t.plain(key), on(verb, buy.id, person=row.person, n=page, arg=arg))

    rows: list[tuple[Button, ...]] = []
    if has_part(row):
        steps = tuple(
            button(f"board-stage-{stage}", Verb.TRACKING)
            if stage is Stage.SHIPPED
            else button(f"board-stage-{stage}", Verb.STAGE, stage)
            for stage in _to_come(buy, row)
        )
        rows += [steps] if steps else []
    last = []
    if row.shipment is not None and row.shipment.before is not None:
        last.append(button("board-undo-stage", Verb.UNDO_STAGE))
    if row.statement is not None and any(line.quantity for line in row.statement.lines):
        last.append(button("board-gave-back", Verb.RETURN))
    return (*rows, tuple(last)) if last else tuple(rows)


def _to_come(buy: GroupBuy, row: BoardRow) -> tuple[Stage, ...]:
    """Return the steps after the one that the goods are at, the way they go."""
    destination = row.shipment.destination if row.shipment else None
    sent = buy.terms.ships if destination is None else destination.point is None
    steps = SENT if sent else PICKED_UP
    order = list(Stage)
    return tuple(step for step in steps if order.index(step) > order.index(stage_of(row)))
