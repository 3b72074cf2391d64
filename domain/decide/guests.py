"""Naming guests, whose lines belong to their host."""

from __future__ import annotations

from domain import limits
from domain.commands.member import AddGuest
from domain.decide.rights import must_be_open
from domain.decide.rule import rule
from domain.draft import Field
from domain.errors import GuestNameMissing, LimitTooLarge, TextTooLong
from domain.ids import HOST, GuestNo
from domain.order import Guest
from domain.outcome import NOTHING, Outcome
from domain.world import Needs, World


def _needs(command: AddGuest) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.actor)}))


def _named(world: World, command: AddGuest) -> GuestNo | None:
    """Return the number of the guest of that name, if the host has one; case does not matter."""
    name = " ".join(command.name.split()).casefold()
    hosted = world.guests.get(command.buy, {}).get(command.actor, {})
    return next((guest.no for guest in hosted.values() if guest.name.casefold() == name), None)


def _add(world: World, command: AddGuest) -> Outcome:
    must_be_open(world.buy(command.buy))
    name = " ".join(command.name.split())
    if not name:
        raise GuestNameMissing
    if len(name) > limits.LABEL_LENGTH:
        raise TextTooLong(limit=limits.LABEL_LENGTH, length=len(name))
    if _named(world, command) is not None:
        return NOTHING
    number = max(world.guests.get(command.buy, {}).get(command.actor, {}), default=HOST) + 1
    if number > limits.GUESTS:
        raise LimitTooLarge(term=Field.GUESTS, value=number, limit=limits.GUESTS)
    return Outcome((Guest(command.buy, command.actor, GuestNo(number), name),))


def _answer(world: World, command: AddGuest) -> GuestNo:
    number = _named(world, command)
    return HOST if number is None else number


RULES = (rule(AddGuest, _needs, _add, _answer),)
