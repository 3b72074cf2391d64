"""Shipping requests: to the organiser as a document, and to the supplier whom they named."""

from __future__ import annotations

import asyncio
import hashlib

from domain.ids import PersonId
from handlers.export.shipping import ShippingRequests
from handlers.export.workbook import workbook
from handlers.notices.facts import Facts
from handlers.notices.say import Dispatch, Drop, Verdict
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, File, Screen

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def shipping_requests(facts: Facts) -> Verdict:
    """Send the list of what goes where."""
    asked = await _asked(facts)
    if isinstance(asked, Drop):
        return asked
    t = facts.t
    rows = ((Button(t.plain("board-goods"), on(Verb.GOODS, facts.buy.id)),),)
    text = t("goods-requests", count=len(asked), title=facts.title)
    return facts.post(Screen(text, rows, file=await _file(facts, asked)))


async def supplier_request(facts: Facts) -> Verdict:
    """Tell the supplier, in the organiser's language: they know each other."""
    asked = await _asked(facts)
    if isinstance(asked, Drop):
        return asked
    t = facts.t
    return Dispatch(
        supplier=facts.terms.supplier,
        key=hashlib.sha256(facts.notice.key.encode()).hexdigest()[:32],
        subject=t.plain("goods-mail-subject", title=facts.title, code=facts.buy.code),
        text=t.plain(
            "goods-mail", organiser=facts.organiser, title=facts.title, requests=asked.text()
        ),
        file=await _file(facts, asked),
        media_type=EXCEL,
        body=asked.body(),
    )


async def _asked(facts: Facts) -> ShippingRequests | Drop:
    settlement = facts.view.settlement
    if settlement is None:
        return Drop("no settlement")
    people = [PersonId(int(person)) for person in facts.notice.values["people"]]
    rows = await facts.scene.reader.board(facts.buy.id)
    asked = ShippingRequests(facts.buy, rows, settlement, people, facts.t)
    return asked if len(asked) else Drop("nothing to ship")


async def _file(facts: Facts, asked: ShippingRequests) -> File:
    data = await asyncio.to_thread(workbook, [asked.sheet()])
    return File(f"{facts.buy.code}.xlsx", data, picture=False)
