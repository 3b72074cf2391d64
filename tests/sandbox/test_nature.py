"""Limits and mishaps: what happens on the way between bot and people, on demand."""

import asyncio
from typing import Any

import aiohttp
import pytest
import telegram
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from sandbox import Limits, Sandbox
from sandbox.client import People
from sandbox.world import Chat
from tests.sandbox.conftest import Raw
from tests.sandbox.test_groups import updates


async def test_thirty_a_second_in_all(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: a broadcast would pass here and be throttled by Telegram."""
    sandbox.limits = Limits(group_per_minute=None, chat_per_second=None)
    answers = [await raw("sendMessage", chat_id=501, text=str(n)) for n in range(31)]
    assert [one["ok"] for one in answers] == [True] * 30 + [False]
    assert answers[30]["error_code"] == 429
    assert answers[30]["description"] == "Too Many Requests: retry after 1"
    assert answers[30]["parameters"] == {"retry_after": 1}


# The library warns that retry_after will become a timedelta some day.
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_twenty_a_minute_in_a_group_edits_included(
    sandbox: Sandbox, flat: Chat, raw: Raw, aiogram_bot: Bot, ptb_bot: telegram.Bot
) -> None:
    """Lost: a card edited at every order would be throttled by Telegram only."""
    sandbox.limits = Limits(chat_per_second=None)
    sent = (await raw("sendMessage", chat_id=flat.id, text="0"))["result"]["message_id"]
    for n in range(1, 20):
        place = {"chat_id": flat.id, "message_id": sent}
        assert (await raw("editMessageText", text=str(n), **place))["ok"]
    with pytest.raises(TelegramRetryAfter) as refused:
        await aiogram_bot.send_message(flat.id, "one more")
    assert 58 <= refused.value.retry_after <= 60
    with pytest.raises(telegram.error.RetryAfter):
        await ptb_bot.send_message(flat.id, "one more")
    assert (await raw("sendMessage", chat_id=501, text="private goes on"))["ok"]


async def test_one_a_second_in_a_chat(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: three messages to one person at once would look harmless."""
    sandbox.limits = Limits.strict()
    assert (await raw("sendMessage", chat_id=501, text="1"))["ok"]
    assert (await raw("sendMessage", chat_id=501, text="2"))["error_code"] == 429
    sandbox.limits = Limits()
    said = [(await raw("sendMessage", chat_id=501, text=str(n)))["ok"] for n in range(4)]
    assert said == [True, True, True, False]


async def test_a_call_fails_on_the_nth_occasion(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: nobody could show what the bot does when Telegram fails."""
    fault = sandbox.fault("sendMessage", nth=2, chat=501, code=502, description="Bad Gateway")
    codes = []
    for chat_id in (501, 502, 501, 501):
        answer = await raw("sendMessage", chat_id=chat_id, text="x")
        codes.append(answer.get("error_code", 200))
    assert codes == [200, 200, 502, 200]
    assert (fault.seen, fault.done) == (3, 1)


@pytest.mark.parametrize(("effect", "arrives"), [("drop_before", False), ("drop_after", True)])
async def test_the_connection_breaks(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw, effect: str, arrives: bool
) -> None:
    """Lost: the bot would not be tried when it cannot know whether it was heard."""
    sandbox.fault("sendMessage", effect=effect)
    with pytest.raises(aiohttp.ClientError):
        await raw("sendMessage", chat_id=501, text="into the dark")
    texts = [one.text for one in await people["anna"].messages()]
    assert ("into the dark" in texts) is arrives


async def test_an_update_comes_twice(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: an order delivered twice would count twice unnoticed."""
    sandbox.fault("update", effect="double", kind="message")
    await people["anna"].send("bot", "/order 2")
    first = await updates(raw)
    second = await updates(raw)
    assert first == second
    assert await updates(raw) == []


async def test_an_update_that_is_held_comes_after_later_ones(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: updates out of order would never be tried."""
    fault = sandbox.fault("update", effect="hold")
    await people["anna"].send("bot", "slow")
    await people["anna"].send("bot", "fast")
    first = (await raw("getUpdates"))["result"]
    assert [one["message"]["text"] for one in first] == ["fast"]
    assert (await raw("getUpdates", offset=first[0]["update_id"] + 1))["result"] == []
    fault.release()
    later = (await raw("getUpdates", timeout=5))["result"]
    assert [one["message"]["text"] for one in later] == ["slow"]


async def test_a_delayed_update_comes_by_itself(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: a slow Telegram would be one that loses things."""
    sandbox.fault("update", effect="delay", seconds=0.05)
    await people["anna"].send("bot", "slow")
    later = (await raw("getUpdates", timeout=5))["result"]
    assert [one["message"]["text"] for one in later] == ["slow"]


async def test_a_call_that_is_held_is_done_when_it_is_let_go(
    sandbox: Sandbox, flat: Chat, people: People, raw: Raw
) -> None:
    """Lost: what a bot does while Telegram is silent would be a matter of seconds."""
    fault = sandbox.fault("sendMessage", effect="hold")
    given_up = asyncio.create_task(raw("sendMessage", chat_id=501, text="held"))
    await fault.happens()
    given_up.cancel()
    assert (await raw("sendMessage", chat_id=501, text="not held"))["ok"]
    before = await people["anna"].last()
    fault.release()
    assert (await people["anna"].sees("bot", "held", after=before)).text == "held"


async def test_chance_repeats_with_its_seed(sandbox: Sandbox, flat: Chat, raw: Raw) -> None:
    """Lost: a failure found by chance could not be shown again."""
    runs = []
    for _ in range(2):
        sandbox.faults.clear()
        sandbox.fault("*", probability=0.5, seed=3, times=None)
        runs.append([(await raw("getMe"))["ok"] for _ in range(12)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {True, False}


async def control(sandbox: Sandbox, verb: str, path: str, **body: Any) -> Any:
    """One request to the control API."""
    async with (
        aiohttp.ClientSession() as session,
        session.request(verb, f"{sandbox.url}/control{path}", json=body or None) as response,
    ):
        return await response.json()


async def test_everything_is_controlled_over_http(sandbox: Sandbox, raw: Raw) -> None:
    """Lost: a bot in another process, or the page, could not set the scene."""
    made = await control(
        sandbox, "POST", "/world",
        people=[{"first_name": "Ada", "language_code": "de"}, {"first_name": "Bo"}],
        groups=[{"title": "Home", "creator": "Ada", "members": ["Bo"], "supergroup": True}],
    )  # fmt: skip
    assert made["groups"][0] < -(10**12)
    await control(sandbox, "POST", "/faults", on="getMe", code=500, description="Oops")
    assert (await raw("getMe"))["description"] == "Oops"
    assert (await control(sandbox, "GET", "/faults"))[0]["done"] == 1
    await control(sandbox, "DELETE", "/faults")
    assert (await control(sandbox, "POST", "/limits", preset="strict"))["chat_burst"] == 1
    assert (await control(sandbox, "POST", "/limits", per_second=5))["per_second"] == 5
    before = await control(sandbox, "GET", "/clock")
    after = await control(sandbox, "POST", "/clock", advance=3600)
    assert 3600 <= after["unix"] - before["unix"] < 3660
    heard = []
    sandbox.clock.listen(lambda: heard.append(True))  # type: ignore[attr-defined]
    await control(sandbox, "POST", "/clock", set="2030-05-03T18:00:00+02:00")
    assert sandbox.clock.now().isoformat().startswith("2030-05-03T16:00:0")
    assert heard == [True]
    assert "error" in await control(sandbox, "POST", "/clock", set="2030-05-03T18:00:00")
    calls = await control(sandbox, "GET", "/calls")
    assert [(one["method"], one["code"]) for one in calls] == [("getMe", 500)]
