"""Homes: their names and choices, who belongs to them, and what is said there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.commands.people import ChangeHome, NoteHome, NoteLeft, ReplyInGroup, TellMe
from domain.decide.rule import rule
from domain.errors import OnlyAdministrators
from domain.notices import Notice, NoticeKind
from domain.outcome import NOTHING, Outcome
from domain.people import Home, Membership
from domain.world import Needs, World
from domain.zones import zone_named


def _needs_note(command: NoteHome) -> Needs:
    return Needs(homes=frozenset({command.home.id}))


def _note(world: World, command: NoteHome) -> Outcome:
    known = world.homes.get(command.home.id)
    if known is None:
        return Outcome((command.home,))
    home = replace(known, title=command.home.title, present=command.home.present)
    return Outcome((home,)) if home != known else NOTHING


def _needs_change(command: ChangeHome) -> Needs:
    return Needs(homes=frozenset({command.home}))


def _change(world: World, command: ChangeHome) -> Outcome:
    if not command.by_administrator:
        raise OnlyAdministrators
    if command.zone is not None:
        zone_named(command.zone)
    chosen: dict[str, Any] = {
        "language": command.language,
        "zone": command.zone,
        "currency": command.currency,
        "who_may_start": command.who_may_start,
    }
    home = world.homes.get(command.home) or Home(command.home, "")
    wanted = {name: value for name, value in chosen.items() if value is not None}
    return Outcome((replace(home, **wanted),))


def _needs_left(command: NoteLeft) -> Needs:
    return Needs(memberships=frozenset({(command.home, command.who)}))


def _left(world: World, command: NoteLeft) -> Outcome:
    known = world.memberships.get((command.home, command.who))
    if known is None or known.gone_at is not None:
        return NOTHING
    cause = command.cause
    gone = replace(known, tell_me=False, gone_at=cause.at, gone_in=cause.update)
    return Outcome((gone,))


def _needs_tell(command: TellMe) -> Needs:
    here = frozenset({(command.home, command.actor)})
    return Needs(people=frozenset({command.actor}), memberships=here)


def _tell(world: World, command: TellMe) -> Outcome:
    known = world.memberships.get((command.home, command.actor))
    membership = Membership(command.home, command.actor, tell_me=command.wanted)
    return Outcome((membership,)) if membership != known else NOTHING


def _needs_reply(command: ReplyInGroup) -> Needs:
    return Needs(homes=frozenset({command.home}))


def _reply(_world: World, command: ReplyInGroup) -> Outcome:
    notice = Notice(
        key=f"reply:{command.cause.key}",
        kind=NoticeKind.GROUP_REPLY,
        due_at=command.cause.at,
        buy=command.buy,
        home=command.home,
        values={
            "message": command.message,
            "values": command.values,
            "reply_to": command.reply_to,
            "topic": command.topic,
        },
    )
    return Outcome(notices=(notice,))


RULES = (
    rule(NoteHome, _needs_note, _note),
    rule(ChangeHome, _needs_change, _change),
    rule(NoteLeft, _needs_left, _left),
    rule(TellMe, _needs_tell, _tell),
    rule(ReplyInGroup, _needs_reply, _reply),
)
