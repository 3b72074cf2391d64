"""People: who they are, what they chose, whether they can be reached, and being forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.commands.base import Cause, Command
from domain.commands.people import (
    ChooseLanguage,
    ChooseZone,
    DeleteMe,
    Expect,
    GuessedCode,
    Meet,
    MuteAll,
    NoteReach,
)
from domain.decide.change import Change
from domain.decide.orders import cancelled
from domain.decide.rule import rule
from domain.errors import StillOwing
from domain.ids import ANONYMOUS_ADMINISTRATOR, BuyId, PersonId
from domain.notices import Notice
from domain.outcome import NOTHING, CodeGuess, Erasure, Outcome, Release, Save
from domain.people import Membership, Person, Reach
from domain.timers import Timer
from domain.world import Needs, World
from domain.zones import zone_named

UPDATES_KEPT = timedelta(hours=24)
"""As long as Telegram keeps what was not acknowledged (Bot API, "Getting updates")."""


def _person(world: World, person: PersonId) -> Person:
    return world.people.get(person) or Person(person, "")


def _needs_actor(command: Command[Any]) -> Needs:
    return Needs(people=frozenset({command.actor}))


def _needs_meet(command: Meet) -> Needs:
    here = frozenset() if command.home is None else frozenset({(command.home, command.actor)})
    return Needs(people=frozenset({command.actor}), memberships=here)


def _meet(world: World, command: Meet) -> Outcome:
    if command.actor == ANONYMOUS_ADMINISTRATOR:
        return NOTHING
    known = world.people.get(command.actor)
    person = replace(
        known or Person(command.actor, ""),
        first_name=command.first_name,
        last_name=command.last_name,
        username=command.username,
        telegram_language=command.telegram_language,
        erased=False,
    )
    saves: list[Save] = []
    if command.private and person.reach is not Reach.OPEN:
        person = replace(person, reach=Reach.OPEN)
        saves.append(Release(command.actor))
    if person != known:
        saves.insert(0, person)
    if command.home is not None:
        seen = world.memberships.get((command.home, command.actor))
        if seen is None or _is_back(seen, command.cause):
            saves.append(Membership(command.home, command.actor))
    return Outcome(tuple(saves))


def _is_back(seen: Membership, cause: Cause) -> bool:
    """Tell whether an act is news of somebody who had left, not from before they did.

    After a crash updates come again. Those that told nothing new have left no trace, so they are
    known by their numbers, which grow unless no update came for a week (Bot API, Update).
    """
    if seen.gone_at is None:
        return False
    if seen.gone_in is None or cause.update is None or cause.at - seen.gone_at > UPDATES_KEPT:
        return True
    return cause.update > seen.gone_in


def _note_reach(world: World, command: NoteReach) -> Outcome:
    known = world.people.get(command.actor)
    if known is None or known.reach is command.reach:
        return NOTHING
    if command.instead_of not in (None, known.reach):
        return NOTHING
    person = replace(known, reach=command.reach)
    if command.reach is Reach.OPEN:
        return Outcome((person, Release(command.actor)))
    return Outcome((person,))


def _choose_language(world: World, command: ChooseLanguage) -> Outcome:
    return Outcome((replace(_person(world, command.actor), language=command.language),))


def _choose_zone(world: World, command: ChooseZone) -> Outcome:
    if command.zone is not None:
        zone_named(command.zone)
    return Outcome((replace(_person(world, command.actor), zone=command.zone),))


def _mute_all(world: World, command: MuteAll) -> Outcome:
    return Outcome((replace(_person(world, command.actor), muted=command.muted),))


def _needs_nothing(_command: Command[Any]) -> Needs:
    return Needs()


def _expect(_world: World, command: Expect) -> Outcome:
    return Outcome((replace(command.conversation, owner=command.actor),))


def _guessed(_world: World, command: GuessedCode) -> Outcome:
    return Outcome((CodeGuess(command.actor, command.cause.key),))


def _needs_delete(command: DeleteMe) -> Needs:
    return Needs(people=frozenset({command.actor}), everything_of=frozenset({command.actor}))


def _delete(world: World, command: DeleteMe) -> Outcome:
    """Leave every buy, then forget the person; `StillOwing` while they run a live one."""
    buys = list(world.buys.values())
    for buy in buys:
        if buy.live and buy.organiser == command.actor:
            raise StillOwing(title=buy.terms.title)
    saves: list[Save] = []
    notices: list[Notice] = []
    timers: list[Timer] = []
    for buy in buys:
        left = _leave(world, command, buy.id)
        saves.extend(left.saves)
        notices.extend(left.notices)
        timers.extend(left.timers)
    return Outcome((*saves, Erasure(command.actor)), tuple(notices), tuple(timers))


def _leave(world: World, command: DeleteMe, buy: BuyId) -> Outcome:
    """Be a helper no more, nor named; what was ordered is cancelled unless it was settled.

    Where goods were to go is forgotten. What is owed, due back or held in points stays with the
    number alone (ADR 11): whoever comes back finds it, and nobody else learns whose it is.
    """
    change = Change.of(world, command.cause, buy)
    if command.actor in change.buy.helpers:
        change.update(helpers=change.buy.helpers - {command.actor})
    lines = cancelled(world, buy, command.actor) if change.buy.live else ()
    invitation = world.invitation(buy, command.actor)
    gone = (replace(invitation, revoked=True),) if invitation else ()
    if lines or gone:
        change.person(command.actor, lines=lines, invitations=gone)
    part = world.shipments.get(buy, {}).get(command.actor)
    if part is not None:
        change.saves.append(replace(part, destination=None, tracking=""))
    return change.outcome()


RULES = (
    rule(Meet, _needs_meet, _meet),
    rule(NoteReach, _needs_actor, _note_reach),
    rule(ChooseLanguage, _needs_actor, _choose_language),
    rule(ChooseZone, _needs_actor, _choose_zone),
    rule(MuteAll, _needs_actor, _mute_all),
    rule(Expect, _needs_nothing, _expect),
    rule(GuessedCode, _needs_nothing, _guessed),
    rule(DeleteMe, _needs_delete, _delete),
)
