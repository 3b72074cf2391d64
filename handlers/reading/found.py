"""What one part of an entry states: a term of the buy and its value, or what has to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from domain.draft import Field

TAKES_REST = "takes_rest"
"""Whether the organiser takes what is missing to the last case; it is asked for with the case."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something read: a field (or `TAKES_REST`) and its value, or the question that it leads to.

    The value may be `MixedCurrencies`: an amount that is not in the currency of the buy.
    """

    field: Field | str
    value: object


def field_of(found: Found) -> Field:
    """Return the field that a question about it is asked by."""
    return found.field if isinstance(found.field, Field) else Field.CASE
