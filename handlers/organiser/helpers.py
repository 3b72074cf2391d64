"""Helpers: people the organiser lets run the buy with them."""

from __future__ import annotations

from markupsafe import Markup

from domain.commands.organiser import NameHelper
from domain.ids import PersonId
from handlers.organiser.acting import Act
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, PickPeople, Screen
from handlers.wording.names import person_name

HELPER_REQUEST = 3
"""Telegram's user picker answers with this number when helpers are to be named."""

PURPOSE = "helper"
"""What the conversation remembers while helpers are picked."""

ASK = 1
"""`n` of a tap that opens the picker, rather than shows the list."""


async def helpers_screen(act: Act) -> Screen:
    """Show the helpers, each with the button that ends it."""
    t = act.context.t
    ids = sorted(act.buy.helpers)
    met = await act.context.reader.people(ids)
    lines = [t("board-helpers-what")]
    if ids:
        names = [person_name(met[one].name if one in met else "", t) for one in ids]
        lines.append(t("board-helpers-are", names=t.names(names)))
    ends = tuple(
        (
            Button(
                t.plain(
                    "board-end-helper", name=person_name(met[one].name if one in met else "", t)
                ),
                on(Verb.HELPER, act.buy.id, person=one),
            ),
        )
        for one in ids
    )
    add = Button(t.plain("board-add-helper"), on(Verb.HELPERS, act.buy.id, n=ASK))
    return Screen(Markup("\n").join(lines), (*ends, (add,), (back_to_run(act.buy, t),)))


def pick_helper_screen(act: Act) -> Screen:
    """Open Telegram's user picker."""
    t = act.context.t
    pick = PickPeople(t.plain("board-add-helper"), HELPER_REQUEST, t.plain("common-cancel"))
    return Screen(t("board-pick-helper"), pick=pick)


async def end_helper(act: Act) -> str:
    """End somebody's help."""
    await name_helper(act, act.person, wanted=False)
    return act.context.t.plain("board-helper-ended")


async def name_helper(act: Act, helper: PersonId, *, wanted: bool) -> None:
    """Let somebody run the buy along, or end it."""
    context = act.context
    await context.desk.submit(
        NameHelper(context.cause.then(f"helper{helper}"), context.actor, act.buy.id, helper, wanted)
    )
