"""Questions to whoever runs a buy, answered by the next text they type."""

from __future__ import annotations

from markupsafe import Markup

from domain.commands.people import Expect
from domain.conversation import Conversation
from handlers.organiser.acting import Act
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen


async def ask(act: Act, conversation: Conversation, question: Markup, back: Verb) -> Screen:
    """Remember what the next text answers, and return the question with a way back."""
    context = act.context
    await context.desk.submit(Expect(context.cause.then("expect"), context.actor, conversation))
    person, page = act.press.person, act.press.n if back is Verb.BOARD else 0
    press = on(back, act.buy.id, person=act.person if person else None, n=page)
    return Screen(question, ((Button(context.t.plain("common-back"), press),),))
