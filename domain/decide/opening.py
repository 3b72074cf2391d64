"""Opening a group buy: by its join code, a personal token, or a tap on the card."""

from __future__ import annotations

from dataclasses import replace

from domain.buy import GroupBuy
from domain.commands.member import Open
from domain.decide.change import Change
from domain.decide.rights import inside, must_be_admitted, name_of
from domain.decide.rule import rule
from domain.errors import AnothersToken, CodeExpired, InvitationRevoked, UnknownBuy
from domain.ids import PersonId
from domain.notices import NUDGES
from domain.order import Invitation, Involvement
from domain.outcome import NOTHING, Outcome, Withdrawal
from domain.timers import TimerKind
from domain.world import Needs, World


def opened(
    change: Change, person: PersonId, involvement: Involvement, *, named: bool
) -> Involvement:
    """Note that the person, `named` or not, opened the buy.

    The first named person other than the organiser who does sets off the nudges to the others
    (GP-11), once the buy takes orders.
    """
    buy, now = change.buy, change.now
    if named and person != buy.organiser and buy.first_opened_at is None:
        change.update(first_opened_at=now, first_opened_by=person)
        change.set_timer(TimerKind.FIRST_OPENED, max(now, buy.terms.opens_at or now))
    return involvement if involvement.opened_at else replace(involvement, opened_at=now)


def _needs(command: Open) -> Needs:
    return Needs(
        parts=frozenset({(command.buy, command.actor)}),
        tokens=frozenset() if command.token is None else frozenset({command.token}),
    )


def _open(world: World, command: Open) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    buy, actor = change.buy, command.actor
    link = _invitation(world, command, buy)
    _check_code(world, command, buy)
    if not buy.live:
        return NOTHING
    standing = world.invitation(buy.id, actor)
    bound = _bind(change, link, standing, actor) if link else ()
    if not bound:
        must_be_admitted(world, buy, actor)
    involvement = world.involvement(buy.id, actor)
    involvement = opened(change, actor, involvement, named=bool(bound or standing))
    change.person(actor, involvement=involvement, invitations=bound)
    # Whoever looks at it need not be told of it any more.
    change.saves.append(Withdrawal(buy.id, actor, tuple(sorted(NUDGES))))
    return change.outcome()


def _invitation(world: World, command: Open, buy: GroupBuy) -> Invitation | None:
    """Return the invitation that the token opens with, if one was given."""
    if command.token is None:
        return None
    found = world.invitations.get(command.token)
    if found is None or found.buy != buy.id:
        raise UnknownBuy
    organiser = name_of(world, buy.organiser)
    if found.person not in {None, command.actor}:
        raise AnothersToken(organiser=organiser)
    named_otherwise = found.person is not None and world.invitation(buy.id, command.actor)
    if found.revoked and not named_otherwise:
        raise InvitationRevoked(organiser=organiser)
    if found.person is None and not buy.live:
        raise InvitationRevoked(organiser=organiser)
    return found


def _check_code(world: World, command: Open, buy: GroupBuy) -> None:
    """Refuse strangers whose code was replaced, or has expired with the buy (GP-12)."""
    if command.code is None or inside(world, buy, command.actor):
        return
    if command.code != buy.code or not buy.live:
        raise CodeExpired(organiser=name_of(world, buy.organiser))


def _bind(
    change: Change, link: Invitation, standing: Invitation | None, person: PersonId
) -> tuple[Invitation, ...]:
    """Bind an open invitation to the first who opens it.

    Those who run the buy try their own link without using it up. Whoever is named already keeps
    the invitation they have, and the link is retired in their name.
    """
    if link.person is not None or change.buy.run_by(person):
        return ()
    change.open_invitation(gone=True)
    bound = replace(link, person=person)
    return (replace(bound, revoked=True), standing) if standing else (bound,)


RULES = (rule(Open, _needs, _open),)
