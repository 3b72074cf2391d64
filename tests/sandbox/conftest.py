"""What the sandbox's tests share: a sandbox, raw calls, aiogram's and python-telegram-bot's Bot."""

import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import telegram
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox import Limits, Sandbox
from sandbox.client import People
from sandbox.world import Chat

Raw = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """An empty sandbox without speed limits."""
    async with Sandbox(limits=Limits.off()) as running:
        yield running


@pytest.fixture
def flat(sandbox: Sandbox) -> Chat:
    """Flat 12; what the bot was told while it was furnished is forgotten."""
    chat = sandbox.flat_12()
    sandbox.core.updates.drop()
    return chat


@pytest.fixture
async def people(sandbox: Sandbox) -> AsyncIterator[People]:
    """The people of the sandbox, over HTTP."""
    async with People(sandbox.url) as connected:
        yield connected


@pytest.fixture
async def raw(sandbox: Sandbox) -> AsyncIterator[Raw]:
    """Call a Bot API method with JSON and get the whole answer."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **parameters: Any) -> dict[str, Any]:
            url = f"{sandbox.url}/bot{sandbox.token}/{method}"
            async with session.post(url, json=parameters) as response:
                answer: dict[str, Any] = await response.json()
                assert response.status == answer.get("error_code", 200)
                return answer

        yield call


@pytest.fixture
async def aiogram_bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """aiogram's Bot, connected to the sandbox."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.token, session=session)
    yield bot
    await bot.session.close()


@pytest.fixture
async def ptb_bot(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's Bot, connected to the sandbox."""
    bot = telegram.Bot(
        sandbox.token, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    )
    async with bot:
        yield bot


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; tests of the page are skipped on a machine without it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no chromium on this machine")
    return found


@pytest.fixture(scope="session")
def browser_address(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where playwright finds one Chromium for all tests; starting one each takes seconds."""
    home: Path = tmp_path_factory.mktemp("chromium")
    options = [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--no-first-run", "--remote-debugging-port=0",
        f"--user-data-dir={home}", "about:blank",
    ]  # fmt: skip
    with subprocess.Popen([chromium_path, *options], stderr=subprocess.PIPE, text=True) as browser:
        assert browser.stderr is not None
        for line in browser.stderr:
            if found := re.search(r"DevTools listening on (\S+)", line):
                break
        else:
            pytest.fail("chromium did not start")
        yield found[1]
        browser.terminate()
        browser.stderr.read()
