"""Updates that come late, out of order, or twice at the same moment: each acts once (NEW-4)."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from bot.webhook import SECRET_HEADER
from tests.journeys.steps import card, draft, has, more, own_order, reads, start
from tests.journeys.test_twice import WEBHOOK, free_port
from tests.journeys.town import HOME, Town


async def test_an_update_that_comes_late_still_acts(town: Town) -> None:
    """Without it whoever's tap was overtaken by later ones would have ordered nothing."""
    shown = await start(town)
    fault = town.sandbox.fault("update", effect="hold", kind="callback_query")
    late = asyncio.create_task(town["boris"].tap(shown, "+1"))
    await fault.happens()
    await more(town, "boris")
    await more(town, "carla")
    assert not late.done()
    fault.release()
    assert (await late).text.startswith("You have 2")
    await card(town, "anna", reads("Boris 2", "Carla 1"))


async def test_a_number_typed_before_a_late_tap_stands(town: Town) -> None:
    """Without it a tap from before would undo what was typed after it, or both be lost."""
    await start(town)
    order = await own_order(town, "boris")
    fault = town.sandbox.fault("update", effect="hold", kind="callback_query")
    late = asyncio.create_task(town["boris"].tap(order, "3"))
    await fault.happens()
    await town["carla"].send(HOME, "/order 2")
    await card(town, "anna", "Carla 2")
    fault.release()
    assert (await late).answered
    await card(town, "anna", reads("Carla 2", "Boris 3"))


async def test_two_calls_of_the_webhook_at_once_act_once(quiet_town: Town) -> None:
    """Without it a webhook called again while the first call still runs would count twice."""
    town = quiet_town
    listen = f"127.0.0.1:{free_port()}"
    url = f"http://{listen}/hook"
    await town.open(**WEBHOOK, listen=listen, webhook_url=url)
    shown = await start(town)
    await town.at_rest()
    stored = town.sandbox.core.world.message(shown.chat, shown.id)
    update = tapped(town, town.sandbox.core.rendered(stored))
    headers = {SECRET_HEADER: WEBHOOK["webhook_secret"]}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def call() -> int:
            async with session.post(url, json=update) as response:
                return response.status

        assert set(await asyncio.gather(*(call() for _ in range(8)))) == {200}
        assert await call() == 200
    await card(town, "anna", "Boris 1")
    await town.at_rest()
    assert "Boris 1" in (await card(town, "anna", reads("Boris"))).text


def tapped(town: Town, message: dict[str, Any]) -> dict[str, Any]:
    """Boris' +1 as Telegram reports it."""
    data = message["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    boris = {"id": 502, "is_bot": False, "first_name": "Boris", "language_code": "en"}
    query = {"id": "4711", "from": boris, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": 100_900_000, "callback_query": query}


async def test_start_close_and_a_line_twice(town: Town) -> None:
    """Without it two taps in a hurry would start two buys, or close one twice."""
    read = await draft(town)
    anna = town["anna"]
    answers = await asyncio.gather(*(anna.tap(read, "Start") for _ in range(2)))
    assert sum("is open" in one.text for one in answers) >= 1
    await more(town, "boris")
    await anna.send(HOME, "/close")
    preview = await anna.sees(HOME, has("Close now"))
    answers = await asyncio.gather(*(anna.tap(preview, "Close now") for _ in range(2)))
    assert all(one.answered for one in answers)
    await town["boris"].sees("bot", "settled")
    await town.at_rest()
    told = [one for one in await town["boris"].messages() if "settled" in one.text]
    cards = [one for one in await anna.messages(HOME) if has("My statement")(one)]
    assert (len(told), len(cards)) == (1, 2)
