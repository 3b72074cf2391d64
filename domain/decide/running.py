"""Running a buy: its join code, its helpers, who its organiser is, and its card."""

from __future__ import annotations

from domain.commands.member import ShowCard
from domain.commands.organiser import NameHelper, NewCode, TakeOver
from domain.decide.change import Change
from domain.decide.rights import must_live, must_run, name_of
from domain.decide.rule import rule
from domain.errors import NotTheOrganiser, OnlyAdministrators, OrganiserStillHere, UnknownBuy
from domain.notices import Notice, NoticeKind
from domain.outcome import NOTHING, Outcome
from domain.people import Reach
from domain.world import Needs, World


def _needs(command: NewCode | NameHelper | ShowCard) -> Needs:
    return Needs(buys=frozenset({command.buy}))


def _new_code(world: World, command: NewCode) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    change.update(code=command.code, code_expires_at=change.buy.terms.deadline)
    return change.outcome()


def _name_helper(world: World, command: NameHelper) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    if command.actor != change.buy.organiser:
        raise NotTheOrganiser(organiser=name_of(world, change.buy.organiser))
    if command.helper == change.buy.organiser:
        return NOTHING
    named = change.buy.helpers - {command.helper}
    change.update(helpers=named | {command.helper} if command.wanted else named)
    return change.outcome()


def _needs_take_over(command: TakeOver) -> Needs:
    return Needs(buys=frozenset({command.buy}), people=frozenset({command.actor}))


def _take_over(world: World, command: TakeOver) -> Outcome:
    """Make a chat administrator organiser of a live buy.

    After the close the money is owed to the former organiser, and stays so.
    """
    change = Change.of(world, command.cause, command.buy)
    former = change.buy.organiser
    if command.actor == former:
        return NOTHING
    must_live(change.buy)
    if not command.by_administrator:
        raise OnlyAdministrators
    known = world.people.get(former)
    reachable = known is not None and known.reach not in {Reach.BLOCKED, Reach.GONE}
    if reachable and not command.organiser_left:
        raise OrganiserStillHere(organiser=name_of(world, former))
    change.update(organiser=command.actor, helpers=change.buy.helpers - {command.actor})
    for person in (former, command.actor):
        change.tell(person, NoticeKind.TAKEN_OVER, command.cause.key)
    return change.outcome()


def _show_card(world: World, command: ShowCard) -> Outcome:
    buy = world.buy(command.buy)
    if buy.home is None:
        raise UnknownBuy
    notice = Notice(
        key=f"card-again:{command.cause.key}",
        kind=NoticeKind.CARD_AGAIN,
        due_at=command.cause.at,
        buy=buy.id,
        home=buy.home,
    )
    return Outcome(notices=(notice,))


RULES = (
    rule(NewCode, _needs, _new_code),
    rule(NameHelper, _needs, _name_helper),
    rule(TakeOver, _needs_take_over, _take_over),
    rule(ShowCard, _needs, _show_card),
)
