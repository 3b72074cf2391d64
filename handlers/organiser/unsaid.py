"""What of a buy did not arrive, or may not have, and saying it again."""

from __future__ import annotations

from markupsafe import Markup

from domain.buy import GroupBuy
from domain.commands.member import ShowCard
from domain.commands.saying import SayAgain
from domain.notices import Fate
from domain.views import Unsaid
from handlers.organiser.acting import Act
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, Screen
from handlers.wording.names import person_name, title
from handlers.wording.unsaid import state_said, what_said
from locales.translator import Translator

SHOWN = 30


def unsaid_screen(buy: GroupBuy, found: list[Unsaid], t: Translator) -> Screen:
    """Show what somebody did not get, or may not have got, what may be said again first."""
    back = (back_to_run(buy, t),)
    if not found:
        return Screen(t("unsaid-none"), (back,))
    lines = [t("unsaid-title", title=title(buy.terms.title, t))]
    lines += [
        t(
            "unsaid-row",
            name=person_name(one.name, t),
            what=what_said(t, one.kind),
            state=state_said(t, one),
        )
        for one in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        lines.append(t("unsaid-more", count=len(found) - SHOWN))
    again = Button(t.plain("unsaid-say-again"), on(Verb.SAY_AGAIN, buy.id))
    in_doubt = any(one.fate is Fate.UNKNOWN for one in found)
    return Screen(Markup("\n").join(lines), ((again,), back) if in_doubt else (back,))


async def show_unsaid(act: Act) -> Screen:
    """Show it as it is now."""
    found = await act.context.reader.unsaid(act.buy.id)
    return unsaid_screen(act.buy, found, act.context.t)


async def say_again(act: Act) -> str:
    """Say again what may not have arrived."""
    context = act.context
    await context.desk.submit(SayAgain(context.cause, context.actor, act.buy.id))
    return context.t.plain("unsaid-saying")


async def card_again(act: Act) -> str:
    """Bring the card down again in the group."""
    context = act.context
    await context.desk.submit(ShowCard(context.cause, context.actor, act.buy.id))
    return context.t.plain("unsaid-card-coming")
