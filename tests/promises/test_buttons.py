"""Any callback data, by anybody, anywhere: answered, and nothing done that is not one's own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.draft import Field
from handlers.base36 import encode
from handlers.callbacks import Act, Step
from handlers.draft.presses import Press
from handlers.organiser.presses import Verb
from handlers.settings.presses import Choice
from tests.promises import theirs
from tests.promises.amounts import so_many
from tests.promises.street import (
    ANNA,
    BORIS,
    CARLA,
    DEWI,
    DRAFT,
    EMIL,
    FLAT,
    JAM,
    NUTS,
    OIL,
    TEA,
    YARD,
    Street,
    answers,
)  # fmt: skip
from tests.promises.updates import tap

MANY = settings(max_examples=so_many(100))

HUGE = ["zzzzzzzzzzzzz", "2gosa7pa2gw", "2gosa7pa2gx", "-1", "", "é", "٣", "+5", "1_0", " 1", "0x1"]
"""What is no number of ours: larger than any id, negative, none, of another script, Python's."""

NUMBERED = [OIL, TEA, JAM, NUTS, DRAFT]


def mostly(usual: Iterable[str], seldom: Iterable[str]) -> st.SearchStrategy[str]:
    """One of the usual values, nineteen times of twenty."""
    common, rare = list(usual), list(seldom)
    return st.integers(0, 19).flatmap(lambda at: st.sampled_from(rare if at == 13 else common))


def numbers(*known: int) -> st.SearchStrategy[str]:
    """Numbers in base 36 that exist; seldom others, and what is no number."""
    return mostly(map(encode, known), [*HUGE, *map(encode, range(4)), encode(999)])


def words(*known: str) -> st.SearchStrategy[str]:
    """The words of an enumeration; seldom others."""
    return mostly(known, ["", "zz", "💥", "S"])


buys = numbers(OIL, OIL, TEA, JAM, NUTS, DRAFT)
items = numbers(1, 2)
people = st.one_of(st.just(""), numbers(ANNA, BORIS, CARLA, DEWI, EMIL))
arguments = st.one_of(
    st.just(""),
    st.sampled_from(["", "PRESS2-102", "max_people", "min", "0", "-1", "9999999999", "EUR"]),
    st.sampled_from([*Field, "en", "ru", "tlh", "Europe/Paris", "Mars/Base", "all", "code:x"]),
    st.text(max_size=12),
)  # fmt: skip


def packed(prefix: str, *fields: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Callback data of one kind of button."""
    return st.tuples(*fields).map(lambda parts: ":".join((prefix, *parts)))


EVERY_KIND = (
    packed("t", buys, items, words(*Step)),
    packed("l", buys, items, numbers(0, 1), words("", *Step), numbers(0, 2, 5), numbers(0, 1)),
    packed("o", buys, words(*Act), numbers(0, 1), numbers(0, 1)),
    packed("h", numbers(1, 2)),
    packed("w", buys, people, items, numbers(0, 1, 5)),
    packed("r", buys, words(*Verb), people, numbers(0, 1, 2), arguments),
    packed("s", words(*Choice), numbers(0, 1, 2), arguments),
    packed("d", buys, words(*Press), words("", *Field), arguments),
    st.just("da"),
)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Data of any kind, sometimes cut, lengthened, or with a character changed."""
    data = draw(st.one_of(*EVERY_KIND))
    at = draw(st.integers(0, len(data)))
    found: str = draw(
        st.sampled_from(
            [data] * 12
            + [data[:at], data[:at] + ":" + data[at:], data + ":1",
             data[:at] + "z" + data[at + 1 :], data.upper()]
        )
    )  # fmt: skip
    return found


anybody = st.sampled_from([ANNA, BORIS, CARLA, DEWI, EMIL, 999])
anything = st.one_of(mangled(), mangled(), mangled(), st.text(max_size=64))
anywhere = st.sampled_from(["private", FLAT, YARD, None, "long ago"])


def buy_in(data: str) -> tuple[int, ...] | None:
    """Return the buys that data may touch; None if it names none."""
    kind, *rest = data.split(":")
    if kind not in ("t", "l", "o", "w", "r", "d") or not rest:
        return None
    try:
        return (int(rest[0], 36),)
    except ValueError:
        return ()


@MANY
@example(who=ANNA, data="t:46156:1:m", where=None)
@given(who=anybody, data=anything, where=anywhere)
def test_any_data_is_answered_once(
    here: Street, who: int, data: str, where: int | str | None
) -> None:
    """Lost otherwise: a made-up button acts for another person, or is met with silence."""
    place = who if isinstance(where, str) else where
    update = tap(here.number(), who, place, data)
    if where == "long ago":
        update["callback_query"]["message"] = {
            "message_id": 7,
            "date": 0,
            "chat": {"id": who, "type": "private"},
        }
    said, changes = here.watch(update)
    assert len(answers(said)) == 1, said
    theirs.check(who, changes, forms=buy_in(data))


@pytest.mark.parametrize("who", [CARLA, EMIL, 999])
@pytest.mark.parametrize("verb", list(Verb))
def test_no_verb_of_whoever_runs_a_buy_serves_another(here: Street, who: int, verb: Verb) -> None:
    """Lost otherwise: anybody who can make up callback data closes a buy, or marks a payment."""
    for buy in (OIL, TEA):
        data = f"r:{encode(buy)}:{verb}:{encode(BORIS)}:1:"
        said, changes = here.watch(tap(here.number(), who, who, data))
        assert len(answers(said)) == 1
        theirs.check(who, changes, forms=(buy,))
        assert not {"lines", "entries", "invitations", "codes"} & changes.keys()
