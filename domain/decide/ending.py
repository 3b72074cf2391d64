"""How a group buy ends: settled, called off, or extended once instead."""

from __future__ import annotations

from datetime import timedelta

from domain.buy import CallOffReason, State
from domain.decide.change import Change
from domain.decide.rights import belongs
from domain.decide.settling_up import called_off, settled
from domain.decide.solving import areas_of, solved
from domain.ids import PersonId
from domain.notices import NUDGES, NoticeKind
from domain.nudging import closing_soon_at
from domain.outcome import Withdrawal
from domain.settlement import Settlement
from domain.sharing.settling import settle
from domain.sharing.solution import Solution
from domain.timers import TimerKind

UNTIL_THE_END = (
    TimerKind.OPENING,
    TimerKind.FIRST_OPENED,
    TimerKind.CLOSING_SOON,
    TimerKind.EARLY_CLOSE,
    TimerKind.DEADLINE,
)
"""The timers that mean nothing any more once a buy is over."""

OVER_WITH_IT = (*sorted(NUDGES), NoticeKind.MENTION, NoticeKind.CLOSES_EARLY)
"""The notices that nobody needs any more once a buy is over."""


def at_deadline(change: Change) -> None:
    """End a buy whose time has come: a missed minimum extends it once, or calls it off.

    What counts is what remains once price limits, stock and cases are worked out (ADR 12). A buy
    of which nobody gets anything has missed its minimum, whatever that is.
    """
    buy, solution = change.buy, solved(change.world, change.buy)
    if solution.meets_minimum:
        settle_now(change, solution)
    elif buy.terms.extend_by is not None and not buy.extended:
        _extend(change, buy.terms.extend_by)
    else:
        call_off(change, CallOffReason.MINIMUM_MISSED)


def settle_now(change: Change, solution: Solution) -> None:
    """Close the buy: freeze the settlement, write what each owes, tell everyone."""
    _end(change, State.CLOSED)
    areas = areas_of(change.world, change.buy.id)
    settlement = settle(change.buy, solution, areas, change.now)
    change.saves.append(settlement)
    settled(change, settlement)
    _tell_all(change, settlement)


def _tell_all(change: Change, settlement: Settlement) -> None:
    """Tell those who are in what they owe, and those of whom nothing was served why."""
    organiser = change.buy.organiser
    served = {one.person for one in settlement.statements}
    for statement in settlement.statements:
        if statement.person != organiser:
            change.tell(statement.person, NoticeKind.STATEMENT)
    for person in dict.fromkeys(one.person for one in settlement.fallen):
        if person not in served:
            change.tell(person, NoticeKind.FELL_OUT)
    change.tell(organiser, NoticeKind.SUMMARY)
    change.tell_home(NoticeKind.GROUP_SETTLED)


def call_off(change: Change, reason: CallOffReason, by: PersonId | None = None) -> None:
    """Call the buy off: nobody owes anything, what was paid comes back, and everyone is told.

    Everyone but `by`, who did it.

    Told are those who ordered or paid and the organiser; without a home, where all can read it,
    also those named who opened the buy and have not declined.
    """
    _end(change, State.CALLED_OFF)
    change.update(call_off_reason=reason)
    points = called_off(change)
    world, buy = change.world, change.buy
    told = {line.person for line in world.all_lines(buy.id)} | {buy.organiser}
    told |= world.entries.get(buy.id, {}).keys()
    if not change.tell_home(NoticeKind.GROUP_CALLED_OFF):
        told |= {
            person
            for person, involvement in world.involvements.get(buy.id, {}).items()
            if involvement.opened_at
            and not involvement.declined_at
            and world.invitation(buy.id, person)
        }
    for person in sorted(told - {by}):
        change.tell(person, NoticeKind.CALLED_OFF, points=points.get(person, 0))


def _end(change: Change, state: State) -> None:
    change.update(state=state, closed_at=change.now, closes_at=None)
    change.saves.append(Withdrawal(change.buy.id, kinds=OVER_WITH_IT))
    for kind in UNTIL_THE_END:
        change.set_timer(kind, None)


def move_deadline(change: Change) -> None:
    """Let the code's expiry and the timers follow the deadline that the buy now has."""
    deadline = change.buy.terms.deadline
    change.update(code_expires_at=deadline)
    change.set_timer(TimerKind.DEADLINE, deadline)
    soon = closing_soon_at(change.buy)
    change.set_timer(TimerKind.CLOSING_SOON, soon if soon > change.now else None)


def _extend(change: Change, span: timedelta) -> None:
    """Extend the buy by `span` from now, and tell those who ordered (in the home, if there is one).

    Participants who were not seen in the home are told themselves, and so is the organiser of a
    buy that has none.
    """
    change.reterm(deadline=max(change.now, change.buy.terms.deadline) + span)
    change.update(extended=True)
    move_deadline(change)
    world, buy = change.world, change.buy
    told = {line.person for line in world.all_lines(buy.id)}
    told = {person for person in told if not belongs(world, buy.home, person)}
    if not change.tell_home(NoticeKind.GROUP_EXTENDED):
        told.add(buy.organiser)
    for person in sorted(told - ({buy.organiser} if buy.home is not None else set())):
        change.tell(person, NoticeKind.EXTENDED)
