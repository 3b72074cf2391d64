"""To those who run a buy: the summary at the close, payments to confirm, what changed hands."""

from __future__ import annotations

from markupsafe import Markup

from domain.ids import PersonId
from domain.payment import Collects
from domain.settlement import Settlement
from handlers.callbacks import Act, on_order
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.statement.worked_out import units_sold
from handlers.wording.names import person_name
from handlers.wording.owing import left_of, reference_of
from handlers.wording.standing import left_of as still_to_pay
from handlers.wording.state import item_name

OWING_AT_MOST = 30


async def summary(facts: Facts) -> Verdict:
    """What to order, what it costs and who owes what, with a button each for what comes next."""
    settlement = facts.view.settlement
    if settlement is None:
        return Drop("no settlement")
    t, buy = facts.t, facts.buy
    lines = [
        t("statement-head", title=facts.title),
        t("notice-to-order"),
        *_to_order(facts, settlement),
        t("notice-costs", due=t.money(settlement.due, facts.terms.currency)),
        *await _owing(facts),
    ]
    rows = (
        (
            Button(t.plain("notice-collect"), on(Verb.BOARD, buy.id)),
            Button(t.plain("notice-remind"), on(Verb.REMIND, buy.id)),
        ),
        (Button(t.plain("board-totals"), on(Verb.TOTALS, buy.id)),),
    )
    return facts.post(Screen(Markup("\n").join(lines), rows))


async def claimed(facts: Facts) -> Verdict:
    """Somebody says that they paid: confirm it, or say that it is not there yet."""
    payer = PersonId(int(facts.notice.values["payer"]))
    view = await facts.scene.reader.mine(facts.buy.id, payer)
    if view is None or not left_of(view) or view.involvement.claimed_paid_at is None:
        return Drop("settled by now")
    t = facts.t
    known = await facts.scene.reader.person(payer)
    text = t(
        "notice-claimed",
        name=person_name(known.name if known else "", t),
        amount=t.money(left_of(view), facts.terms.currency),
        title=facts.title,
        reference=reference_of(view),
    )
    paid = Button(t.plain("board-mark-paid"), on(Verb.PAID, facts.buy.id, person=payer))
    not_seen = Button(t.plain("notice-not-seen"), on(Verb.DENY, facts.buy.id, person=payer))
    return facts.post(Screen(text, ((paid, not_seen),)))


async def taken_over(facts: Facts) -> Verdict:
    """The buy has another organiser: to the one who was, and to the one who is."""
    if facts.person is not None and facts.person.id == facts.buy.organiser:
        text = facts.t("notice-taken-over-yours", title=facts.title)
        run = Button(facts.t.plain("order-run"), on(Verb.RUN, facts.buy.id))
        return facts.post(Screen(text, ((run,),)))
    text = facts.t("notice-taken-over", title=facts.title, organiser=facts.organiser)
    return facts.post(Screen(text))


async def opened(facts: Facts) -> Verdict:
    """The scheduled buy takes orders now."""
    if not facts.buy.live:
        return Drop("over by now")
    t, buy = facts.t, facts.buy
    text = t("notice-opened", title=facts.title, until=t.when_live(facts.terms.deadline, facts.now))
    share = Button(t.plain("order-share"), on_order(buy.id, Act.SHARE))
    run = Button(t.plain("order-run"), on(Verb.RUN, buy.id))
    return facts.post(Screen(text, ((share, run),)))


def _to_order(facts: Facts, settlement: Settlement) -> list[Markup]:
    units = units_sold(settlement)
    t, terms = facts.t, facts.terms
    return [
        t("notice-supply", units=t.number(units[item.no]), name=item_name(t, terms, item))
        for item in terms.items
        if units[item.no]
    ]


async def _owing(facts: Facts) -> list[Markup]:
    """Return who has to pay how much still: some paid when ordering, or with points."""
    t, buy = facts.t, facts.buy
    rows = [(row, left) for row in await facts.scene.reader.board(buy.id)
            if (left := still_to_pay(buy, row))]  # fmt: skip
    if not rows:
        return [t("board-all-paid")]
    each = facts.terms.payment.collects is Collects.EACH
    owing = t("notice-owing-supplier" if each else "notice-owing", count=len(rows))
    lines = [owing]
    for row, left in rows[:OWING_AT_MOST]:
        due = t.amount(left, facts.terms.currency)
        lines.append(t("notice-owes", name=person_name(row.name, t), due=due))
    if len(rows) > OWING_AT_MOST:
        lines.append(t("notice-owing-more", count=len(rows) - OWING_AT_MOST))
    return lines
