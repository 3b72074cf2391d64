"""Nudge everyone who has not answered: first to how many and whom, then send."""

from __future__ import annotations

from domain.commands.organiser import NudgeAll
from domain.people import Reach
from domain.views import AudienceMember
from handlers.group_reply import Reply, press
from handlers.organiser.acting import Act
from handlers.organiser.presses import Verb, on
from handlers.wording.names import person_name, title

NAMES = 10


def waiting(audience: list[AudienceMember]) -> tuple[list[str], list[str]]:
    """Return the names of those who have not answered: within reach, and out of reach.

    Those who muted this buy, or all, asked to be left alone and are neither.
    """
    asked = [
        member
        for member in audience
        if not member.ordered
        and member.involvement.declined_at is None
        and not member.involvement.muted
        and not member.person.muted
    ]
    within = [one.person.name for one in asked if one.person.reach is Reach.OPEN]
    beyond = [one.person.name for one in asked if one.person.reach is not Reach.OPEN]
    return within, beyond


async def ask_nudge(act: Act) -> Reply:
    """Say whom a nudge would reach, with the button that sends it."""
    audience = await act.context.reader.audience(act.buy.id)
    audience = [one for one in audience if not act.buy.run_by(one.person.id)]
    within, beyond = waiting(audience)
    called = title(act.buy.terms.title, act.t)
    if not within and not beyond:
        return Reply("board-nobody-to-nudge", {"title": called})
    values = {"title": called, "names": _names(act, within), "beyond": _names(act, beyond)}
    send = press("board-nudge-now", on(Verb.NUDGE_NOW, act.buy.id))
    hand_over = press("board-see-links", on(Verb.INVITED, act.buy.id))
    if not within:
        return Reply("board-nudge-out-of-reach", values | {"count": len(beyond)}, ((hand_over,),))
    if not beyond:
        return Reply("board-nudge-preview", values | {"count": len(within)}, ((send,),))
    return Reply(
        "board-nudge-preview-some",
        values | {"count": len(within)},
        ((send,), (hand_over,)),
    )


async def nudge_now(act: Act) -> str:
    """Send the nudges; tell to how many."""
    count = await act.context.desk.submit(
        NudgeAll(cause=act.context.cause, actor=act.context.actor, buy=act.buy.id)
    )
    return act.context.t.plain("board-nudged", count=count)


def _names(act: Act, names: list[str]) -> str:
    shown = [person_name(name, act.t) for name in names[:NAMES]]
    more = len(names) - NAMES
    if more > 0:
        shown.append(act.t.plain("board-more-names", count=more))
    return act.t.plain("card-comma").join(shown)
