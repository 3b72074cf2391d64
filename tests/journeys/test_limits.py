"""Telegram's limits, held: nothing is refused, nothing is lost, and waiting can be interrupted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sandbox import Limits
from tests.databases import only_sqlite
from tests.journeys.doubt import say_again, statements
from tests.journeys.steps import card, has, more, reads, start
from tests.journeys.town import HOME, Town
from tests.journeys.trouble import unknown
from tools.apart import Apart

DEFAULTS = ("messages_per_second", "group_messages_per_minute", "chat_messages_per_second")
FRIDAY = datetime(2026, 3, 6, 18, 0, 1, tzinfo=UTC)
MEMBERS = ("boris", "carla", "dewi", "mei", "omar")


def default_pace(town: Town) -> dict[str, Any]:
    """The pace that a bot has when nobody sets one."""
    fields = type(town.settings).model_fields
    return {name: fields[name].default for name in DEFAULTS}


@only_sqlite  # the limits are Telegram's, and the pace is kept outside the database
async def test_a_small_buy_keeps_to_the_letter_of_the_limits(quiet_town: Town) -> None:
    """Without it Telegram would refuse messages in the middle of an ordinary buy."""
    town = quiet_town
    town.sandbox.limits = Limits.strict()
    await town.open(**default_pace(town))
    await start(town, "/buy Olive oil; 42 EUR; 5: 38; until Fri 18:00")
    for who in MEMBERS:
        await more(town, who)
    await town["anna"].sees(HOME, lambda one: one.photo is not None)
    await town.skip_to(FRIDAY)
    for who in MEMBERS:
        await town[who].sees("bot", reads("settled", "38.00"), timeout=30)
    await town["anna"].sees(HOME, has("My statement"), timeout=30)
    refused = [one for one in town.sandbox.calls if one["code"] == 429]
    assert refused == []


async def test_messages_that_wait_for_their_turn_survive_a_kill(quiet_town: Town) -> None:
    """Without it a crash would lose the statements of all whose turn had not come.

    Nobody can know whether those that were on their way arrived: the organiser is told who may not
    have theirs, and one tap says it again.
    """
    town = quiet_town
    bot = Apart(town.settings)
    slow = Apart(town.settings.model_copy(update={"messages_per_second": 1}))
    town.closing.callback(bot.kill)
    town.closing.callback(slow.kill)
    bot.start()
    await start(town)
    for who in MEMBERS:
        await more(town, who)
    await card(town, "anna", "5 of 10")
    await town["anna"].send(HOME, "/close")
    preview = await town["anna"].sees(HOME, has("Close now"))
    await bot.stop()
    fault = town.sandbox.fault("sendMessage", effect="hold", chat=502)
    slow.start()
    await town["anna"].tap(preview, "Close now")
    await fault.happens()
    slow.kill()
    fault.release()
    before = await statements(town, MEMBERS)
    assert before[506] == 0
    bot.start()
    await town.skip(minutes=2)
    await town.at_rest()
    assert [person for _, person in await unknown(town)] == [502]
    assert await statements(town, MEMBERS) == dict.fromkeys(before, 1)
    await say_again(town, "anna", 1)
    assert await statements(town, MEMBERS) == dict.fromkeys(before, 1) | {502: 2}
    assert await unknown(town) == []
