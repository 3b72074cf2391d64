"""Notices to put into words, and what is said of them."""

from typing import Any

from domain.commands.base import Cause
from domain.commands.member import ClaimPaid
from domain.commands.organiser import Invite
from domain.ids import BuyId, PersonId
from domain.notices import Notice, NoticeKind
from handlers.notices import Say, render
from tests.handlers.buying.memory import Memory
from tests.handlers.buying.scenery import (
    ANNA,
    BORIS,
    CARLA,
    HOME,
    NOW,
    OIL,
    close,
    flat,
    order,
    scene,
)

EVE = PersonId(105)
DRAFT = BuyId(5)
NIGHT = NOW.replace(hour=23)
TO_HOME = frozenset({
    NoticeKind.CARD, NoticeKind.CARD_AGAIN, NoticeKind.TIER, NoticeKind.MENTION,
    NoticeKind.CLOSES_EARLY, NoticeKind.GROUP_EXTENDED, NoticeKind.GROUP_SETTLED,
    NoticeKind.GROUP_CALLED_OFF, NoticeKind.GROUP_REPLY, NoticeKind.DRAFT_CARD,
})  # fmt: skip


def notice(kind: NoticeKind, person: PersonId | None = None, **values: Any) -> Notice:
    """A notice about the oil, to somebody or to the flat."""
    return Notice("k", kind, NOW, OIL, person, None if person else HOME, values)


async def say(memory: Memory, asked: Notice, now: Any = NOW) -> Say:
    """What is said; fails if nothing is."""
    verdict = await render(asked, scene(memory, now))
    assert isinstance(verdict, Say), verdict
    return verdict


async def named(memory: Memory, *people: PersonId) -> None:
    """Let Anna name people."""
    tokens = tuple(f"token-{person}" for person in people)
    await memory.submit(Invite(Cause(f"i{people}", NOW), ANNA, OIL, people, tokens))


async def closed() -> Memory:
    """Closed at 20, nothing paid; Carla says that she did."""
    memory = flat()
    await order(memory, BORIS, 12)
    await order(memory, CARLA, 8)
    await close(memory)
    await memory.submit(ClaimPaid(Cause("c", NOW), CARLA, OIL))
    return memory
