"""Closing and calling off by hand, and keeping a buy open that would close early."""

from __future__ import annotations

from domain.buy import CallOffReason
from domain.commands.organiser import CallOff, CloseBuy, KeepOpen
from domain.decide.change import Change
from domain.decide.ending import call_off, settle_now
from domain.decide.rights import must_be_open, must_live, must_run
from domain.decide.rule import rule
from domain.decide.solving import solved
from domain.outcome import Outcome
from domain.world import Needs, World


def _needs_whole(command: CloseBuy | CallOff) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _close(world: World, command: CloseBuy) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_be_open(change.buy)
    must_run(world, change.buy, command.actor)
    solution = solved(world, change.buy)
    if solution.meets_minimum:
        settle_now(change, solution)
    else:
        call_off(change, CallOffReason.MINIMUM_MISSED)
    return change.outcome()


def _call_off(world: World, command: CallOff) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    if not command.by_administrator:
        must_run(world, change.buy, command.actor)
    runs = change.buy.run_by(command.actor)
    reason = CallOffReason.ORGANISER if runs else CallOffReason.ADMINISTRATOR
    call_off(change, reason, by=command.actor)
    return change.outcome()


def _needs(command: KeepOpen) -> Needs:
    return Needs(buys=frozenset({command.buy}))


def _keep_open(world: World, command: KeepOpen) -> Outcome:
    change = Change.of(world, command.cause, command.buy)
    must_live(change.buy)
    must_run(world, change.buy, command.actor)
    change.update(kept_open=True)
    return change.outcome()


RULES = (
    rule(CloseBuy, _needs_whole, _close),
    rule(CallOff, _needs_whole, _call_off),
    rule(KeepOpen, _needs, _keep_open),
)
