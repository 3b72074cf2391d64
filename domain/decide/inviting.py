"""Naming people, handing out personal links, and nudging."""

from __future__ import annotations

from dataclasses import replace

from domain import limits
from domain.commands.organiser import Invite, InviteOpen, NudgeAll, RevokeInvitation
from domain.decide.change import Change
from domain.decide.rights import must_be_open, must_live, must_run
from domain.decide.rule import rule
from domain.decide.urging import FIRST, is_undecided, own_up, reach_of, undecided, urge
from domain.draft import Field
from domain.errors import LimitTooLarge, TextTooLong, UnknownBuy
from domain.notices import NUDGES, NoticeKind
from domain.order import Invitation
from domain.outcome import NOTHING, Outcome, Withdrawal
from domain.people import Reach
from domain.world import Needs, World


def _needs_invite(command: Invite) -> Needs:
    return Needs(
        buys=frozenset({command.buy}),
        parts=frozenset((command.buy, person) for person in command.people),
        tokens=frozenset(command.tokens),
    )


def _invite(world: World, command: Invite) -> Outcome:
    """Invite whoever is not named yet, once each; nobody invites the organiser."""
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    tokens = dict(zip(command.people, command.tokens, strict=True))
    new = {
        person: token
        for person, token in tokens.items()
        if person != change.buy.organiser and world.invitation(command.buy, person) is None
    }
    _check_named(change, len(new))
    for person, token in new.items():
        invitation = Invitation(token, command.buy, command.actor, change.now, person)
        change.person(person, invitations=(invitation,))
    if change.buy.first_opened_at is not None:
        wanted = [person for person in new if is_undecided(world, change.buy, person)]
        urge(change, wanted, NoticeKind.NUDGE, FIRST)
        own_up(change, wanted)
    return change.outcome()


def _check_named(change: Change, more: int) -> None:
    named = change.totals.named + more
    if more and named > limits.NAMED:
        raise LimitTooLarge(term=Field.PEOPLE, value=named, limit=limits.NAMED)


def _count_invited(world: World, command: Invite) -> int:
    people = set(command.people)
    return sum(world.invitation(command.buy, person) is not None for person in people)


def _needs_open(command: InviteOpen) -> Needs:
    return Needs(buys=frozenset({command.buy}))


def _invite_open(world: World, command: InviteOpen) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    _check_named(change, 1)
    if len(command.label) > limits.LABEL_LENGTH:
        raise TextTooLong(limit=limits.LABEL_LENGTH, length=len(command.label))
    change.saves.append(
        Invitation(
            command.token, command.buy, command.actor, change.now, label=command.label.strip()
        )
    )
    change.open_invitation()
    return change.outcome()


def _needs_revoke(command: RevokeInvitation) -> Needs:
    return Needs(buys=frozenset({command.buy}), tokens=frozenset({command.token}))


def _revoke(world: World, command: RevokeInvitation) -> Outcome:
    """Take the invitation back; what the person ordered stays."""
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    found = world.invitations.get(command.token)
    if found is None or found.buy != command.buy:
        raise UnknownBuy
    if found.revoked:
        return NOTHING
    revoked = replace(found, revoked=True)
    if found.person is None:
        change.saves.append(revoked)
        change.open_invitation(gone=True)
    else:
        change.person(found.person, invitations=(revoked,))
        kinds = tuple(sorted(NUDGES))
        change.saves.append(Withdrawal(command.buy, found.person, kinds))
    return change.outcome()


def _needs_nudge(command: NudgeAll) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _nudge_all(world: World, command: NudgeAll) -> Outcome:
    """Nudge everyone undecided; each person once a day (UTC) in this way, however often asked."""
    change = Change.of(world, command.cause, command.buy)
    must_be_open(change.buy)
    must_run(world, change.buy, command.actor)
    people = undecided(world, change.buy)
    urge(change, people, NoticeKind.NUDGE, change.now.date().isoformat())
    own_up(change, people)
    return change.outcome()


def _count_nudged(world: World, command: NudgeAll) -> int:
    """Return how many can be written to: what waits for somebody's first Start is not counted."""
    people = undecided(world, world.buy(command.buy))
    return sum(reach_of(world, person) is Reach.OPEN for person in people)


RULES = (
    rule(Invite, _needs_invite, _invite, _count_invited),
    rule(InviteOpen, _needs_open, _invite_open),
    rule(RevokeInvitation, _needs_revoke, _revoke),
    rule(NudgeAll, _needs_nudge, _nudge_all, _count_nudged),
)
