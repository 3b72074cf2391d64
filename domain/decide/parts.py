"""The parts of a closed buy that are handed out: whose they are, and how far each got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.decide.change import Change
from domain.errors import NothingOrdered
from domain.goods import Shipment, Stage
from domain.ids import PersonId
from domain.notices import NoticeKind
from domain.timers import PICK_UP_AFTER, TimerKind


def having_goods(change: Change) -> list[PersonId]:
    """Return those who got anything and did not give it all back, in the order of asking."""
    settlement = change.world.settlements.get(change.buy.id)
    return [one.person for one in settlement.statements if one.kept] if settlement else []


def part_of(change: Change, person: PersonId, token: str) -> Shipment:
    """Return the person's part, with this `token` if it is new; `NothingOrdered` without goods."""
    if person not in having_goods(change):
        raise NothingOrdered
    known = parts_of(change).get(person)
    return known or Shipment(change.buy.id, person, token)


def parts_of(change: Change) -> dict[PersonId, Shipment]:
    """Return the parts that are known, with what the decision changed of them."""
    changed = (one for one in change.saves if isinstance(one, Shipment))
    stored = change.world.shipments.get(change.buy.id, {})
    return {**stored, **{one.person: one for one in changed}}


def to(stage: Stage, part: Shipment, now: datetime) -> Shipment:
    """Return a part brought to a stage, so that it can be undone."""
    return replace(part, stage=stage, stage_at=now, before=part.stage)


def unsaid(change: Change) -> list[PersonId]:
    """Return who did not say yet where their part goes, though it waits for that.

    The organiser's own part waits for nobody.
    """
    if not change.buy.terms.handed_out:
        return []
    parts = parts_of(change)

    def waits(person: PersonId) -> bool:
        part = parts.get(person)
        return part is None or (part.stage is Stage.AWAITED and part.destination is None)

    others = (one for one in having_goods(change) if one != change.buy.organiser)
    return [person for person in others if waits(person)]


def remind_of_goods(change: Change) -> None:
    """Tell those whose goods wait for them, and ask anew where the others' parts go.

    Each is told once for each of the spans that passed since the close, or since it was ready.
    """
    for person, kind, since in _waiting(change):
        passed = sum(since + span <= change.now for span in PICK_UP_AFTER)
        if passed:
            change.tell(person, kind, f"{since.isoformat()}:{passed}")
    set_reminder(change)


def set_reminder(change: Change) -> None:
    """Set the timer for the next of these reminders, or take it away."""
    moments = (since + span for _, _, since in _waiting(change) for span in PICK_UP_AFTER)
    next_one = min((moment for moment in moments if moment > change.now), default=None)
    change.set_timer(TimerKind.PICK_UP, next_one)


def _waiting(change: Change) -> Iterator[tuple[PersonId, NoticeKind, datetime]]:
    """Yield whom to remind of what, and from when on that is counted."""
    buy, parts = change.buy, parts_of(change)
    if buy.closed_at is not None:
        for person in unsaid(change):
            yield person, NoticeKind.WHERE_TO, buy.closed_at
    for person in having_goods(change):
        part = parts.get(person)
        ready = part is not None and part.stage is Stage.READY and person != buy.organiser
        if ready and part is not None and part.stage_at is not None:
            yield person, NoticeKind.PICK_UP, part.stage_at
