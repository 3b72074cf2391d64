"""Putting out nudges: to whom, and what is said of those whom the bot cannot write to."""

from __future__ import annotations

from collections.abc import Iterable

from domain.buy import GroupBuy
from domain.decide.change import Change
from domain.ids import PersonId
from domain.notices import NoticeKind
from domain.people import Reach
from domain.world import World

UNREACHABLE = frozenset({Reach.NEVER_STARTED, Reach.BLOCKED})

FIRST = "first"
"""The occasion of the nudge that a first opening sets off: once for each person and buy."""


def reach_of(world: World, person: PersonId) -> Reach:
    """Return whether the bot may write to someone; never met means never started."""
    known = world.people.get(person)
    return known.reach if known else Reach.NEVER_STARTED


def audience(world: World, buy: GroupBuy) -> list[PersonId]:
    """Return the people a nudge of a buy loaded whole may go to, but for the organiser.

    They are those named, and those of the home who asked to be told about buys there.
    """
    named = (person for person in world.named.get(buy.id, {}) if world.invitation(buy.id, person))
    told = (
        membership.person
        for membership in world.memberships.values()
        if membership.home == buy.home and membership.tell_me and membership.gone_at is None
    )
    return sorted({*named, *told} - {buy.organiser})


def is_undecided(world: World, buy: GroupBuy, person: PersonId) -> bool:
    """Tell whether the person has neither ordered nor declined nor muted nudges."""
    involvement = world.involvement(buy.id, person)
    known = world.people.get(person)
    left_in_peace = involvement.declined_at or involvement.muted or (known and known.muted)
    return not left_in_peace and not world.lines_of(buy.id, person)


def undecided(world: World, buy: GroupBuy) -> list[PersonId]:
    """Return those of the audience who may want a nudge."""
    return [person for person in audience(world, buy) if is_undecided(world, buy, person)]


def urge(change: Change, people: Iterable[PersonId], kind: NoticeKind, occasion: str) -> None:
    """Put out a nudge to each, once for each occasion, save who blocked the bot or is gone.

    Those who never opened the bot get theirs with their first Start.
    """
    for person in people:
        if reach_of(change.world, person) in {Reach.OPEN, Reach.NEVER_STARTED}:
            change.tell(person, kind, occasion)


def own_up(change: Change, people: Iterable[PersonId]) -> None:
    """Say whom the bot cannot write to: once in the home, or else to the organiser.

    The organiser is told of those who left the home, or where there is none.
    """
    world, home = change.world, change.buy.home
    unreached = [person for person in people if reach_of(world, person) in UNREACHABLE]

    def here(person: PersonId) -> bool:
        membership = world.memberships.get((home, person)) if home is not None else None
        return home is not None and (membership is None or membership.gone_at is None)

    mentioned = [person for person in unreached if here(person)]
    if mentioned:
        change.tell_home(NoticeKind.MENTION, people=mentioned)
    handed_over = [person for person in unreached if not here(person)]
    if handed_over:
        organiser, occasion = change.buy.organiser, change.cause.key
        change.tell(organiser, NoticeKind.UNREACHED, occasion, people=handed_over)
