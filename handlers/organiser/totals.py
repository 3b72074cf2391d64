"""What to order from the supplier: how many of each item, ready to forward."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from domain.buy import GroupBuy
from domain.ids import ItemNo
from domain.views import CardView
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator

COPY_LIMIT = 256
"""Characters of a button that copies (Bot API, CopyTextButton)."""


def units_of(view: CardView) -> dict[ItemNo, int]:
    """Return units by item: of the settlement once there is one, else as ordered so far."""
    if view.settlement is None:
        return dict(view.totals.units)
    units: Counter[ItemNo] = Counter()
    for statement in view.settlement.statements:
        for line in statement.lines:
            units[line.item] += line.served
    return dict(units)


def order_lines(buy: GroupBuy, units: dict[ItemNo, int], t: Translator) -> list[str]:
    """Return one line an item, as a supplier reads it: 20 × Olive oil 5 l."""
    return [
        t.plain("board-supplier-line", count=units[item.no], item=title(item.name, t))
        for item in buy.terms.items
        if units.get(item.no)
    ]


def totals_screen(view: CardView, t: Translator) -> Screen:
    """Show the order to forward, with a button that copies it where it is short enough."""
    lines = order_lines(view.buy, units_of(view), t)
    back = back_to_run(view.buy, t)
    if not lines:
        return Screen(t("board-nothing-ordered"), ((back,),))
    order = "\n".join(lines)
    head = t("board-to-order") if view.settlement else t("board-to-order-so-far")
    text = Markup("{}\n\n<pre>{}</pre>").format(head, order)
    if len(order) > COPY_LIMIT:
        return Screen(text, ((back,),))
    return Screen(text, ((Button(t.plain("board-copy"), copy=order),), (back,)))
