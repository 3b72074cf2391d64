"""Knowing people: what Telegram tells of someone is written down when it is news."""

from __future__ import annotations

from aiogram.types import User

from domain.commands.base import Cause
from domain.commands.people import Meet
from domain.ids import HomeId, PersonId
from domain.people import Membership, Person, Reach
from domain.ports import Desk, Reader


class Acquaintance:
    """Returns whoever acts as a `Person`, met if they or something about them is new."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self._desk = desk
        self._reader = reader

    async def of(self, user: User, home: HomeId, cause: Cause) -> Person:
        """Return the person behind `user`, of whom it is told that they are in `home`."""
        who = PersonId(user.id)
        person = await self._reader.person(who)
        if person and at_home(await self._reader.membership(home, who)) and told(user, person):
            return person
        return await self.meet(user, home, False, cause)

    async def meet(self, user: User, home: HomeId | None, private: bool, cause: Cause) -> Person:
        """Write down what is known of `user`, who acts in `home` or in private."""
        who = PersonId(user.id)
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
        return await self._reader.person(who) or Person(who, user.first_name)


def at_home(membership: Membership | None) -> bool:
    """Tell whether somebody was seen in a home and has not left it."""
    return membership is not None and membership.gone_at is None


def told(user: User, person: Person) -> bool:
    """Tell whether Telegram tells nothing new about somebody."""
    return (
        user.first_name == person.first_name
        and (user.last_name or "") == person.last_name
        and user.username == person.username
        and user.language_code == person.telegram_language
        and not person.erased
    )


def reached(person: Person) -> bool:
    """Tell whether somebody is known to have opened the bot."""
    return person.reach is Reach.OPEN
