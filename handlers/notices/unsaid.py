"""To the organiser: what the group may not have got, or cannot be told."""

from __future__ import annotations

from typing import Any

from domain.notices import NOT_ACCEPTED, NOT_ARRANGED, NoticeKind
from handlers.callbacks import Act, on_order
from handlers.notices.facts import Facts
from handlers.notices.say import Verdict
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.names import title
from handlers.wording.unsaid import what_said, why_said

SUPPLIER = {
    NOT_ARRANGED: "unsaid-supplier-not-arranged",
    NOT_ACCEPTED: "unsaid-supplier-not-accepted",
}


async def unsaid(facts: Facts) -> Verdict:
    """Say what it was, and let the card be brought down again, which shows how things stand."""
    t, values = facts.t, facts.notice.values
    if values["what"] == NoticeKind.SUPPLIER_REQUEST:
        return _supplier(facts)
    home = facts.view.home
    words: dict[str, Any] = {
        "title": facts.title,
        "home": title(home.title if home else "", t),
        "what": what_said(t, NoticeKind(values["what"])),
    }
    if values["reason"]:
        text = t("unsaid-group-refused", state=why_said(t, values["reason"]), **words)
        share = Button(t.plain("order-share"), on_order(facts.buy.id, Act.SHARE))
        return facts.post(Screen(text, ((share,),) if facts.buy.live else ()))
    again = Button(t.plain("unsaid-card-again"), on(Verb.CARD_AGAIN, facts.buy.id))
    return facts.post(Screen(t("unsaid-group", **words), ((again,),)))


def _supplier(facts: Facts) -> Verdict:
    """The organiser has the same list as a document, to hand on by themselves."""
    t, reason = facts.t, facts.notice.values["reason"]
    key = SUPPLIER.get(reason, "unsaid-supplier-away") if reason else "unsaid-supplier-unknown"
    goods = Button(t.plain("board-goods"), on(Verb.GOODS, facts.buy.id))
    return facts.post(Screen(t(key, title=facts.title), ((goods,),)))
