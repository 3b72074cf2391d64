"""Settings of bots in tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.settings import Settings
from sandbox import Sandbox

ANY_PACE: dict[str, Any] = {
    "messages_per_second": 0,
    "group_messages_per_minute": 0,
    "chat_messages_per_second": 0,
}


def settings_for(sandbox: Sandbox, database_url: str) -> Settings:
    """Return settings of a bot in a sandbox, on a database, that speaks as fast as it can."""
    places = {"bot_api_url": sandbox.url, "database_url": database_url}
    return _read(sandbox.token).model_copy(update=places)


@cache
def _read(token: str) -> Settings:
    """Read them once: to look for all the time zones takes longer than to write a database."""
    return Settings(_env_file=None, bot_token=token, **ANY_PACE)
