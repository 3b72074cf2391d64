"""To participants: how far their goods got, that they wait, and where they shall go."""

from __future__ import annotations

from markupsafe import Markup

from domain.goods import Stage
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.screen import Screen
from handlers.statement.goods import asks_where, goods_buttons, stage_line, where_buttons
from handlers.wording.destination import where_said


async def shipment(facts: Facts) -> Verdict:
    """One's goods came to another stage, or did not after all; where they stand is told."""
    view = await facts.mine()
    if view is None or view.shipment is None:
        return Drop("no goods")
    if view.shipment.stage != facts.notice.values["stage"]:
        return Drop("at another stage by now")
    stage, undone = stage_line(facts.t, view), bool(facts.notice.values.get("undone"))
    if stage is None and not undone:
        return Drop("nothing to tell")
    key = "notice-goods-undone" if undone else "notice-goods"
    lines = [facts.t(key, title=facts.title), *([stage] if stage else [])]
    destination = view.shipment.destination
    if destination is not None and view.shipment.stage is not Stage.HANDED_OUT:
        where = where_said(facts.terms, destination, facts.t)
        lines.append(facts.t("statement-where-now", where=where))
    rows = goods_buttons(facts.t, view)
    return facts.post(Screen(Markup("\n").join(lines), (rows,) if rows else ()))


async def pick_up(facts: Facts) -> Verdict:
    """One's goods still wait to be picked up (UX-6)."""
    view = await facts.mine()
    if view is None or view.shipment is None or view.shipment.stage is not Stage.READY:
        return Drop("nothing waits")
    lines = [facts.t("notice-pick-up", title=facts.title)]
    if view.shipment.destination is not None:
        where = where_said(facts.terms, view.shipment.destination, facts.t)
        lines.append(facts.t("statement-where-now", where=where))
    rows = goods_buttons(facts.t, view)
    return facts.post(Screen(Markup("\n").join(lines), (rows,) if rows else ()))


async def where_to(facts: Facts) -> Verdict:
    """It is not known yet where one's goods shall go."""
    view = await facts.mine()
    known = view is not None and view.shipment is not None and view.shipment.destination is not None
    if view is None or known or not asks_where(view):
        return Drop("known by now")
    text = facts.t("notice-where-to", organiser=facts.organiser, title=facts.title)
    return facts.post(Screen(text, where_buttons(facts.t, view)))
