"""Who may do what, and whether the buy still takes it."""

from __future__ import annotations

from domain.buy import Admission, GroupBuy, State
from domain.errors import (
    BuyCalledOff,
    BuyClosed,
    BuyNotClosed,
    BuyNotOpenYet,
    NotAMember,
    NotInvited,
    NotTheOrganiser,
)
from domain.ids import HomeId, PersonId
from domain.world import World


def name_of(world: World, person: PersonId) -> str:
    """Return someone's name as a refusal shows it; empty if it is not known (any more)."""
    known = world.people.get(person)
    return known.name if known else ""


def must_run(world: World, buy: GroupBuy, person: PersonId) -> None:
    """Raise `NotTheOrganiser` unless the person is the organiser or a helper."""
    if not buy.run_by(person):
        raise NotTheOrganiser(organiser=name_of(world, buy.organiser))


def must_live(buy: GroupBuy) -> None:
    """Raise `BuyClosed` or `BuyCalledOff` unless the buy takes, or will take, orders."""
    if buy.state is State.CLOSED:
        raise BuyClosed(title=buy.terms.title)
    if buy.state is State.CALLED_OFF:
        raise BuyCalledOff(title=buy.terms.title)


def must_be_open(buy: GroupBuy) -> None:
    """Raise `BuyNotOpenYet`, `BuyClosed` or `BuyCalledOff` unless the buy takes orders."""
    must_live(buy)
    if buy.state is State.SCHEDULED:
        raise BuyNotOpenYet(opens_at=buy.terms.opens_at)


def must_be_closed(buy: GroupBuy) -> None:
    """Raise `BuyNotClosed` or `BuyCalledOff` unless the buy is settled."""
    if buy.state is State.CALLED_OFF:
        raise BuyCalledOff(title=buy.terms.title)
    if buy.state is not State.CLOSED:
        raise BuyNotClosed


def belongs(world: World, home: HomeId | None, person: PersonId) -> bool:
    """Tell whether the person was seen in the home and has not left."""
    membership = world.memberships.get((home, person)) if home is not None else None
    return membership is not None and membership.gone_at is None


def inside(world: World, buy: GroupBuy, person: PersonId) -> bool:
    """Tell whether the person runs the buy, is named in it or has ordered in it."""
    return (
        buy.run_by(person)
        or world.invitation(buy.id, person) is not None
        or bool(world.lines_of(buy.id, person))
    )


def must_be_admitted(world: World, buy: GroupBuy, person: PersonId) -> None:
    """Raise `NotInvited` or `NotAMember` unless the person may order.

    Those who run the buy, are named in it or have ordered in it always may.
    """
    if inside(world, buy, person):
        return
    match buy.terms.admission:
        case Admission.NAMED:
            raise NotInvited(organiser=name_of(world, buy.organiser))
        case Admission.CHAT if not belongs(world, buy.home, person):
            raise NotAMember(organiser=name_of(world, buy.organiser))
        case _:
            pass
