"""What a question about a draft offers, and what is known around the draft."""

from __future__ import annotations

from dataclasses import dataclass

from domain.payment import Method
from domain.people import Home

NO = "no"
YES = "yes"


@dataclass(frozen=True, slots=True)
class Choice:
    """One offered answer: what the button says and what it says back."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known around a draft: zones and homes to offer, names to show."""

    zones: tuple[str | None, ...] = ()
    homes: tuple[Home, ...] = ()
    names: tuple[str, ...] = ()
    """Of those the draft names, in its order."""
    methods: frozenset[Method] = frozenset({Method.BY_HAND})
    """In which ways the organiser may let people pay."""
