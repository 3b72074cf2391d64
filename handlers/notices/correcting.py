"""To participants after the close: corrections, what fell out, money back, and points."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from domain.buy import State
from domain.payment import Collects
from handlers.callbacks import Act, on_order
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.screen import Button, Screen
from handlers.statement.screen import fell_out_screen, statement_screen


async def corrected(facts: Facts) -> Verdict:
    """One's share changed after the close: why, from what to what, and the statement as it is."""
    view = await facts.mine()
    settlement = await facts.scene.reader.settlement(facts.buy.id)
    if view is None or view.statement is None or settlement is None:
        return Drop("no statement")
    t, values, currency = facts.t, facts.notice.values, facts.terms.currency
    first = t(
        f"notice-corrected-{values['why']}",
        organiser=facts.organiser,
        before=t.money(int(values["before"]), currency),
        after=t.money(int(values["after"]), currency),
    )
    screen = statement_screen(view, view.statement, settlement, t)
    return facts.post(Screen(Markup("\n").join([first, Markup(""), screen.text]), screen.rows))


async def fell_out(facts: Facts) -> Verdict:
    """Somebody ordered and got nothing: why, and what would have had to be."""
    view = await facts.mine()
    settlement = await facts.scene.reader.settlement(facts.buy.id)
    if view is None or settlement is None or not view.fallen:
        return Drop("nothing fell out")
    return facts.post(fell_out_screen(view, settlement, facts.t))


async def money_back(facts: Facts) -> Verdict:
    """The organiser gave back what was due, or had marked that by mistake."""
    amount = facts.t.money(int(facts.notice.values["amount"]), facts.terms.currency)
    values: dict[str, Any] = {"organiser": facts.organiser, "title": facts.title, "amount": amount}
    if facts.notice.values.get("reversed"):
        said = facts.t("notice-money-not-back", **values)
    elif facts.terms.payment.collects is Collects.EACH:
        said = facts.t("notice-money-back-supplier", **values)
    else:
        said = facts.t("notice-money-back", **values)
    return facts.post(Screen(said, _show(facts)))


async def points_given(facts: Facts) -> Verdict:
    """What was due back became points: how many, with whom, until when."""
    t, until = facts.t, facts.notice.values["until"]
    amount = t.money(int(facts.notice.values["amount"]), facts.terms.currency)
    values: dict[str, Any] = {"organiser": facts.organiser, "title": facts.title, "amount": amount}
    if until is None:
        return facts.post(Screen(t("notice-points", **values), _show(facts)))
    when = t.when(datetime.fromisoformat(until), facts.now)
    return facts.post(Screen(t("notice-points-until", until=when, **values), _show(facts)))


async def points_expired(facts: Facts) -> Verdict:
    """Points that nobody spent are gone."""
    amount = facts.t.money(int(facts.notice.values["amount"]), facts.terms.currency)
    text = facts.t("notice-points-expired", organiser=facts.organiser, amount=amount)
    return facts.post(Screen(text))


def _show(facts: Facts) -> tuple[tuple[Button, ...], ...]:
    if facts.buy.state is not State.CLOSED:
        return ()
    label = facts.t.plain("card-my-statement")
    return ((Button(label, on_order(facts.buy.id, Act.STATEMENT)),),)
