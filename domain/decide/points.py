"""Credit points in a buy: spending some of them, taking them back, and their expiry."""

from __future__ import annotations

from dataclasses import replace

from domain.buy import State
from domain.commands.member import UsePoints
from domain.decide.books import Books, next_expiry
from domain.decide.change import Change
from domain.decide.collecting import restart_reminders
from domain.decide.paying import answer_claim
from domain.decide.rule import rule
from domain.errors import BuyCalledOff, LimitTooSmall, NotEnoughPoints, NothingOwed
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.outcome import Outcome
from domain.points import expired, spendable, spent, taken
from domain.timers import TimerKind
from domain.world import Needs, World


def _needs(command: UsePoints) -> Needs:
    own = frozenset({(command.buy, command.actor)})
    return Needs(parts=own, points=own)


def _use(world: World, command: UsePoints) -> Outcome:
    """Spend more, those that expire first, or take some back, those that expire last.

    Points whose last day has passed meanwhile cannot be taken back: they go on paying here.
    """
    change = Change.of(world, command.cause, command.buy)
    buy, actor = change.buy, command.actor
    if buy.state is State.CALLED_OFF:
        raise BuyCalledOff(title=buy.terms.title)
    books = Books.of(change)
    account = world.point_entries.get((buy.organiser, actor, buy.terms.currency), [])
    offered, paying = spendable(account, change.now), books.spent(actor)
    pays = sum(lot.amount for lot in paying)
    wanted = _wanted(change, command.amount, pays + sum(lot.amount for lot in offered))
    needed = max(0, books.uncovered(actor) + pays)
    if wanted and not needed:
        raise NothingOwed
    wanted = min(wanted, needed)
    for lot in taken(offered, max(0, wanted - pays)):
        entry = books.entry(actor, Reason.POINTS_SPENT, lot.amount, actor)
        books.enter(replace(entry, until=lot.until))
    if wanted < pays:
        valid = [lot for lot in paying if lot.valid(change.now)]
        books.give_back(actor, valid, pays - wanted)
        restart_reminders(change)
    elif world.involvement(buy.id, actor).claimed_paid_at and not books.left(actor):
        answer_claim(change, actor)
    return change.outcome()


def _wanted(change: Change, amount: int | None, there_are: int) -> int:
    """Return how many points are to pay in all, if there are so many."""
    if amount is not None and amount < 0:
        raise LimitTooSmall(term="points", value=amount)
    if (amount or 0) > there_are or (amount is None and not there_are):
        raise NotEnoughPoints(left=there_are, currency=change.buy.terms.currency)
    return there_are if amount is None else amount


def _pays(world: World, command: UsePoints) -> int:
    entries = world.entries.get(command.buy, {}).get(command.actor, [])
    return sum(lot.amount for lot in spent(entries))


def expire(change: Change) -> Outcome:
    """Take off what nobody can spend any more of the points of those whom this buy gave some."""
    books, given = Books.of(change), []
    for (organiser, person, _), entries in change.world.point_entries.items():
        here = [one for one in entries if one.buy == change.buy.id and one.points > 0]
        given += here
        lots = expired(entries, change.now) if here else []
        for lot in lots:
            entry = books.entry(person, Reason.POINTS_EXPIRED, lot.amount)
            books.enter(replace(entry, organiser=organiser, until=lot.until))
        if lots:
            amount = sum(lot.amount for lot in lots)
            change.tell(person, NoticeKind.POINTS_EXPIRED, change.cause.key, amount=amount)
    change.set_timer(TimerKind.POINTS_EXPIRE, next_expiry(given, change.now))
    return change.outcome()


RULES = (rule(UsePoints, _needs, _use, _pays),)
