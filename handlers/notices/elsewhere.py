"""Notices that are about no buy (yet): replies in a group, and drafts."""

from __future__ import annotations

from domain.ids import BuyId
from domain.notices import Notice
from handlers.draft.card import draft_screen, known_around
from handlers.group_reply import reply_screen
from handlers.notices.say import Drop, How, Say, Verdict
from handlers.notices.scene import Scene
from handlers.screen import Screen


async def group_reply(notice: Notice, scene: Scene) -> Verdict:
    """Answer in the group what was asked there."""
    home = await scene.reader.home(notice.home) if notice.home is not None else None
    values = notice.values
    t = scene.to_home(home)
    screen = reply_screen(t, values["message"], values.get("values") or {}, scene.now)
    asked_in = values.get("topic")
    return Say(screen, How.REPLY, reply_to=values.get("reply_to"), topic=asked_in)


async def draft_card(notice: Notice, scene: Scene) -> Verdict:
    """Show a draft in the group, for its owner alone."""
    number = BuyId(int(notice.values["draft"]))
    draft = await scene.reader.draft(number)
    if draft is None:
        if await scene.reader.buy(number) is not None:
            return Drop("the draft was started")
        home = await scene.reader.home(notice.home) if notice.home is not None else None
        return Say(Screen(scene.to_home(home)("draft-dropped")), How.CARD)
    home = await scene.reader.home(draft.home) if draft.home is not None else None
    known = await known_around(draft, scene.reader, scene.default_zone)
    screen = draft_screen(draft, scene.to_home(home), scene.now, known, scene.links, in_group=True)
    return Say(screen, How.CARD, reply_to=notice.values.get("reply_to"))
