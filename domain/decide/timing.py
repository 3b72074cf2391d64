"""What time brings: opening, the nudges after a first opening, reminders, and the close."""

from __future__ import annotations

from collections.abc import Callable

from domain.buy import State
from domain.commands.time import TimerDue
from domain.decide.change import Change
from domain.decide.collecting import remind_and_go_on
from domain.decide.ending import at_deadline, settle_now
from domain.decide.parts import remind_of_goods
from domain.decide.points import expire
from domain.decide.rule import rule
from domain.decide.solving import solved
from domain.decide.urging import FIRST, own_up, undecided, urge
from domain.notices import NoticeKind
from domain.nudging import closing_soon_at
from domain.outcome import NOTHING, Outcome
from domain.timers import TimerKind
from domain.world import Needs, World


def _needs(command: TimerDue) -> Needs:
    if command.kind is TimerKind.OPENING:
        return Needs(buys=frozenset({command.buy}))
    if command.kind is TimerKind.POINTS_EXPIRE:
        return Needs(buys=frozenset({command.buy}), points_given=frozenset({command.buy}))
    return Needs(whole=frozenset({command.buy}))


def _due(world: World, command: TimerDue) -> Outcome:
    if command.buy not in world.buys:
        return NOTHING
    change = Change.of(world, command.cause, command.buy)
    return _WHAT[command.kind](change, command)


def _open(change: Change, command: TimerDue) -> Outcome:
    opens_at = change.buy.terms.opens_at
    moved = opens_at is None or command.due_at < opens_at
    if change.buy.state is not State.SCHEDULED or moved:
        return NOTHING
    change.update(state=State.OPEN)
    change.tell(change.buy.organiser, NoticeKind.BUY_OPENED)
    return change.outcome()


def _first_opened(change: Change, _command: TimerDue) -> Outcome:
    """Nudge all of the audience who are undecided, but for the one who set it off (GP-11)."""
    buy = change.buy
    if not buy.live:
        return NOTHING
    others = [person for person in undecided(change.world, buy) if person != buy.first_opened_by]
    urge(change, others, NoticeKind.NUDGE, FIRST)
    own_up(change, others)
    return change.outcome()


def _closing_soon(change: Change, command: TimerDue) -> Outcome:
    if change.buy.state is not State.OPEN:
        return NOTHING
    moment = closing_soon_at(change.buy)
    if command.due_at < moment:
        change.set_timer(TimerKind.CLOSING_SOON, moment)
        return change.outcome()
    people = undecided(change.world, change.buy)
    urge(change, people, NoticeKind.CLOSING_SOON, change.buy.terms.deadline.isoformat())
    return change.outcome()


def _early_close(change: Change, command: TimerDue) -> Outcome:
    """Close early, unless the minimum that is ordered is missed once cases are packed.

    Then the buy stays open until its deadline: whoever comes still can complete a case.
    """
    closes_at = change.buy.closes_at
    if change.buy.state is not State.OPEN or closes_at is None or command.due_at < closes_at:
        return NOTHING
    solution = solved(change.world, change.buy)
    if solution.meets_minimum:
        settle_now(change, solution)
    else:
        change.update(closes_at=None, kept_open=True)
    return change.outcome()


def _deadline(change: Change, command: TimerDue) -> Outcome:
    if not change.buy.live or command.due_at < change.buy.terms.deadline:
        return NOTHING
    at_deadline(change)
    return change.outcome()


def _unpaid(change: Change, _command: TimerDue) -> Outcome:
    if change.buy.state is not State.CLOSED or change.buy.reminders_stopped:
        return NOTHING
    remind_and_go_on(change)
    return change.outcome()


def _pick_up(change: Change, _command: TimerDue) -> Outcome:
    if change.buy.state is not State.CLOSED:
        return NOTHING
    remind_of_goods(change)
    return change.outcome()


def _points_expire(change: Change, _command: TimerDue) -> Outcome:
    return expire(change)


_WHAT: dict[TimerKind, Callable[[Change, TimerDue], Outcome]] = {
    TimerKind.OPENING: _open,
    TimerKind.FIRST_OPENED: _first_opened,
    TimerKind.CLOSING_SOON: _closing_soon,
    TimerKind.EARLY_CLOSE: _early_close,
    TimerKind.DEADLINE: _deadline,
    TimerKind.UNPAID: _unpaid,
    TimerKind.PICK_UP: _pick_up,
    TimerKind.POINTS_EXPIRE: _points_expire,
}

RULES = (rule(TimerDue, _needs, _due),)
