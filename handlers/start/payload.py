"""What stands behind ?start= in a link into the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from handlers.base36 import LARGEST
from handlers.links import START_PAYLOAD_LIMIT


class Leads(StrEnum):
    """Where a link leads."""

    HELLO = ""
    """Nowhere in particular: a first Start without a link."""
    CODE = "code"
    TOKEN = "i"  # noqa: S105 - the first letter of a link
    ORDER = "o"
    SHARE = "s"
    NEW = "new"
    DRAFT = "draft"
    RUN = "run"
    HAND_OUT = "h"
    """A participant's pick-up code, for whoever hands out."""


NUMBERED = frozenset({Leads.ORDER, Leads.SHARE, Leads.NEW, Leads.DRAFT, Leads.RUN})

NUMBERS = re.compile(r"(?P<number>[0-9]{1,16})(?:_(?P<topic>[0-9]{1,10}))?")


@dataclass(frozen=True, slots=True)
class Payload:
    """Where to, with the text (a code or token) or number (a buy, draft or home) behind it."""

    leads: Leads
    text: str = ""
    number: int = 0
    topic: int | None = None
    """The forum topic of the home, if the link was given out in one."""


def read_payload(raw: str) -> Payload:
    """Return where a payload leads; what is no link of ours is taken for a join code."""
    raw = raw.strip()[:START_PAYLOAD_LIMIT]
    if not raw or raw == "hello":
        return Payload(Leads.HELLO)
    head, _, rest = raw.partition("_")
    if head == Leads.TOKEN and rest:
        return Payload(Leads.TOKEN, rest)
    if head == Leads.HAND_OUT and rest:
        return Payload(Leads.HAND_OUT, rest)
    found = NUMBERS.fullmatch(rest)
    if head in NUMBERED and found and int(found["number"]) <= LARGEST:
        topic = int(found["topic"]) if found["topic"] else None
        return Payload(Leads(head), number=int(found["number"]), topic=topic)
    return Payload(Leads.CODE, raw)
