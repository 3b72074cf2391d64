"""Every refusal has a sentence."""

from dataclasses import fields
from datetime import timedelta
from typing import Any, get_type_hints

import pytest

from domain import errors
from domain.draft import Field
from domain.errors import (
    DomainError,
    MoreThanOwed,
    NotEnoughLeft,
    NotEnoughPoints,
    UnknownCode,
)
from handlers.group_reply import reply_screen
from handlers.refusals import refusal_reply, refusal_text
from tests.handlers.buying.scenery import EN, NOW

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, DomainError) and kind is not DomainError
]
WITH_TERM = [kind for kind in KINDS if "term" in {field.name for field in fields(kind)}]


def example(kind: type[DomainError], **fixed: Any) -> DomainError:
    """A refusal with the longest values it may have."""
    hints = get_type_hints(kind)
    values = {field.name: _longest(field.name, hints[field.name]) for field in fields(kind)}
    return kind(**(values | fixed))


def _longest(name: str, kind: type) -> Any:
    if name == "currency":
        return "EUR"
    if name == "term":
        return Field.PERSON_LIMIT
    if kind is int:
        return 9_999
    return NOW + timedelta(days=400) if kind is Any else "W" * 4096


@pytest.mark.parametrize("kind", KINDS)
def test_each_refusal_is_a_sentence_that_fits_an_alert(kind: type[DomainError]) -> None:
    """Else somebody is refused with a key, with braces, or with half a sentence."""
    said = refusal_text(example(kind), EN, NOW)
    assert not said.startswith("refusal-")
    assert "{" not in said
    assert len(said) <= 200


@pytest.mark.parametrize("kind", WITH_TERM)
@pytest.mark.parametrize("term", [*Field, "case_size", "amount", "points", "bill", "conditions"])
def test_each_term_has_a_name(kind: type[DomainError], term: str) -> None:
    """Else a refused draft names its part by a word of the code."""
    assert "refusal-" not in refusal_text(example(kind, term=term), EN, NOW)


@pytest.mark.parametrize("kind", KINDS)
def test_the_group_hears_the_same_sentence(kind: type[DomainError]) -> None:
    """Else a refusal typed in the group cannot be said there at all."""
    reply = refusal_reply(example(kind), EN)
    screen = reply_screen(EN, reply.message, reply.packed, NOW)
    assert screen.text.striptags() == " ".join(refusal_text(example(kind), EN, NOW).split())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotEnoughLeft(12, 9, 2), "12 is more than the 9 that are left. You still have 2."),
        (NotEnoughLeft(12, 9, 0), "12 is more than the 9 that are left. You have none yet."),
        (NotEnoughLeft(1, 0, 0), "None are left. Your order stays as it was."),
        (MoreThanOwed(7000, "EUR"), "70.00\u00a0EUR is all that is owed. Name that or less."),
        (
            NotEnoughPoints(300, "EUR"),
            "3.00\u00a0EUR in points is all you have with this organiser. Name that or less.",
        ),
        (NotEnoughPoints(0, "EUR"), "You have no points with this organiser now."),
        (
            UnknownCode("k7q4pn"),
            "No buy has the code k7q4pn. Look for a slip, or ask for the link.",
        ),
    ],
)
def test_refusals_as_they_are_read(error: DomainError, said: str) -> None:
    """Else the product owner's own example reads differently."""
    assert refusal_text(error, EN, NOW) == said
