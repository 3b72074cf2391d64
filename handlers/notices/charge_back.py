"""To whoever paid through Telegram: a payment goes back, and why."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from domain.buy import State
from domain.charges import Back, WhyBack
from domain.payment import Method
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.screen import Screen


async def charge_back(facts: Facts) -> Verdict:
    """Say why it goes back, and by whom: Stars by themselves, other money by the organiser."""
    charge = await facts.scene.reader.charge(str(facts.notice.values["charge"]))
    if charge is None or charge.back is Back.NOT:
        return Drop("it stays")
    t = facts.t
    amount = t.money(charge.amount, charge.currency)
    values: dict[str, Any] = {"amount": amount, "title": facts.title}
    match charge.why_back:
        case WhyBack.CALLED_OFF:
            why = t("notice-back-called-off", **values)
        case WhyBack.CLOSED if facts.buy.state is State.CALLED_OFF:
            why = t("notice-back-called-off", **values)
        case WhyBack.CLOSED:
            why = t("notice-back-closed", **values)
        case _:
            why = t("notice-back-twice", **values)
    if charge.method is Method.STARS:
        how = t("notice-back-stars")
    else:
        how = t("notice-back-by-hand", organiser=facts.organiser)
    return facts.post(Screen(Markup(" ").join([why, how])))
