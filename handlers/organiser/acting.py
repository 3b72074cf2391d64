"""One tap or command of somebody who runs a buy, and whether they may."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Bot

from domain.buy import GroupBuy
from domain.errors import NotTheOrganiser, UnknownBuy
from domain.ids import BuyId, PersonId
from handlers.context import Context
from handlers.organiser.presses import OnBuy, Verb
from locales.translator import Translator


@dataclass(frozen=True, slots=True)
class Act:
    """What is asked for, of which buy, by whom; `bot` asks Telegram about chat members."""

    context: Context
    buy: GroupBuy
    press: OnBuy
    bot: Bot
    in_group: bool

    @property
    def t(self) -> Translator:
        """The language of whoever will read the answer: the group's in a group."""
        return (self.context.home_t if self.in_group else None) or self.context.t

    @property
    def person(self) -> PersonId:
        """The person the tap is about; raises `UnknownBuy` for a forged tap without one."""
        if self.press.person is None:
            raise UnknownBuy
        return PersonId(self.press.person)


async def buy_of(context: Context, buy: int) -> GroupBuy:
    """Return the buy; raises `UnknownBuy`."""
    found = await context.reader.buy(BuyId(buy))
    if found is None:
        raise UnknownBuy
    return found


async def check_runs(context: Context, buy: GroupBuy) -> None:
    """Refuse whoever neither started the buy nor helps with it (`NotTheOrganiser`)."""
    if not buy.run_by(context.actor):
        raise NotTheOrganiser(await organiser_name(context, buy))


async def organiser_name(context: Context, buy: GroupBuy) -> str:
    """Return what the organiser is called."""
    organiser = await context.reader.person(buy.organiser)
    return organiser.name if organiser else ""


def bare(verb: Verb, buy: GroupBuy) -> OnBuy:
    """Return the press that a typed command stands for."""
    return OnBuy(buy=buy.id, verb=verb)
