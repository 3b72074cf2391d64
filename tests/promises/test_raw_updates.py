"""Any update, with anything in it missing, of another kind or huge: heard, and nothing breaks."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.promises.amounts import so_many
from tests.promises.samples import samples
from tests.promises.street import Street

MANY = settings(max_examples=so_many(120))

SAMPLES = samples()

Path = tuple[str | int, ...]


def paths(value: Any, at: Path = ()) -> list[Path]:
    """Return where anything stands in an update, but for its number."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[Path] = []
    for key, one in inside:
        here = (*at, key)
        if here == ("update_id",):
            continue
        found.append(here)
        if isinstance(one, dict | list):
            found += paths(one, here)
    return found


STRANGE: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [None, True, False, 0, -1, 2**31, 2**53, 2**63, 2**64, -(2**63), 10**30, 1.5, "", "1", [],
         {}, [{}], {"id": 1}, "x" * 4096, "\u202e<b>&", "\ud800", "/", "/start", [[]], "0"]
    ),
    st.text(max_size=20),
    st.integers(),
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A real update with one to three of its parts gone or strange."""
    update = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 3))):
        places = paths(update)
        if not places:
            break
        *way, last = draw(st.sampled_from(places))
        holder: Any = update
        for key in way:
            holder = holder[key]
        if draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = copy.deepcopy(draw(STRANGE))
    return update


@MANY
@given(update=mutated())
def test_any_update_is_heard(here: Street, update: dict[str, Any]) -> None:
    """Lost otherwise: one odd update is a bug to somebody, or stops everyone behind it."""
    here.watch({**update, "update_id": here.number()})
