"""What most notices are rendered from: the buy as it is now, its home, the reader, their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.buy import GroupBuy, Terms
from domain.ids import PersonId
from domain.notices import Notice
from domain.nudging import is_quiet
from domain.people import Person
from domain.views import CardView, MemberView
from handlers.notices.say import Drop, How, Say
from handlers.notices.scene import Scene
from handlers.screen import Screen
from handlers.wording.names import person_name, title
from locales.translator import Translator


@dataclass(frozen=True, slots=True)
class Facts:
    """A notice about a buy, with the buy's card view and whoever reads it."""

    notice: Notice
    scene: Scene
    view: CardView
    person: Person | None
    """None for a notice to a home."""
    t: Translator

    @property
    def buy(self) -> GroupBuy:
        """The buy as it is now."""
        return self.view.buy

    @property
    def terms(self) -> Terms:
        """Its terms."""
        return self.view.buy.terms

    @property
    def now(self) -> datetime:
        """The present moment (UTC)."""
        return self.scene.now

    @property
    def title(self) -> str:
        """The buy's name, fit for a sentence."""
        return title(self.terms.title, self.t)

    @property
    def organiser(self) -> str:
        """The organiser's name, fit for a sentence."""
        return person_name(self.view.organiser_name, self.t)

    @property
    def zone(self) -> str:
        """The reader's IANA zone."""
        return self.scene.zone_of(self.person, self.view.home)

    async def mine(self) -> MemberView | None:
        """Return the buy as the reader sees it; None in a group."""
        if self.person is None:
            return None
        return await self.scene.reader.mine(self.buy.id, self.person.id)

    def post(self, screen: Screen, how: How = How.POST) -> Say:
        """Say a new message: without a sound if it goes to a group at night."""
        in_group = self.person is None
        how = how if in_group else How.POST
        return Say(screen, how, silent=in_group and is_quiet(self.now, self.zone))


async def gather(notice: Notice, scene: Scene) -> Facts | Drop:
    """Read what the notice is about, or drop it if the buy or the reader is no more."""
    view = await scene.reader.card(notice.buy) if notice.buy is not None else None
    if view is None:
        return Drop("no such buy")
    if notice.person is None:
        return Facts(notice, scene, view, None, scene.to_home(view.home))
    person = await scene.reader.person(PersonId(notice.person))
    if person is None or person.erased:
        return Drop("no such person")
    return Facts(notice, scene, view, person, scene.to_person(person, view.home))
