"""Which question comes now, before and after: what → price → ladder → until when → people."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from domain.draft import Draft, Field
from domain.terms import Refused, refused_in

WIZARD = (Field.TITLE, Field.PRICE, Field.LADDER, Field.DEADLINE, Field.PEOPLE)

CHANGEABLE = (
    Field.TITLE,
    Field.ITEMS,
    Field.LADDER,
    Field.DEADLINE,
    Field.PEOPLE,
    Field.MINIMUM,
    Field.IF_MISSED,
    Field.MAX_PEOPLE,
    Field.STOCK,
    Field.CASE,
    Field.PERSON_LIMIT,
    Field.ADMISSION,
    Field.GUESTS,
    Field.EARLY_CLOSE,
    Field.ZONE,
    Field.CURRENCY,
    Field.OPENS_AT,
    Field.HOME,
    Field.PAYMENT,
)
"""What the preview offers to change; the price of one item stands with its name."""


class Group(StrEnum):
    """Terms that are rarer, each group of them behind one button."""

    DELIVERING = "delivering"
    HANDING_OUT = "handing_out"


GROUPS = {
    Group.DELIVERING: (Field.AREAS, Field.DELIVERY),
    Group.HANDING_OUT: (Field.PICK_UP, Field.SHIPS, Field.SUPPLIER),
}

PANELS = frozenset({Field.PAYMENT, Field.CASE})
"""Several answers on one screen, which stays until it is left: what holds is marked."""


def missing(draft: Draft) -> Field | None:
    """Return the first thing a buy cannot start without."""
    if not draft.title or not draft.items:
        return Field.TITLE
    if any(not item.list_price and not item.removed for item in draft.items):
        return Field.PRICE
    return None if draft.deadline else Field.DEADLINE


def asked(draft: Draft, now: datetime) -> Field | None:
    """Return what the next answer is taken for; None shows the preview."""
    if draft.questions:
        return draft.questions[0].field
    field = draft.step or missing(draft)
    if field is None and (found := refused(draft, now)):
        return found.field
    return field


def refused(draft: Draft, now: datetime) -> Refused | None:
    """Return the first reason for which the start would be refused, or None."""
    return next(iter(refused_in(draft, now)), None)


def agree(before: Draft, after: Draft, now: datetime) -> None:
    """Refuse an answer that makes a draft one that cannot start; raises what the start would.

    What could not stand before is not the answer's fault.
    """
    old = refused_in(before, now)
    new = [refused for refused in refused_in(after, now) if refused not in old]
    if new:
        raise new[0].error


def answered(before: Draft, after: Draft) -> Draft:
    """Return the draft at its next question, once the present one is answered.

    On the way through the wizard each answer leads to the next question that it left open; a
    change made from the preview leads back there. An answer that is unclear asks first.
    """
    return replace(after, step=_next(before, after))


def skipped(draft: Draft) -> Draft:
    """Return the draft at the question after the present one, which stays as it is."""
    if draft.questions:
        return replace(draft, questions=draft.questions[1:])
    return replace(draft, step=_next(draft, draft))


def back(draft: Draft) -> Draft:
    """Return the draft at the question before; from a change this is the preview."""
    step = draft.step
    if step in WIZARD and draft.deadline is None:
        return replace(draft, step=WIZARD[max(0, WIZARD.index(step) - 1)])
    if step is Field.PEOPLE and not draft.named:
        return replace(draft, step=Field.DEADLINE)
    return replace(draft, step=None)


def _next(before: Draft, after: Draft) -> Field | None:
    """The question after the present step; only a first pass, before a deadline, goes on."""
    step = before.step
    if step in PANELS:
        return step
    if step is Field.HOME and not before.title:
        return Field.TITLE
    if step not in WIZARD or before.deadline is not None:
        return None
    known = {
        Field.PRICE: bool(after.items) and all(item.list_price for item in after.items),
        Field.LADDER: after.ladder is not None,
        Field.DEADLINE: after.deadline is not None,
    }
    coming = WIZARD[WIZARD.index(step) + 1 :]
    return next((field for field in coming if not known.get(field)), None)
