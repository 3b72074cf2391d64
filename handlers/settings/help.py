"""/help: what to do next, from where the person stands."""

from __future__ import annotations

from markupsafe import Markup

from domain.draft import Draft
from domain.views import BuyLine
from handlers.callbacks import Act, on_order
from handlers.draft.presses import Press
from handlers.draft.presses import on as on_draft
from handlers.group_reply import Reply, link
from handlers.links import Links
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.names import title
from locales.translator import Translator

SHOWN = 4


def private_help(t: Translator, links: Links, draft: Draft | None, lines: list[BuyLine]) -> Screen:
    """Say what is open for this person first, then how a buy is started."""
    parts: list[Markup] = []
    rows: list[tuple[Button, ...]] = []
    if draft is not None:
        parts.append(t("help-draft", title=title(draft.title, t)))
        rows.append((Button(t.plain("help-go-on"), on_draft(draft, Press.PREVIEW)),))
    owing = [line for line in lines if line.owed > 0]
    if owing:
        parts.append(t("help-owing", count=len(owing)))
    running = [line for line in lines if line.runs and line.buy.live]
    if running:
        parts.append(t("help-running", count=len(running)))
    for line in owing[:SHOWN]:
        called = title(line.buy.terms.title, t, 40)
        rows.append((Button(called, on_order(line.buy.id, Act.STATEMENT)),))
    for line in running[:SHOWN]:
        called = title(line.buy.terms.title, t, 40)
        rows.append((Button(called, on(Verb.RUN, line.buy.id)),))
    parts.append(t("help-private"))
    rows.append((Button(t.plain("help-add-to-group"), url=links.add_to_group()),))
    return Screen(Markup("\n\n").join(parts), tuple(rows))


def group_help(t: Translator, links: Links, home: int, live: int, topic: int | None) -> Reply:
    """Say how one joins what runs here, or starts something; `t` speaks the group's language."""
    start = link("help-start-a-buy", links.new_buy(home, topic))
    if live:
        return Reply("help-group-live", {"count": live}, ((start,),))
    return Reply("help-group", {"example": t.plain("reading-example-buy")}, ((start,),))
