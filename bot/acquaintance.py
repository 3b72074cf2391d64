"""Knowing people: what Telegram tells of someone is written down when it is news."""

from __future__ import annotations

from aiogram.types import User

from domain.commands.base import Cause
from domain.commands.people import Meet
from domain.ids import HomeId, PersonId
from domain.people import Person, Reach
from domain.ports import Desk, Reader

REMEMBERED = 50_000
"""People in homes of whom it is known that they are; then the memory starts afresh."""


class Acquaintance:
    """Returns whoever acts as a `Person`, met if they or something about them is new."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self._desk = desk
        self._reader = reader
        self._at_home: set[tuple[HomeId, PersonId]] = set()

    async def of(self, user: User, home: HomeId | None, private: bool, cause: Cause) -> Person:
        """Return the person behind `user`, who acts in `home` or in private."""
        who = PersonId(user.id)
        person = await self._reader.person(who)
        at_home = home is None or await self._belongs(home, who)
        if at_home and person is not None and _as_known(person, user, private):
            return person
        await self._desk.submit(
            Meet(
                cause.then("meet"),
                who,
                user.first_name,
                user.last_name or "",
                user.username,
                user.language_code,
                private,
                home,
            )
        )
        if home is not None:
            self._remember(home, who)
        return await self._reader.person(who) or Person(who, user.first_name)

    def forget(self, home: HomeId, who: PersonId) -> None:
        """They left: should they come back, that is news."""
        self._at_home.discard((home, who))

    async def _belongs(self, home: HomeId, who: PersonId) -> bool:
        if (home, who) in self._at_home:
            return True
        membership = await self._reader.membership(home, who)
        if membership is None or membership.gone_at is not None:
            return False
        self._remember(home, who)
        return True

    def _remember(self, home: HomeId, who: PersonId) -> None:
        if len(self._at_home) >= REMEMBERED:
            self._at_home.clear()
        self._at_home.add((home, who))


def _as_known(person: Person, user: User, private: bool) -> bool:
    """Tell whether nothing about someone is news."""
    told = (user.first_name, user.last_name or "", user.username, user.language_code)
    known = (person.first_name, person.last_name, person.username, person.telegram_language)
    return told == known and not person.erased and not (private and person.reach != Reach.OPEN)
