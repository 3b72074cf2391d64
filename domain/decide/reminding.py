"""Reminding those who owe: now, by themselves, or not any more."""

from __future__ import annotations

from domain.commands.collecting import RemindUnpaid, StopReminders
from domain.decide.change import Change
from domain.decide.collecting import debtors, next_reminder, remind
from domain.decide.rights import must_be_closed, must_run
from domain.decide.rule import rule
from domain.outcome import Outcome
from domain.timers import TimerKind
from domain.world import Needs, World


def _needs_buy(command: StopReminders) -> Needs:
    return Needs(buys=frozenset({command.buy}))


def _begin(world: World, command: StopReminders | RemindUnpaid) -> Change:
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    must_run(world, change.buy, command.actor)
    return change


def _stop(world: World, command: StopReminders) -> Outcome:
    change = _begin(world, command)
    change.update(reminders_stopped=command.stopped)
    due_at = None if command.stopped else next_reminder(change.buy, change.now)
    change.set_timer(TimerKind.UNPAID, due_at)
    return change.outcome()


def _needs_all(command: RemindUnpaid) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _remind(world: World, command: RemindUnpaid) -> Outcome:
    change = _begin(world, command)
    remind(change)
    return change.outcome()


def _count_reminded(world: World, command: RemindUnpaid) -> int:
    return len(debtors(world, world.buy(command.buy)))


RULES = (
    rule(StopReminders, _needs_buy, _stop),
    rule(RemindUnpaid, _needs_all, _remind, _count_reminded),
)
