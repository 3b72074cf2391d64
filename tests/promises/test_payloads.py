"""Any start payload, by anybody: a screen or a refusal, and nothing done but one's own."""

from __future__ import annotations

import string

from aiogram.methods import SendMessage, SendPhoto
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.promises import theirs
from tests.promises.amounts import so_many
from tests.promises.street import (
    ANNA,
    BORIS,
    CARLA,
    CODES,
    DEWI,
    DRAFT,
    EMIL,
    JAM,
    NUTS,
    OIL,
    TEA,
    Street,
)  # fmt: skip
from tests.promises.updates import text

MANY = settings(max_examples=so_many(80))

ALLOWED = string.ascii_letters + string.digits + "_-"
"""Of which Telegram lets 1 to 64 stand behind ?start=; who types /start sends what they like."""

NUMBERS = (OIL, TEA, JAM, NUTS, DRAFT, 1, 2, 0, 7, 2**53, 2**53 + 1, 2**63, 10**40, -1)

OURS = st.one_of(
    st.sampled_from([*CODES.values(), "hello", "AAAAAA", "olive2", "i_", "i_nobody"]),
    st.sampled_from([f"i_{CODES[OIL]}-{BORIS}", f"i_{CODES[NUTS]}-{EMIL}"]),
    st.builds(
        "{}_{}".format, st.sampled_from(["o", "s", "new", "draft", "run"]), st.sampled_from(NUMBERS)
    ),
    st.builds("new_{}_{}".format, st.sampled_from([1, 2, 3]), st.sampled_from(NUMBERS)),
)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A payload of ours, sometimes cut, or with a character put in."""
    payload = draw(OURS)
    at = draw(st.integers(0, len(payload)))
    more = draw(st.sampled_from("_-0Az é١\u202e"))
    return draw(st.sampled_from([payload] * 4 + [payload[:at], payload[:at] + more + payload[at:]]))


payloads = st.one_of(
    mangled(),
    mangled(),
    st.text(ALLOWED, min_size=1, max_size=64),
    st.text(max_size=80),
)


@MANY
@given(who=st.sampled_from([ANNA, BORIS, CARLA, DEWI, EMIL, 999]), payload=payloads)
def test_any_payload_is_answered(here: Street, who: int, payload: str) -> None:
    """Lost otherwise: a link that was cut in half leads nowhere, or to another person's order."""
    said, changes = here.watch(text(here.number(), who, who, f"/start {payload}".strip()))
    told = [one for one in said if isinstance(one, SendMessage | SendPhoto)]
    assert told, said
    assert {one.chat_id for one in told} == {who}
    theirs.check(who, changes)
    assert not {"lines", "entries", "totals", "codes"} & changes.keys()
