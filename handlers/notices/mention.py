"""Those named whom the bot cannot write to: mentioned once in the group, or told the organiser."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from domain.ids import PersonId
from domain.people import Person, Reach
from handlers.callbacks import Act, on_order
from handlers.notices.facts import Facts
from handlers.notices.say import Drop, Verdict
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.names import person_name
from locales.translator import Translator

MENTIONED_AT_MOST = 40


async def mention(facts: Facts) -> Verdict:
    """Mention whoever still has not been reached nor ordered nor declined, with the link."""
    people = await _unreached(facts)
    if not people or not facts.buy.live:
        return Drop("nobody left to mention")
    t = facts.t
    key = "notice-mention-more" if len(people) > MENTIONED_AT_MOST else "notice-mention"
    values: dict[str, Any] = {
        "names": _names(t, people, linked=True),
        "organiser": facts.organiser,
        "title": facts.title,
    }
    if key == "notice-mention-more":
        text = t("notice-mention-more", count=len(people) - MENTIONED_AT_MOST, **values)
    else:
        text = t("notice-mention", **values)
    url = facts.scene.links.buy(facts.buy.code)
    return facts.post(Screen(text, ((Button(t.plain("notice-open"), url=url),),)))


async def unreached(facts: Facts) -> Verdict:
    """Tell the organiser honestly whom no message reaches, and how to hand the link over."""
    people = await _unreached(facts)
    if not people or not facts.buy.live:
        return Drop("everyone is reached by now")
    t = facts.t
    names = _names(t, people, linked=False)
    url = facts.scene.links.buy(facts.buy.code)
    text = t("notice-unreached", count=len(people), names=names, title=facts.title, url=url)
    buy = facts.buy.id
    rows = (
        (
            Button(t.plain("order-share"), on_order(buy, Act.SHARE)),
            Button(t.plain("invite-hand-over"), on(Verb.HAND_OVER, buy)),
        ),
    )
    return facts.post(Screen(text, rows))


async def _unreached(facts: Facts) -> list[Person]:
    ids = [PersonId(int(person)) for person in facts.notice.values["people"]]
    answered = {
        one.person.id
        for one in await facts.scene.reader.audience(facts.buy.id)
        if one.ordered or one.involvement.declined_at or one.person.reach is Reach.OPEN
    }
    known = await facts.scene.reader.people([one for one in ids if one not in answered])
    return [known[one] for one in ids if one in known]


def _names(t: Translator, people: list[Person], *, linked: bool) -> Markup:
    shown = [
        Markup('<a href="tg://user?id={}">{}</a>').format(one.id, person_name(one.name, t))
        if linked
        else Markup("{}").format(person_name(one.name, t))
        for one in people[:MENTIONED_AT_MOST]
    ]
    return t("card-comma").join(shown)
