"""How a buy ends or goes on: closing early, extended, settled, called off."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from domain.buy import State
from domain.payment import Collects, Due
from handlers.callbacks import Act, on_order
from handlers.card.ended import ended_card, result_lines
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, How, Verdict
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.statement.screen import over_screen
from handlers.wording.progress import measured


async def closes_early(facts: Facts) -> Verdict:
    """Everyone named has answered: say when it closes, with Keep open for the organiser."""
    closes_at = facts.buy.closes_at
    if facts.buy.state is not State.OPEN or closes_at is None:
        return Drop("it stays open")
    when = facts.t.when_live(closes_at, facts.now)
    keep = Button(facts.t.plain("notice-keep-open"), on(Verb.KEEP_OPEN, facts.buy.id))
    text = facts.t("notice-closes-early", title=facts.title, when=when)
    return facts.post(Screen(text, ((keep,),)), How.REPLY_TO_CARD)


async def extended(facts: Facts) -> Verdict:
    """The minimum was missed once: more time, and what is still needed."""
    if not facts.buy.live:
        return Drop("over by now")
    t, terms = facts.t, facts.terms
    until = t.when_live(terms.deadline, facts.now)
    text = t("notice-extended", title=facts.title, until=until)
    if terms.minimum:
        value = facts.view.totals.measure(terms.minimum.metric)
        goal = terms.minimum.value
        progress = measured(t, terms.minimum.metric, value, goal, terms.currency)
        text = t("notice-extended-by", title=facts.title, progress=progress, until=until)
    if facts.person is not None:
        own = Button(t.plain("card-my-order"), on_order(facts.buy.id, Act.SHOW))
    else:
        own = Button(t.plain("card-my-order"), url=facts.scene.links.order(facts.buy.id))
    return facts.post(Screen(text, ((own,),)), How.REPLY_TO_CARD)


async def group_settled(facts: Facts) -> Verdict:
    """The result for the group, in one message."""
    if facts.view.settlement is None or not facts.view.settlement.statements:
        return facts.post(ended_card(facts.view, facts.t, facts.scene.links), How.REPLY_TO_CARD)
    t = facts.t
    lines = [
        t("card-closed", title=facts.title),
        *result_lines(t, facts.buy, facts.view.settlement),
        _where(facts),
    ]
    own = Button(t.plain("card-my-statement"), url=facts.scene.links.order(facts.buy.id))
    return facts.post(Screen(Markup("\n").join(lines), ((own,),)), How.REPLY_TO_CARD)


def _where(facts: Facts) -> Markup:
    """Return where one's own share is, and whom to pay where that is the organiser, by hand."""
    payment = facts.terms.payment
    ahead = payment.due is Due.AT_ORDER
    if ahead or payment.by_telegram or payment.collects is Collects.EACH:
        return facts.t("notice-settled-own")
    return facts.t("notice-settled-where", organiser=facts.organiser)


async def called_off(facts: Facts) -> Verdict:
    """The buy was called off: why, that nothing is owed, and what comes back to the reader."""
    screen = over_screen(facts.view, facts.t, await facts.mine())
    if points := int(facts.notice.values.get("points", 0)):
        amount = facts.t.money(points, facts.terms.currency)
        said = facts.t("notice-points-returned", amount=amount, organiser=facts.organiser)
        screen = replace(screen, text=Markup("\n").join([screen.text, said]))
    return facts.post(screen, How.REPLY_TO_CARD)
