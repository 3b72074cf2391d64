"""Telegram in a bad mood, by chance: every notice has its one fate, and the chats bear it out."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from sqlalchemy import func, select

from domain.ids import PersonId
from domain.notices import Fate, Notice, NoticeKind
from sandbox.world import Json
from storage import tables
from tests.bot.house import House, until
from tests.bot.test_relay import home

PEOPLE = {"anna": 501, "boris": 502, "carla": 503, "dewi": 504, "mei": 505, "omar": 506}
KINDS = (NoticeKind.NUDGE, NoticeKind.STATEMENT, NoticeKind.CALLED_OFF, NoticeKind.PAYMENT_MARKED)
NOTICES = 120
MANY_ROUNDS = 40
"""With --hypothesis-profile=torture."""

MOODS: tuple[tuple[float, Json], ...] = (
    (0.01, {"effect": "fail", "code": 429, "retry_after": 1}),
    (0.06, {"effect": "fail", "code": 500}),
    (0.06, {"effect": "fail", "code": 502}),
    (0.03, {"effect": "fail", "code": 504}),
    (0.04, {"effect": "fail", "code": 400, "description": "Bad Request: message is too long"}),
    (0.03, {"effect": "fail", "code": 403, "description": "Forbidden: user is deactivated"}),
    (
        0.03,
        {"effect": "fail", "code": 403, "description": "Forbidden: bot was blocked by the user"},
    ),
    (0.08, {"effect": "delay", "seconds": 0.05}),
    (0.08, {"effect": "drop_before"}),
    (0.08, {"effect": "drop_after"}),
)
"""How often what befalls a message."""

MAY_STAND = {
    Fate.SENT: (1,),
    Fate.UNKNOWN: (0, 1),
    Fate.UNDELIVERABLE: (0,),
    Fate.HELD: (0,),
}
"""How often a notice of a fate may stand in the chats."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take many rounds where hypothesis does."""
    long = metafunc.config.getoption("--hypothesis-profile") == "torture"
    metafunc.parametrize("seed", range(MANY_ROUNDS if long else 2))


async def test_each_notice_is_said_once_or_marked(house: House, seed: int) -> None:
    """Without it a bad hour of Telegram's would lose some statements and say others twice."""
    chance = Random(seed)
    await house.bot()
    await house.met(*PEOPLE)
    flat, now = await home(house), house.clock.now()
    notices = [
        Notice(text, NoticeKind.GROUP_REPLY, now, home=flat, values={"text": text})
        if number % 10 == 0
        else Notice(
            text,
            chance.choice(KINDS),
            now,
            person=PersonId(chance.choice([*PEOPLE.values()])),
            values={"text": text},
        )
        for number in range(NOTICES)
        for text in [f"notice {number}."]
    ]
    for probability, mood in MOODS:
        seeded = {"probability": probability, "seed": chance.randrange(2**32), "times": None}
        house.sandbox.fault("sendMessage", **mood, **seeded)
    await house.notice(*notices)
    await until(lambda: all_settled(house), timeout=60)
    stood = Counter(
        message.text
        for chat in house.sandbox.core.world.chats.values()
        for message in chat.messages.values()
    )
    column = tables.notices.c
    rows = await house.storage.writer.run(
        lambda c: c.execute(select(column.key, column.fate, column.reason)).all()
    )
    assert {row.key for row in rows} == {one.key for one in notices}, "nothing is forgotten"
    for row in rows:
        assert stood[row.key] in MAY_STAND[row.fate], (row, stood[row.key])
        assert row.reason or row.fate is Fate.SENT, row
    fates = Counter(row.fate for row in rows)
    assert fates[Fate.SENT] > NOTICES / 2
    assert fates[Fate.UNKNOWN]


async def all_settled(house: House) -> bool:
    """Let time pass until nothing waits."""
    house.clock.advance(5)
    column = tables.notices.c
    waiting = select(func.count()).where(column.fate == Fate.WAITING)
    return not await house.storage.writer.run(lambda c: c.scalar(waiting))
