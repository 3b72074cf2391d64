"""Playing once: the stage is opened, the story told, what was seen is written down."""

from __future__ import annotations

from contextlib import AsyncExitStack

from play.diary import Diary
from play.stage import stage
from play.story import story
from play.transcript import transcript
from play.world import world


async def play(language: str) -> str:
    """Play a whole group buy in a language; return its transcript (Markdown).

    Raises `NotSeen` or TimeoutError when something that should happen does not.
    """
    here, diary = world(language), Diary()
    async with AsyncExitStack() as closing:
        await story(await stage(here, diary, closing))
    return transcript(diary, here)
