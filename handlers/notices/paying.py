"""To those who owe: the statement, reminders, and what became of a payment."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from domain.ids import PersonId
from domain.payment import Collects
from domain.views import MemberView
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.screen import Screen
from handlers.statement.paying import how_lines, paying_buttons
from handlers.statement.screen import statement_buttons, statement_screen
from handlers.wording.names import person_name
from handlers.wording.owing import left_of


async def statement(facts: Facts) -> Verdict:
    """What somebody owes and saved, and how to pay."""
    view = await facts.mine()
    settlement = await facts.scene.reader.settlement(facts.buy.id)
    if view is None or view.statement is None or settlement is None:
        return Drop("no statement")
    return facts.post(statement_screen(view, view.statement, settlement, facts.t))


async def unpaid(facts: Facts) -> Verdict:
    """A reminder to whoever still owes and has not said that they paid."""
    view = await facts.mine()
    if view is None or view.statement is None or view.owed <= 0:
        return Drop("nothing owed any more")
    if view.involvement.claimed_paid_at is not None:
        return Drop("said to be paid")
    owed = facts.t.money(view.owed, facts.terms.currency)
    return _with_how(facts, view, facts.t("notice-unpaid", title=facts.title, owed=owed))


async def marked(facts: Facts) -> Verdict:
    """The organiser has the money, all of it or a part, from the reader or somebody else."""
    t, currency, values = facts.t, facts.terms.currency, facts.notice.values
    words: dict[str, Any] = {
        "organiser": facts.organiser,
        "title": facts.title,
        "amount": t.money(int(values["amount"]), currency),
    }
    left = int(values["left"])
    if payer := values.get("payer"):
        known = await facts.scene.reader.person(PersonId(int(payer)))
        words["payer"] = person_name(known.name if known else "", t)
        first = t("notice-marked-by", **words)
    elif facts.terms.payment.collects is Collects.EACH:
        rest = t.money(left, currency)
        first = (
            t("notice-ticked-part", left=rest, **words) if left > 0 else t("notice-ticked", **words)
        )
    elif left < 0:
        first = t("notice-marked-over", over=t.money(-left, currency), **words)
    elif left == 0:
        first = t("notice-marked", **words)
    else:
        first = t("notice-marked-part", left=t.money(left, currency), **words)
    view = await facts.mine()
    return facts.post(Screen(first)) if view is None else _with_how(facts, view, first)


async def denied(facts: Facts) -> Verdict:
    """The organiser has not seen the payment, or marked it by mistake: what to pay, and how."""
    view = await facts.mine()
    if view is None or not left_of(view):
        return Drop("nothing owed any more")
    owed = facts.t.money(left_of(view), facts.terms.currency)
    key = "notice-unmarked" if facts.notice.values.get("reversed") else "notice-denied"
    first = facts.t(key, organiser=facts.organiser, title=facts.title, owed=owed)
    return _with_how(facts, view, first)


def _with_how(facts: Facts, view: MemberView, first: Markup) -> Verdict:
    """Return what there is to say, how to pay what is left, and the buttons for it."""
    if not left_of(view):
        return facts.post(Screen(first))
    lines = [first, *how_lines(facts.t, view)]
    rows = paying_buttons if facts.buy.live else statement_buttons
    return facts.post(Screen(Markup("\n").join(lines), rows(facts.t, view)))
