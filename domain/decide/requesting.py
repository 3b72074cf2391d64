"""Where each part goes, and asking for its shipping: the organiser, and the supplier (GP-5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain import limits
from domain.buy import Terms
from domain.commands.goods import SendRequests
from domain.commands.member import ChooseDestination
from domain.decide.change import Change
from domain.decide.parts import having_goods, part_of, parts_of, to, unsaid
from domain.decide.rights import must_be_closed, must_run
from domain.decide.rule import rule
from domain.errors import AlreadyPacked, TextTooLong, UnknownPoint
from domain.goods import NO_SUPPLIER, Destination, Shipment, Stage
from domain.notices import NoticeKind
from domain.outcome import Outcome, Withdrawal
from domain.world import Needs, World


def _needs(command: ChooseDestination | SendRequests) -> Needs:
    return Needs(whole=frozenset({command.buy}))


def _choose(world: World, command: ChooseDestination) -> Outcome:
    """Keep where the part goes; one that was asked for already is asked for anew."""
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    part = part_of(change, command.actor, command.token)
    if part.stage not in (Stage.AWAITED, Stage.REQUESTED):
        raise AlreadyPacked
    destination = _checked(change.buy.terms, command.destination)
    if destination != part.destination:
        stage_at = part.stage_at if part.stage is Stage.AWAITED else change.now
        known = replace(part, destination=destination, before=None)
        change.saves.append(replace(known, stage=Stage.AWAITED, stage_at=stage_at))
        told = Withdrawal(command.buy, command.actor, (NoticeKind.WHERE_TO,))
        change.saves.append(told)
        if not unsaid(change):
            _ask_for(change, parts_of(change).values())
    return change.outcome()


def _checked(terms: Terms, wanted: Destination) -> Destination:
    """Return the destination as it is kept, or raise `UnknownPoint` or `TextTooLong`."""
    address = wanted.address.strip()
    if len(address) > limits.ADDRESS_LENGTH:
        raise TextTooLong(limit=limits.ADDRESS_LENGTH, length=len(address))
    if wanted.point is None:
        if not terms.ships or not address:
            raise UnknownPoint
        return Destination(address=address)
    point = next((one for one in terms.pick_up if one.no == wanted.point), None)
    if point is None or wanted.slot not in (point.slots or ("",)):
        raise UnknownPoint
    return Destination(point=point.no, slot=wanted.slot)


def _send(world: World, command: SendRequests) -> Outcome:
    """Ask for all parts that wait and can go; those whose destination is unknown go on waiting."""
    change = Change.of(world, command.cause, command.buy)
    must_be_closed(change.buy)
    must_run(world, change.buy, command.actor)
    tokens = dict(zip(having_goods(change), command.tokens, strict=False))
    known = parts_of(change)
    new = {one: Shipment(command.buy, one, token) for one, token in tokens.items()}
    _ask_for(change, {**new, **known}.values())
    return change.outcome()


def _ask_for(change: Change, parts: Iterable[Shipment]) -> None:
    """Ask for those of the parts that wait for it: by document, and by what the terms name."""
    terms, theirs = change.buy.terms, set(having_goods(change))
    asked = [
        to(Stage.REQUESTED, part, change.now)
        for part in parts
        if part.person in theirs and part.stage is Stage.AWAITED
        if part.destination is not None or not terms.handed_out
    ]
    if not asked:
        return
    change.saves.extend(asked)
    people, organiser = [part.person for part in asked], change.buy.organiser
    change.tell(organiser, NoticeKind.SHIPPING_REQUESTS, change.cause.key, people=people)
    if terms.supplier != NO_SUPPLIER:
        change.tell(organiser, NoticeKind.SUPPLIER_REQUEST, change.cause.key, people=people)


def _asked_for(world: World, command: SendRequests) -> int:
    parts = world.shipments.get(command.buy, {}).values()
    return sum(part.stage is not Stage.AWAITED for part in parts)


RULES = (
    rule(ChooseDestination, _needs, _choose),
    rule(SendRequests, _needs, _send, _asked_for),
)
