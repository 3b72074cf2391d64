"""To those in a buy: an item was taken off, or the terms changed."""

from __future__ import annotations

from markupsafe import Markup

from domain.ids import ItemNo
from handlers.callbacks import Act, on_order
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.screen import Button, Screen
from handlers.wording.state import item_name, state_lines, when_line


async def item_removed(facts: Facts) -> Verdict:
    """An item was taken off the buy, and the reader's lines of it with it."""
    item = facts.terms.item(ItemNo(int(facts.notice.values["item"])))
    if item is None:
        return Drop("no such item")
    t = facts.t
    text = t(
        "notice-item-removed",
        count=int(facts.notice.values["quantity"]),
        organiser=facts.organiser,
        name=item_name(t, facts.terms, item),
        title=facts.title,
    )
    return facts.post(Screen(text, _own(facts)))


async def terms_changed(facts: Facts) -> Verdict:
    """The terms changed in the buyers' favour: what they are now."""
    if not facts.buy.live:
        return Drop("over by now")
    t = facts.t
    lines = [
        t("notice-changed", organiser=facts.organiser, title=facts.title),
        *state_lines(t, facts.buy, facts.view.totals),
        when_line(t, facts.buy, facts.now),
    ]
    return facts.post(Screen(Markup("\n").join(lines), _own(facts)))


def _own(facts: Facts) -> tuple[tuple[Button, ...], ...]:
    label = facts.t.plain("card-my-order")
    return ((Button(label, on_order(facts.buy.id, Act.SHOW)),),) if facts.buy.live else ()
