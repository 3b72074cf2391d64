"""To the organiser: money that came through Telegram, and money to give back by hand."""

from __future__ import annotations

from markupsafe import Markup

from domain.ids import PersonId
from domain.payment import Collects
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.organiser.filtering import Shows
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.names import person_name

SHOWN = 30
"""People in one message."""


async def charged(facts: Facts) -> Verdict:
    """Somebody paid through Telegram: who, for whom, how much."""
    charge = await facts.scene.reader.charge(str(facts.notice.values["charge"]))
    if charge is None:
        return Drop("no such charge")
    t, payer = facts.t, await _name(facts, charge.payer)
    amount = t.money(charge.amount, charge.currency)
    if charge.payer == charge.person:
        text = t("notice-charged", name=payer, amount=amount, title=facts.title)
    else:
        person = await _name(facts, charge.person)
        text = t("notice-charged-for", name=payer, person=person, amount=amount, title=facts.title)
    board = Button(t.plain("board-board"), on(Verb.BOARD, facts.buy.id))
    return facts.post(Screen(text, ((board,),)))


async def pay_back(facts: Facts) -> Verdict:
    """Money is due back that no program can give back: to whom, and how much."""
    values, t, currency = facts.notice.values, facts.t, facts.terms.currency
    board = {row.person: row for row in await facts.scene.reader.board(facts.buy.id)}
    rows = [
        row
        for person in values["people"]
        if (row := board.get(PersonId(int(person)))) is not None and row.due_back > 0
    ]
    if not rows:
        return Drop("given back by now")
    charge = await facts.scene.reader.charge(values["charge"]) if values["charge"] else None
    if charge is not None:
        lines = [
            t(
                "notice-pay-back-charge",
                name=await _name(facts, charge.payer),
                amount=t.money(charge.amount, charge.currency),
                title=facts.title,
                number=charge.provider_charge or charge.id,
            )
        ]
    else:
        each = facts.terms.payment.collects is Collects.EACH
        key = "notice-pay-back-supplier" if each else "notice-pay-back"
        lines = [t(key, count=len(rows), title=facts.title)]
        lines += [
            t(
                "notice-owes",
                name=person_name(row.name, t),
                due=t.amount(row.due_back, currency),
            )
            for row in rows[:SHOWN]
        ]
        if len(rows) > SHOWN:
            lines.append(t("notice-owing-more", count=len(rows) - SHOWN))
    button = Button(
        t.plain("board-show-back", number=t.number(len(rows))),
        on(Verb.BOARD, facts.buy.id, arg=Shows.BACK),
    )
    return facts.post(Screen(Markup("\n").join(lines), ((button,),)))


async def _name(facts: Facts, person: PersonId) -> str:
    known = await facts.scene.reader.person(person)
    return person_name(known.name if known else "", facts.t)
