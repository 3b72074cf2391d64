"""Where links into the bot lead."""

import pytest

from handlers.start.payload import Leads, Payload, read_payload
from tests.handlers.buying.scenery import LINKS, OIL


@pytest.mark.parametrize(
    ("raw", "payload"),
    [
        ("", Payload(Leads.HELLO)),
        ("hello", Payload(Leads.HELLO)),
        ("K7Q4PN", Payload(Leads.CODE, "K7Q4PN")),
        ("i_a-b_c", Payload(Leads.TOKEN, "a-b_c")),
        ("new_7", Payload(Leads.NEW, number=7)),
        ("new_7_31", Payload(Leads.NEW, number=7, topic=31)),
        ("draft_7", Payload(Leads.DRAFT, number=7)),
        ("run_7", Payload(Leads.RUN, number=7)),
        ("o_", Payload(Leads.CODE, "o_")),
        ("o_x", Payload(Leads.CODE, "o_x")),
        ("o_9999999999999999", Payload(Leads.CODE, "o_9999999999999999")),
        ("o_" + "9" * 99, Payload(Leads.CODE, ("o_" + "9" * 99)[:64])),
        ("code_1", Payload(Leads.CODE, "code_1")),
        ("<script>", Payload(Leads.CODE, "<script>")),
    ],
)
def test_a_payload_is_read(raw: str, payload: Payload) -> None:
    """Else a link opens something else, or a forged one raises."""
    assert read_payload(raw) == payload


@pytest.mark.parametrize(
    "link",
    [
        LINKS.order(OIL),
        LINKS.hand_on(OIL),
        LINKS.personal("x" * 16),
        LINKS.new_buy(2**53 - 1, 2**31),
    ],
)
def test_our_own_links_lead_where_they_say(link: str) -> None:
    """Else buttons of the card open nothing."""
    payload = link.partition("start=")[2]
    assert len(payload) <= 64
    assert read_payload(payload).leads is not Leads.CODE
